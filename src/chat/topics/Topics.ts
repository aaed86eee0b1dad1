import { Context, type Effect } from "effect"
import type { ServerFrame } from "../../protocol/ServerFrame.ts"
import type { Place } from "../../schedule/EventLog.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import type { Session } from "../sessions/Session.ts"
import type { Mine } from "./LiveTopic.ts"
import type { NotResumed } from "./missed.ts"
import type { Topic } from "./Topic.ts"

/** A frame that is kept, for those who follow its topic. */
export interface News {
  readonly topic: Topic
  readonly frame: ServerFrame
  readonly mine?: Mine
}

export interface Followed {
  readonly topic: Topic
  /** Of the last frame that was told; null: not known yet. */
  readonly place: Place | null
}

/** Topics that one connection may follow; of conversations it only spoke in, the one it joined first falls away. */
export const followedAtMost = 64

/**
 * Who follows what on this node, and what is told there: kept frames in the order of their numbers, without a gap,
 * whichever node they were written on; other frames to whoever is here now, on every node.
 */
export class Topics extends Context.Tag("chat/Topics")<
  Topics,
  {
    /** From now on, until its connection ends. true: it did not follow before. */
    readonly follow: (session: Session, topic: Topic) => boolean
    /** Follows, but is told nothing until `release`. Answers where the topic stands, if that can be learned. */
    readonly hold: (session: Session, topic: Topic) => Effect.Effect<Place | null>
    /**
     * Holds, and puts together what was missed since `from` and not told since then: `release` tells it, before all that
     * comes. Else the topic goes on from now.
     */
    readonly resume: (session: Session, topic: Topic, from: Place) => Effect.Effect<"resumed" | NotResumed>
    /** Tells what was held back, and whatever comes from now on. */
    readonly release: (session: Session, topic: Topic) => Effect.Effect<void>
    readonly leave: (session: Session, topic: Topic) => void
    readonly followed: (session: Session) => ReadonlyArray<Followed>
    /** Not kept: nobody is told later. The connection of this id knows it already. */
    readonly pass: (topic: Topic, text: string, exceptConnection?: string) => void
    /** Writes, keeps the frames that tell of it, in one transaction, and tells them. From its commit on not interrupted. */
    readonly keep: <A, E, R>(
      write: Effect.Effect<A, E, R>,
      news: (written: A) => ReadonlyArray<News>
    ) => Effect.Effect<A, E | StorageUnavailable, R>
    /** Was written elsewhere, at this place, and is encoded already. */
    readonly tell: (topic: Topic, place: Place, text: string, mine?: Mine) => void
  }
>() {}
