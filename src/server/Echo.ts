import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { Effect } from "effect"
import { type ServerOptions, WebSocketServer } from "ws"

const echoPath = "/ws/echo"

/** Autobahn's cases send up to 16 MiB in up to 65 536 fragments; our own limits are tested where they hold. */
const roomForCases = { maxPayload: 64 * 1024 ** 2, maxFragments: 0 }

/** What may wait to be given back; beyond that no more is read. */
const mostWaiting = 1024 ** 2

const isEcho = ({ url = "" }: IncomingMessage): boolean => url === echoPath || url.startsWith(`${echoPath}?`)

/**
 * Gives back every message as it came, by the same upgrade and the same sockets as the chat, so that a suite for RFC 6455
 * such as Autobahn's can be pointed at them. Asks nobody who they are: for tests alone. Answers false to a request that is
 * not for it. Its sockets end with the Scope.
 */
export const makeEcho = (options: ServerOptions) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => new WebSocketServer({ ...options, ...roomForCases, clientTracking: true })),
      wss => Effect.sync(() => wss.clients.forEach(ws => ws.terminate()))
    ),
    wss =>
      (request: IncomingMessage, socket: Duplex, head: Buffer): boolean => {
        if (!isEcho(request)) return false
        wss.handleUpgrade(request, socket, head, ws => {
          // The reason follows with "close"; without a listener it would end the process.
          ws.on("error", () => {})
          ws.on("message", (data, isBinary) => {
            ws.send(data, { binary: isBinary }, () => ws.resume())
            if (ws.bufferedAmount > mostWaiting) ws.pause()
          })
        })
        return true
      }
  )
