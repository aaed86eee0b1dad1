import { Context, Effect, Layer } from "effect"
import { encodeFrame, type ServerFrame } from "../protocol/ServerFrame.ts"
import type { StorageUnavailable } from "../schedule/StorageUnavailable.ts"
import type { SchoolId } from "../timetable/School.ts"
import type { Mine } from "./LiveTopic.ts"
import type { Session } from "./Session.ts"
import { Stamp } from "./Stamp.ts"
import { conversationTopic } from "./Topic.ts"
import { Topics } from "./Topics.ts"

/** A conversation of somebody. */
export interface Talk {
  readonly schoolId: SchoolId
  readonly userId: string
  readonly conversationId: string
}

export const talkOf = ({ user }: Session, conversationId: string): Talk => ({
  schoolId: user.schoolId,
  userId: user.id,
  conversationId
})

/** A frame that is kept, and whose own it is. */
export interface Saying {
  readonly frame: ServerFrame
  readonly mine?: Mine
}

/**
 * Who follows which conversation. What is said there is told to all connections of its user that follow it, on whatever
 * node; those of others may name the same id, and hear nothing.
 */
export class Conversations extends Context.Tag("chat/Conversations")<
  Conversations,
  {
    /** Until its connection ends. true: it did not follow before. */
    readonly follow: (session: Session, conversationId: string) => boolean
    /** What it is told of. */
    readonly topicsOf: (session: Session) => ReadonlyArray<string>
    /** Not kept. Encoded once; `except` knows it already. */
    readonly tell: (talk: Talk, frame: ServerFrame, except?: Session) => void
    /** Writes, and keeps the frames that tell of it: both or none. Told when they are written. */
    readonly keep: <A, E, R>(
      talk: Talk,
      write: Effect.Effect<A, E, R>,
      sayings: (written: A) => ReadonlyArray<Saying>
    ) => Effect.Effect<A, E | StorageUnavailable, R>
    /** The same for one frame that must be told in any case: where it cannot be kept it is told all the same. */
    readonly say: <A, E, R>(
      talk: Talk,
      write: Effect.Effect<A, E, R>,
      frame: ServerFrame
    ) => Effect.Effect<void, never, R>
  }
>() {}

const make = Effect.gen(function* () {
  const topics = yield* Topics
  const stamp = yield* Stamp

  const tell = (talk: Talk, frame: ServerFrame, except?: Session): void =>
    topics.pass(conversationTopic(talk), encodeFrame(frame, stamp.id(), stamp.now()), except?.connection.id)

  const keep = <A, E, R>(
    talk: Talk,
    write: Effect.Effect<A, E, R>,
    sayings: (written: A) => ReadonlyArray<Saying>
  ): Effect.Effect<A, E | StorageUnavailable, R> =>
    topics.keep(write, written => sayings(written).map(saying => ({ topic: conversationTopic(talk), ...saying })))

  return {
    follow: (session: Session, conversationId: string): boolean =>
      topics.follow(session, conversationTopic(talkOf(session, conversationId))),
    topicsOf: (session: Session) => topics.followed(session).map(({ topic }) => topic.name),
    tell,
    keep,
    say: <A, E, R>(talk: Talk, write: Effect.Effect<A, E, R>, frame: ServerFrame): Effect.Effect<void, never, R> =>
      keep(talk, write, () => [{ frame }]).pipe(
        Effect.catchAllCause(cause =>
          Effect.map(Effect.logWarning("what was told could not be kept", cause), () => tell(talk, frame))
        ),
        Effect.asVoid
      )
  }
})

export const layer: Layer.Layer<Conversations, never, Topics | Stamp> = Layer.effect(Conversations, make)
