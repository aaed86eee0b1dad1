import { Effect, Layer, Stream } from "effect"
import { type SearchEvent, Searcher, SearchFailed } from "../../src/suggestions/Searcher.ts"
import type { SearchRequest } from "../../src/suggestions/SearchRequest.ts"
import { Watch } from "./Watch.ts"

/** A search that waits for the test to lead it. */
export interface Searching {
  readonly request: SearchRequest
  readonly tell: (event: SearchEvent) => void
  readonly finish: () => void
  readonly fail: (reason: SearchFailed["reason"]) => void
  /** Nobody wants the result any more. */
  readonly isAbandoned: () => boolean
}

/** A searcher that finds what the test tells it to, when the test tells it to. */
export const puppetSearcher = () => {
  const searches: Array<Searching> = []
  const watch = new Watch()
  const search = (_: unknown, request: SearchRequest) =>
    Stream.asyncPush<SearchEvent, SearchFailed>(emit =>
      Effect.acquireRelease(
        Effect.sync(() => {
          const state = { abandoned: false }
          searches.push({
            request,
            tell: event => void emit.single(event),
            finish: () => emit.end(),
            fail: reason => emit.fail(new SearchFailed({ reason, message: "told to" })),
            isAbandoned: () => state.abandoned
          })
          watch.changed()
          return state
        }),
        state =>
          Effect.sync(() => {
            state.abandoned = true
          })
      )
    )
  return {
    layer: Layer.succeed(Searcher, { search, prepare: () => Effect.void, load: () => ({ searches: 0, waiting: 0 }) }),
    searches,
    /** The nth search, from 1. */
    search: (nth: number): Promise<Searching> => watch.until(`search ${nth}`, () => searches[nth - 1])
  }
}
