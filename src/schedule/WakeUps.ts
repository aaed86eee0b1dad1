import { Context, Effect, Layer, type Scope } from "effect"
import type { Place, TopicRef } from "./EventLog.ts"

/**
 * Word between the nodes on one database that a topic has something new. Only a wake-up: what is new stands in the
 * EventLog, so one that is lost costs time and nothing else.
 */
export class WakeUps extends Context.Tag("schedule/WakeUps")<
  WakeUps,
  {
    /** The topic stands here now. Never waits, never fails. */
    readonly announce: (topic: TopicRef, place: Place) => void
    /** As long as the Scope is open. null: anything may have happened, look everywhere. */
    readonly listen: (
      hear: (news: ReadonlyArray<TopicRef & Place> | null) => void
    ) => Effect.Effect<void, never, Scope.Scope>
  }
>() {}

/** One process on the database: whatever is new was written here. */
export const layerLocal = Layer.succeed(WakeUps, { announce: () => {}, listen: () => Effect.void })
