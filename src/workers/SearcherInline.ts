import { Effect, Either, Exit, Layer, Mailbox, Stream } from "effect"
import { type SearchEvent, Searcher, SearchFailed } from "../suggestions/Searcher.ts"
import type { SearchRequest } from "../suggestions/SearchRequest.ts"
import type { Timetable } from "../timetable/Timetable.ts"
import { Recent } from "./Recent.ts"
import { makeSearchJob } from "./SearchJob.ts"
import { SearchRun } from "./SearchRun.ts"
import { newsOf } from "./TimetableNews.ts"
import { type Known, keyOf, knowAfter, mostTimetables } from "./TimetableScores.ts"

/** Lets the event loop do what is waiting. */
export const breathe: Effect.Effect<void> = Effect.async(resume => {
  setImmediate(() => resume(Effect.void))
})

/** Searches on the event loop, in slices of a few milliseconds: for tests, and where there is nothing else to do. */
export const layer = Layer.sync(Searcher, () => {
  // A live score is as before after every step, so that searches in turn may share it.
  const scores = new Recent<Known>(mostTimetables)

  const knownOf = (timetable: Timetable): Effect.Effect<Known, SearchFailed> =>
    Effect.suspend(() => {
      const before = scores.get(keyOf(timetable))
      if (before?.timetable === timetable) return Effect.succeed(before)
      return Either.match(knowAfter(before, newsOf(before?.timetable, timetable)), {
        onLeft: message => new SearchFailed({ reason: "broken", message }),
        onRight: ({ live }) => {
          const known = { live, timetable }
          scores.put(keyOf(timetable), known)
          return Effect.succeed(known)
        }
      })
    })

  const begin = Effect.fn("Searcher.begin")(function* (timetable: Timetable, request: SearchRequest) {
    const clock = yield* Effect.clock
    const now = () => clock.unsafeCurrentTimeMillis()
    const { live } = yield* knownOf(timetable)
    const began = now()
    return new SearchRun(makeSearchJob(live, request, timetable.published), request, now, began)
  })

  const search = (timetable: Timetable, request: SearchRequest) =>
    Stream.unwrapScoped(
      Effect.gen(function* () {
        const run = yield* begin(timetable, request)
        const events = yield* Mailbox.make<SearchEvent, SearchFailed>()
        const searching = Effect.gen(function* () {
          for (;;) {
            const event = run.slice()
            if (event !== null) yield* events.offer(event)
            if (event?._tag === "Result") return yield* events.end
            yield* breathe
          }
        })
        yield* Effect.forkScoped(
          Effect.catchAllCause(searching, cause => {
            scores.drop(keyOf(timetable))
            return events.done(Exit.failCause(cause))
          })
        )
        return Mailbox.toStream(events)
      })
    )

  return { search, prepare: () => Effect.void, load: () => ({ searches: 0, waiting: 0 }) }
})
