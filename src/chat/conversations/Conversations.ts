import { Context, Effect, Layer } from "effect"
import { encodeFrame, type ServerFrame } from "../../protocol/ServerFrame.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import type { SchoolId } from "../../timetable/School.ts"
import { Meter } from "../Meter.ts"
import type { Refusal } from "../Refusal.ts"
import { Stamp } from "../Stamp.ts"
import type { Session } from "../sessions/Session.ts"
import { keptFrame, keptText } from "../topics/EventTexts.ts"
import type { Mine } from "../topics/LiveTopic.ts"
import { conversationTopic } from "../topics/Topic.ts"
import { Topics } from "../topics/Topics.ts"
import type { IdConflict } from "./ConversationRepo.ts"
import { type Entry, Journal, nothing, type Written } from "./Journal.ts"

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

/** What is written together with the frame that tells of it. */
export type Happening = Partial<Pick<Entry, "says" | "begins" | "starts" | "ends">>

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
    /**
     * Writes what happened, and keeps the frame that tells of it: both or none. Told when it is written. In the order in
     * which these are begun; from then on not interrupted.
     */
    readonly keep: (
      talk: Talk,
      happening: Happening,
      frame: ServerFrame | null,
      mine?: Mine
    ) => Effect.Effect<Written, IdConflict | Refusal | StorageUnavailable>
    /** The same for a frame that must be told in any case: where it cannot be kept it is told all the same. */
    readonly say: (talk: Talk, happening: Happening, frame: ServerFrame) => Effect.Effect<void>
  }
>() {}

const make = Effect.gen(function* () {
  const topics = yield* Topics
  const stamp = yield* Stamp
  const meter = yield* Meter
  const journal = yield* Journal

  const tell = (talk: Talk, frame: ServerFrame, except?: Session): void =>
    topics.pass(conversationTopic(talk), encodeFrame(frame, stamp.id(), stamp.now()), except?.connection.id)

  const keep = (talk: Talk, happening: Happening, frame: ServerFrame | null, mine?: Mine) =>
    Effect.suspend(() => {
      const topic = conversationTopic(talk)
      const frames = frame === null ? [] : [keptFrame(frame, stamp.id(), stamp.now())]
      const entry: Entry = { ...nothing, ...happening, topic, frames, at: stamp.millis() }
      return Effect.map(journal.write(entry), written => {
        for (const [i, kept] of frames.entries()) {
          const place = written.places[i]
          if (place === undefined) continue
          meter.kept()
          topics.tell(topic, place, keptText(kept, place), mine)
        }
        return written
      })
    }).pipe(Effect.uninterruptible)

  return {
    follow: (session: Session, conversationId: string): boolean =>
      topics.follow(session, conversationTopic(talkOf(session, conversationId))),
    topicsOf: (session: Session) => topics.followed(session).map(({ topic }) => topic.name),
    tell,
    keep,
    say: (talk: Talk, happening: Happening, frame: ServerFrame): Effect.Effect<void> =>
      keep(talk, happening, frame).pipe(
        Effect.map(({ places }) => {
          if (places.length === 0) tell(talk, frame)
        }),
        Effect.catchAllCause(cause =>
          Effect.map(Effect.logWarning("what was told could not be kept", cause), () => tell(talk, frame))
        )
      )
  }
})

export const layer: Layer.Layer<Conversations, never, Topics | Stamp | Meter | Journal> = Layer.effect(
  Conversations,
  make
)
