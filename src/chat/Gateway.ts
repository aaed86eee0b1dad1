import { Chunk, Context, Effect, Either, FiberSet, Layer, Mailbox, type Scope, Stream } from "effect"
import { type BadFrame, type ClientFrame, decodeClientFrame } from "../protocol/ClientFrame.ts"
import type { TimetableId } from "../timetable/Timetable.ts"
import type { AssistantPolicy } from "./answering/ModelAnswer.ts"
import { type Dispatcher, makeDispatcher } from "./Dispatcher.ts"
import { Meter } from "./Meter.ts"
import { logged } from "./Reporter.ts"
import { internalRefusal } from "./replies.ts"
import { Stamp } from "./Stamp.ts"
import { tellAssistant } from "./sessions/AssistantNews.ts"
import type { Connection } from "./sessions/Connection.ts"
import { ConnectionRegistry } from "./sessions/ConnectionRegistry.ts"
import type { Announced } from "./sessions/Greeting.ts"
import type { Identified } from "./sessions/Identity.ts"
import { RateLimiter } from "./sessions/RateLimiter.ts"
import { inbox, Session } from "./sessions/Session.ts"
import { tellChanges } from "./topics/ChangeNews.ts"

interface Arrival {
  readonly session: Session
  readonly text: string
}

interface Decoded {
  readonly session: Session
  readonly text: string
  readonly frame: Either.Either<ClientFrame, BadFrame>
}

/** Who comes in, and how. */
export interface Arriving {
  readonly identified: Identified
  /** null: the school's current one. */
  readonly timetableId: TimetableId | null
  /** The frame by which they said who they are: it is answered with `ready`. null: they are greeted unasked. */
  readonly hello: string | null
}

/** Where a door hands over what comes in. */
export class Gateway extends Context.Tag("chat/Gateway")<
  Gateway,
  {
    /** Registers the connection for as long as the Scope is open and greets it. Never waits. */
    readonly open: (connection: Connection, arriving: Arriving) => Effect.Effect<Session, never, Scope.Scope>
    /** A text frame came in. Never blocks, never throws. */
    readonly arrive: (session: Session, text: string) => void
  }
>() {}

/**
 * One pipeline for all connections: whatever came in since the last turn of the event loop is one chunk, decoded and
 * dispatched in order. Connections at rest hold no fiber. What takes time goes on in the lanes of the conversations.
 */
const pipeline = (
  arrivals: Mailbox.ReadonlyMailbox<Arrival>,
  dispatcher: Dispatcher,
  freshId: () => string,
  trace: boolean
): Effect.Effect<void> =>
  Mailbox.toStream(arrivals).pipe(
    Stream.mapChunks(
      Chunk.map(({ session, text }): Decoded => ({ session, text, frame: decodeClientFrame(text, freshId) }))
    ),
    trace ? Stream.tap(logFrame) : stream => stream,
    Stream.runForEachChunk(chunk => dispatchAll(dispatcher, chunk))
  )

/** Tokens are never logged, so neither are the frames that may hold one. */
const shown = ({ text, frame }: Decoded): string => {
  if (Either.isLeft(frame)) return `(${text.length} characters: ${frame.left.code})`
  const { _tag } = frame.right
  return _tag === "Hello" || _tag === "Auth" ? `(${_tag.toLowerCase()}, ${text.length} characters)` : text
}

const logFrame = (decoded: Decoded) => logged(decoded.session, null)(Effect.logDebug(`← ${shown(decoded)}`))

/** In order, on the spot. A defect while dispatching one frame must not end the pipeline of all. */
const dispatchAll = (dispatcher: Dispatcher, chunk: Chunk.Chunk<Decoded>): Effect.Effect<void> =>
  Effect.suspend(() => {
    let logs: Effect.Effect<void> = Effect.void
    for (const { session, frame } of chunk) {
      try {
        dispatcher.dispatch(session, frame)
      } catch (defect) {
        session.refuse(null, internalRefusal)
        session.taken()
        logs = Effect.zipRight(logs, logged(session, null)(Effect.logError("dispatch failed", defect)))
      }
    }
    return logs
  })

export const layer = (announced: Announced, policy: AssistantPolicy, trace: boolean) =>
  Layer.scoped(
    Gateway,
    Effect.gen(function* () {
      const registry = yield* ConnectionRegistry
      const limiter = yield* RateLimiter
      const stamp = yield* Stamp
      const meter = yield* Meter
      // Not bounded here: each connection stops reading at `inbox` frames, so this holds at most inbox × connections.
      const arrivals = yield* Mailbox.make<Arrival>()
      const runFork = yield* FiberSet.makeRuntime<never>()
      const fork = (job: Effect.Effect<void>) => void runFork(job)
      const dispatcher = yield* makeDispatcher(announced, policy, fork)
      yield* Effect.forkScoped(pipeline(arrivals, dispatcher, stamp.id, trace))
      yield* tellChanges
      yield* tellAssistant
      const limits = { messagesPerSecond: announced.messagesPerSecond, burst: announced.burst, inbox }
      const traceOut = (connectionId: string) => (text: string) =>
        fork(Effect.annotateLogs(Effect.logDebug(`→ ${text}`), { connection_id: connectionId }))

      const arrive = (session: Session, text: string): void => {
        session.arrived(stamp.millis())
        arrivals.unsafeOffer({ session, text })
      }

      return {
        open: (connection, { identified, timetableId, hello }) =>
          Effect.gen(function* () {
            const traced = trace ? { ...connection, send: tee(traceOut(connection.id), connection.send) } : connection
            const shared = yield* limiter.bucketsOf(identified.user, connection.address)
            const about = { connection: traced, ...identified, timetableId, shared }
            const session = new Session({ ...about, limits, stamp, meter, fork })
            yield* registry.register(session)
            if (hello === null) dispatcher.greet(session)
            else arrive(session, hello)
            return session
          }),
        arrive
      }
    })
  )

const tee = (first: (text: string) => void, then: (text: string) => void) => (text: string) => {
  first(text)
  then(text)
}
