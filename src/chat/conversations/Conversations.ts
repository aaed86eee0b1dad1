import { Context, Effect, Exit, Layer, type Tracer } from "effect"
import { encodeFrame, type ServerFrame } from "../../protocol/ServerFrame.ts"
import type { SchoolId } from "../../timetable/School.ts"
import { Meter } from "../Meter.ts"
import { spanHere } from "../Reporter.ts"
import { Stamp } from "../Stamp.ts"
import type { Session } from "../sessions/Session.ts"
import { keptFrame, keptText } from "../topics/EventTexts.ts"
import type { Mine } from "../topics/LiveTopic.ts"
import { conversationTopic } from "../topics/Topic.ts"
import { Topics } from "../topics/Topics.ts"
import { type Entry, Journal, type NotWritten, nothing, type Settle, type Written } from "./Journal.ts"

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

/** `mine`: whose own frame it is. `span`: whose trace it belongs to; null: nobody's. */
export interface About {
  readonly mine?: Mine
  readonly span?: Tracer.AnySpan | null
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
    /**
     * Writes what happened, and keeps the frame that tells of it: both or none. Told when it is written, and before
     * `settle` hears of it; in the order in which these are called.
     */
    readonly write: (talk: Talk, happening: Happening, frame: ServerFrame | null, settle: Settle, about?: About) => void
    /** The same for one who waits. Once begun it is not interrupted. */
    readonly keep: (
      talk: Talk,
      happening: Happening,
      frame: ServerFrame | null,
      mine?: Mine
    ) => Effect.Effect<Written, NotWritten>
  }
>() {}

const make = Effect.gen(function* () {
  const topics = yield* Topics
  const stamp = yield* Stamp
  const meter = yield* Meter
  const journal = yield* Journal

  const tell = (talk: Talk, frame: ServerFrame, except?: Session): void =>
    topics.pass(conversationTopic(talk), encodeFrame(frame, stamp.id(), stamp.now()), except?.connection.id)

  const write = (
    talk: Talk,
    happening: Happening,
    frame: ServerFrame | null,
    settle: Settle,
    { mine, span = null }: About = {}
  ): void => {
    const topic = conversationTopic(talk)
    const frames = frame === null ? [] : [keptFrame(frame, stamp.id(), stamp.now())]
    const entry: Entry = { ...nothing, ...happening, topic, frames, at: stamp.millis() }
    const tellThem = ({ places }: Written): void => {
      for (const [i, kept] of frames.entries()) {
        const place = places[i]
        if (place === undefined) continue
        meter.kept()
        topics.tell(topic, place, keptText(kept, place), mine)
      }
    }
    const settled: Settle = exit => {
      if (Exit.isSuccess(exit)) tellThem(exit.value)
      settle(exit)
    }
    journal.hand(entry, settled, span)
  }

  return {
    follow: (session: Session, conversationId: string): boolean =>
      topics.follow(session, conversationTopic(talkOf(session, conversationId))),
    topicsOf: (session: Session) => topics.followed(session).map(({ topic }) => topic.name),
    tell,
    write,
    keep: (talk: Talk, happening: Happening, frame: ServerFrame | null, mine?: Mine) =>
      Effect.flatMap(spanHere, span =>
        Effect.async<Written, NotWritten>(resume =>
          write(talk, happening, frame, resume, { ...(mine === undefined ? {} : { mine }), span })
        )
      ).pipe(Effect.uninterruptible)
  }
})

export const layer: Layer.Layer<Conversations, never, Topics | Stamp | Meter | Journal> = Layer.effect(
  Conversations,
  make
)
