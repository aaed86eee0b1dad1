import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { Context, Effect, Either, Exit, FiberId, FiberSet, Layer, Runtime, Scope } from "effect"
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws"
import type { AppConfig } from "../AppConfig.ts"
import { Gateway } from "../chat/Gateway.ts"
import { tooManyConnections } from "../chat/replies.ts"
import { Stamp } from "../chat/Stamp.ts"
import { type Identified, Identity } from "../chat/sessions/Identity.ts"
import type { Session } from "../chat/sessions/Session.ts"
import type { TimetableId } from "../timetable/Timetable.ts"
import { Admission, type AdmissionLimits, tooManyOfUser } from "./Admission.ts"
import { bearer } from "./bearer.ts"
import { clientAddress, networkList } from "./clientAddress.ts"
import { makeEcho } from "./Echo.ts"
import { Metrics } from "./Metrics.ts"
import { Flusher } from "./Outbox.ts"
import { Readiness } from "./Readiness.ts"
import { type Rejection, reject, rejectionOf } from "./Rejection.ts"
import { SocketConnection } from "./SocketConnection.ts"
import { SentAway, Stranger } from "./Stranger.ts"
import { checkUpgrade, subProtocol } from "./upgradeCheck.ts"

/** What the door needs of the settings. */
export type DoorSettings = AdmissionLimits &
  Pick<
    AppConfig,
    | "host"
    | "allowedOrigins"
    | "trustedProxies"
    | "maxMessageBytes"
    | "outboxBytes"
    | "compression"
    | "echo"
    | "helloTimeout"
  >

/** Takes upgrade requests of an HTTP server: checks them, shakes hands, and hands the connection to the gateway. */
export class SocketDoor extends Context.Tag("server/SocketDoor")<
  SocketDoor,
  { readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void }
>() {}

/**
 * `closeTimeout`, `maxFragments` and `maxPendingAutoPongs` are in ws 8.23 and not yet in its types. Autobahn's case 2.10 sends
 * ten pings in one go, and nobody but a flood sends more than this before the first pong is on its way.
 */
