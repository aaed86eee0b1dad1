import { Context, type Effect, type Scope, type Stream } from "effect"
import type { Committed } from "./ChangeRepo.ts"

/** Committed changes of all timetables, as they come in, in the order of each timetable's versions. */
export class ChangeFeed extends Context.Tag("schedule/ChangeFeed")<
  ChangeFeed,
  {
    readonly publish: (committed: Committed) => Effect.Effect<void>
    /** From the moment the effect is done. */
    readonly subscribe: Effect.Effect<Stream.Stream<Committed>, never, Scope.Scope>
  }
>() {}
