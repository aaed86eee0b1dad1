import { STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import type { NotIdentified } from "../chat/sessions/Identity.ts"

/** Why an upgrade is refused. */
export interface Rejection {
  readonly status: 400 | 401 | 403 | 404 | 429 | 503
  readonly message: string
  readonly retryAfterSeconds?: number
}

/** Before the upgrade there are no frames: the answer is plain HTTP, and the end of the connection. */
export const reject = (socket: Duplex, { status, message, retryAfterSeconds }: Rejection): void => {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(message)}`,
    ...(status === 401 ? ["WWW-Authenticate: Bearer"] : []),
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`])
  ]
  socket.end(`${lines.join("\r\n")}\r\n\r\n${message}`, () => socket.destroy())
}

const statusOf = { invalid: 401, expired: 401, forbidden: 403, unavailable: 503 } as const

export const rejectionOf = ({ reason, message }: NotIdentified): Rejection => ({
  status: statusOf[reason],
  message: `${message}\n`,
  ...(reason === "unavailable" ? { retryAfterSeconds: 5 } : {})
})