const socketOptions = (settings: DoorSettings): ServerOptions & Readonly<Record<string, unknown>> => ({
  noServer: true,
  clientTracking: false,
  maxPayload: settings.maxMessageBytes,
  maxFragments: 64,
  maxPendingAutoPongs: 32,
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

/** An upgrade that has passed all checks but that of its credentials. */
interface Caller {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly address: string
  readonly timetableId: TimetableId | null
}

const make = (settings: DoorSettings) =>
  Effect.gen(function* () {
    const gateway = yield* Gateway
    const identity = yield* Identity
    const readiness = yield* Readiness
    const metrics = yield* Metrics
    const stamp = yield* Stamp
    const runtime = yield* Effect.runtime<never>()
    const runSync = Runtime.runSync(runtime)
    const runFork = Runtime.runFork(runtime)
    // Credentials that are being looked at; nobody is once the door is shut.
    const runOwned = yield* FiberSet.makeRuntime<never>()
    const flusher = new Flusher()
    metrics.countSentBytes(() => flusher.sentBytes)
    const admission = new Admission(settings)
    const proxies = networkList(settings.trustedProxies)
    const wss = new WebSocketServer(socketOptions(settings))
    const echo = settings.echo === "on" ? yield* makeEcho(socketOptions(settings)) : () => false

    const refuse = (socket: Duplex, rejection: Rejection): void => {
      metrics.rejectedUpgrade(rejection.status)
      reject(socket, rejection)
    }

    /** All listeners are attached before anything else may happen to the socket. */
    const connected = (ws: WebSocket, caller: Caller, who: Identified | null) => {
      const { address, socket, timetableId } = caller
      const connection = new SocketConnection({
        id: stamp.id(),
        address,
        now: stamp.millis(),
        ws,
        socket,
        flusher,
        outboxBytes: settings.outboxBytes,
        closing: metrics.closing
      })
      const scope = runSync(Scope.make())
      let receive: (text: string) => void = () => {}
      let leave = () => {}
      ws.on("message", (data, isBinary) => {
        if (Buffer.isBuffer(data)) metrics.receivedBytes(data.length)
        connection.heard(stamp.millis())
        if (isBinary) connection.close("binaryFrame")
        else if (ws.readyState === ws.OPEN) receive(data.toString())
      })
      ws.on("pong", () => connection.heard(stamp.millis()))
      // The reason follows with "close"; without a listener it would end the process.
      ws.on("error", () => {})
      ws.on("close", code => {
        metrics.closed(code)
        admission.leave(address)
        leave()
        runFork(Scope.close(scope, Exit.void))
      })
      metrics.opened()

      const open = (identified: Identified, hello: string | null): Session => {
        const leaves = admission.enterAs(identified.user)
        const session = runSync(Scope.extend(gateway.open(connection, { identified, timetableId, hello }), scope))
        leave = leaves
        receive = text => gateway.arrive(session, text)
        return session
      }

      if (who !== null) {
        open(who, null)
        return
      }
      const stranger = new Stranger(connection, stamp)
      receive = text => stranger.arrive(text)
      const admitted = stranger.identified(identity).pipe(
        Effect.timeoutFail({
          duration: settings.helloTimeout,
          onTimeout: () => new SentAway({ ref: null, error: null, reason: "helloTimeout" })
        }),
        Effect.flatMap(identified =>
          admission.hasRoomFor(identified.user)
            ? Effect.sync(() => {
                const [hello = null, ...behind] = stranger.frames
                open(identified, hello)
                for (const text of behind) receive(text)
                connection.resume()
              })
            : new SentAway({ ref: null, error: tooManyConnections, reason: "connectionLimit" })
        ),
        Effect.catchAll(away => Effect.sync(() => stranger.sendAway(away))),
        Effect.onInterrupt(() => Effect.sync(() => connection.close("restart")))
      )
      const fiber = runOwned(admitted)
      leave = () => fiber.unsafeInterruptAsFork(FiberId.none)
    }

    /** The one place where a caller comes in: counted until its socket closes, or never opened. */
    const shakeHands = (caller: Caller, who: Identified | null): void => {
      const { request, socket, head, address } = caller
      let isOpen = false
      admission.enter(address)
      wss.handleUpgrade(request, socket, head, ws => {
        isOpen = true
        connected(ws, caller, who)
      })
      if (!isOpen) admission.leave(address)
    }

    /** A token came with the upgrade: a bad one ends it before it has begun. */
    const introduced = (caller: Caller, authorization: string): void => {
      const { socket, address } = caller
      const token = bearer(authorization)
      if (token === null)
        return refuse(socket, { status: 401, message: "Authorization: Bearer and a token, or none.\n" })
      admission.enter(address)
      runOwned(
        identity.identify(token).pipe(
          Effect.mapError(rejectionOf),
          Effect.filterOrFail(
            ({ user }) => admission.hasRoomFor(user),
            () => tooManyOfUser
          ),
          Effect.ensuring(Effect.sync(() => admission.leave(address))),
          Effect.match({
            onFailure: rejection => refuse(socket, rejection),
            onSuccess: who => shakeHands(caller, who)
          }),
          Effect.onInterrupt(() => Effect.sync(() => socket.destroy()))
        )
      )
    }

    return {
      upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
        // A reset between request and handshake would otherwise be an unhandled error and end the process.
        socket.on("error", () => socket.destroy())
        if (echo(request, socket, head)) return
        const address = clientAddress(request, proxies)
        const checked = checkUpgrade(request, {
          settings,
          isDraining: readiness.isDraining(),
          full: admission.refusal(address)
        })
        if (Either.isLeft(checked)) return refuse(socket, checked.left)
        const caller = { request, socket, head, address, timetableId: checked.right }
        const { authorization } = request.headers
        if (identity.everybody !== null)
          return shakeHands(caller, { user: identity.everybody, issuedAt: null, expiresAt: null })
        if (authorization === undefined) return shakeHands(caller, null)
        return introduced(caller, authorization)
      }
    }
  })

export const layer = (settings: DoorSettings) => Layer.scoped(SocketDoor, make(settings))
