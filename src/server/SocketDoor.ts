import type { IncomingMessage } from "node:http"
import { STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import { Context, Effect, Either, Exit, Layer, Runtime, Schema, Scope } from "effect"
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws"
import type { AppConfig } from "../AppConfig.ts"
import { ConnectionRegistry } from "../chat/ConnectionRegistry.ts"
import { Gateway } from "../chat/Gateway.ts"
import type { Session } from "../chat/Session.ts"
import { Stamp } from "../chat/Stamp.ts"
import type { User } from "../chat/User.ts"
import { TimetableId } from "../timetable/Timetable.ts"
import { Metrics } from "./Metrics.ts"
import { isAllowedOrigin } from "./Origin.ts"
import { Flusher } from "./Outbox.ts"
import { Readiness } from "./Readiness.ts"
import { SocketConnection } from "./SocketConnection.ts"

export const path = "/ws/chat"
export const subProtocol = "timetable-chat.v1"

/** What the door needs of the settings. */
export type DoorSettings = Pick<
  AppConfig,
  | "host"
  | "allowedOrigins"
  | "maxMessageBytes"
  | "maxConnections"
  | "maxConnectionsPerAddress"
  | "outboxBytes"
  | "compression"
>

/** Takes upgrade requests of an HTTP server: checks them, shakes hands, and hands the connection to the gateway. */
export class SocketDoor extends Context.Tag("server/SocketDoor")<
  SocketDoor,
  { readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void }
>() {}

interface Rejection {
  readonly status: 400 | 403 | 404 | 429 | 503
  readonly message: string
  readonly retryAfterSeconds?: number
}

const isTimetableId = Schema.is(TimetableId)

const reject = (socket: Duplex, { status, message, retryAfterSeconds }: Rejection): void => {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(message)}`,
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`])
  ]
  socket.end(`${lines.join("\r\n")}\r\n\r\n${message}`, () => socket.destroy())
}

/** `closeTimeout`, `maxFragments` and `maxPendingAutoPongs` are in ws 8.23 and not yet in its types. */
const socketOptions = (settings: DoorSettings): ServerOptions & Readonly<Record<string, unknown>> => ({
  noServer: true,
  clientTracking: false,
  maxPayload: settings.maxMessageBytes,
  maxFragments: 64,
  maxPendingAutoPongs: 8,
  closeTimeout: 2_000,
  perMessageDeflate:
    settings.compression === "on"
      ? {
          threshold: 1024,
          serverNoContextTakeover: true,
          clientNoContextTakeover: true,
          concurrencyLimit: 4,
          zlibDeflateOptions: { memLevel: 7 }
        }
      : false,
  handleProtocols: offered => (offered.has(subProtocol) ? subProtocol : false)
})

const make = (settings: DoorSettings, userOf: (request: IncomingMessage) => User) =>
  Effect.gen(function* () {
    const gateway = yield* Gateway
    const registry = yield* ConnectionRegistry
    const readiness = yield* Readiness
    const metrics = yield* Metrics
    const stamp = yield* Stamp
    const runtime = yield* Effect.runtime<never>()
    const runSync = Runtime.runSync(runtime)
    const runFork = Runtime.runFork(runtime)
    const flusher = new Flusher()
    const perAddress = new Map<string, number>()
    const wss = new WebSocketServer(socketOptions(settings))

    const check = (
      request: IncomingMessage,
      url: URL,
      address: string
    ): Either.Either<TimetableId | null, Rejection> => {
      if (url.pathname !== path) return Either.left({ status: 404, message: `There is nothing here; try ${path}\n` })
      if (readiness.isDraining())
        return Either.left({ status: 503, message: "The server is stopping.\n", retryAfterSeconds: 5 })
      const { origin, host } = request.headers
      if (!isAllowedOrigin({ origin, host, listensOn: settings.host, allowed: settings.allowedOrigins }))
        return Either.left({ status: 403, message: "This origin may not connect; see ALLOWED_ORIGINS.\n" })
      const offered = request.headers["sec-websocket-protocol"]?.split(",").map(name => name.trim())
      if (offered !== undefined && !offered.includes(subProtocol))
        return Either.left({ status: 400, message: `Unknown sub-protocol; this server speaks ${subProtocol}\n` })
      if (registry.count() >= settings.maxConnections)
        return Either.left({ status: 503, message: "Too many connections.\n", retryAfterSeconds: 10 })
      if (settings.maxConnectionsPerAddress > 0 && (perAddress.get(address) ?? 0) >= settings.maxConnectionsPerAddress)
        return Either.left({ status: 429, message: "Too many connections of your address.\n", retryAfterSeconds: 10 })
      const timetable = url.searchParams.get("timetable")
      if (timetable === null) return Either.right(null)
      return isTimetableId(timetable)
        ? Either.right(timetable)
        : Either.left({ status: 400, message: "The parameter timetable is no timetable's id.\n" })
    }

    const count = (address: string, by: 1 | -1) => {
      const now = (perAddress.get(address) ?? 0) + by
      if (now <= 0) perAddress.delete(address)
      else perAddress.set(address, now)
    }

    /** All listeners are attached before anything else may happen to the socket. */
    const connected = (ws: WebSocket, socket: Duplex, address: string, user: User, timetable: TimetableId | null) => {
      const connection = new SocketConnection({
        id: stamp.id(),
        address,
        now: stamp.millis(),
        ws,
        socket,
        flusher,
        outboxBytes: settings.outboxBytes
      })
      const scope = runSync(Scope.make())
      let session: Session | null = null
      ws.on("message", (data, isBinary) => {
        if (session === null) return
        connection.heard(stamp.millis())
        if (isBinary) connection.close("binaryFrame")
        else if (ws.readyState === ws.OPEN) gateway.arrive(session, data.toString())
      })
      ws.on("pong", () => connection.heard(stamp.millis()))
      // The reason follows with "close"; without a listener it would end the process.
      ws.on("error", () => {})
      ws.on("close", code => {
        metrics.closed(code)
        count(address, -1)
        runFork(Scope.close(scope, Exit.void))
      })
      count(address, 1)
      metrics.opened()
      session = runSync(Scope.extend(gateway.open(connection, user, timetable), scope))
    }

    return {
      upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
        // A reset between request and handshake would otherwise be an unhandled error and end the process.
        socket.on("error", () => socket.destroy())
        const address = request.socket.remoteAddress ?? "unknown"
        const url = URL.canParse(request.url ?? "", "http://host") ? new URL(request.url ?? "", "http://host") : null
        const checked =
          url === null
            ? Either.left<Rejection>({ status: 400, message: "The request has no readable address.\n" })
            : check(request, url, address)
        if (Either.isLeft(checked)) {
          metrics.rejectedUpgrade(checked.left.status)
          reject(socket, checked.left)
          return
        }
        const user = userOf(request)
        wss.handleUpgrade(request, socket, head, ws => connected(ws, socket, address, user, checked.right))
      }
    }
  })

export const layer = (settings: DoorSettings, userOf: (request: IncomingMessage) => User) =>
  Layer.effect(SocketDoor, make(settings, userOf))
