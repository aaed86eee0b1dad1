import { Context, Data, type Effect, type Stream } from "effect"
import type { Score } from "../constraints/Tally.ts"
import type { Timetable } from "../timetable/Timetable.ts"
import type { Proposal } from "./Proposal.ts"
import type { SearchRequest } from "./SearchRequest.ts"

/** How a search goes on. `best` is the score of the best plan so far. */
export interface SearchProgress {
  readonly _tag: "Progress"
  readonly phase: string
  /** Of the time or the work, 0 … 1. */
  readonly fraction: number
  readonly score: Score
  readonly best: Score
}

export interface SearchResult {
  readonly _tag: "Result"
  /** The best first. An optimisation answers none when nothing got better, and may add what gains nearly as much with less. */
  readonly proposals: ReadonlyArray<Proposal>
  /** Positions looked at. */
  readonly nodes: number
  readonly millis: number
  /** Whether everything within the request's bounds was looked at; false when time or a bound ended it. */
  readonly complete: boolean
}

export type SearchEvent = SearchProgress | SearchResult

export class SearchFailed extends Data.TaggedError("SearchFailed")<{
  /** busy: all searchers are taken and the queue is full. broken: it crashed, or cannot read a constraint. */
  readonly reason: "busy" | "broken"
  readonly message: string
}> {}

/**
 * Searches off the event loop. The stream ends with exactly one Result; interrupting it cancels the search at once.
 * Progress is at most a few events a second.
 */
export class Searcher extends Context.Tag("suggestions/Searcher")<
  Searcher,
  {
    readonly search: (timetable: Timetable, request: SearchRequest) => Stream.Stream<SearchEvent, SearchFailed>
    /** Somebody looks at this version, and may search it next: a hint, which is not waited for and never fails. */
    readonly prepare: (timetable: Timetable) => Effect.Effect<void>
    /** Searches that are under way, and of these how many wait for a thread. */
    readonly load: () => { readonly searches: number; readonly waiting: number }
  }
>() {}
