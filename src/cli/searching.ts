import { Effect } from "effect"
import type { SearchResult } from "../suggestions/Searcher.ts"
import type { SearchRequest } from "../suggestions/SearchRequest.ts"
import { breathe } from "../workers/SearcherInline.ts"
import { makeSearchJob } from "../workers/SearchJob.ts"
import { SearchRun } from "../workers/SearchRun.ts"
import { progressBar } from "./ProgressBar.ts"

/** A search that begins now, on this thread: a command has nothing else to do, and can take what there is when it is stopped. */
export const beginSearch = (live: Parameters<typeof makeSearchJob>[0], request: SearchRequest, published: boolean) =>
  Effect.map(Effect.clock, clock => {
    const now = () => clock.unsafeCurrentTimeMillis()
    const began = now()
    return new SearchRun(makeSearchJob(live, request, published), request, now, began)
  })

/** Searches to the end, with a bar and the best score so far on a terminal. */
export const finishSearch = (run: SearchRun): Effect.Effect<SearchResult> =>
  Effect.scoped(
    Effect.gen(function* () {
      const bar = yield* progressBar
      for (;;) {
        const event = run.slice()
        if (event?._tag === "Result") return event
        if (event !== null)
          yield* bar(`${event.phase}, best so far: hard ${event.best.hard}, soft ${event.best.soft}`, event.fraction)
        yield* breathe
      }
    })
  )
