import { Worker } from "node:worker_threads"
import { Deferred, Duration, Effect, Exit, FiberId, type Mailbox, Option } from "effect"
import { type SearchEvent, SearchFailed } from "../suggestions/Searcher.ts"
import type { SearchRequest } from "../suggestions/SearchRequest.ts"
import type { Timetable } from "../timetable/Timetable.ts"
import { Recent } from "./Recent.ts"
import type { FromWorker, ToWorker } from "./SearchMessage.ts"
import { newsOf } from "./TimetableNews.ts"
import { keyOf, mostTimetables } from "./TimetableScores.ts"

/** Of a worker's memory, MB: a search that needs more is stopped instead of taking the server along. */
const mostMemory = 1024
/** A worker that was told to stop and has not after this has hung. */
const patience = Duration.seconds(1)

/** How a job ended: `well`, and its thread can take another; the thread `crashed`; or it had to be ended. */
export type Ending = "well" | "crashed" | "ended"

export interface RunningJob {
  /** Stops the job if it is still running; answers once it is over, soon. */
  readonly stop: Effect.Effect<Ending>
}

/** One worker thread, from the pool's side: one job at a time. It keeps the process alive only while it has one. */
export class SearchThread {
  readonly #worker: Worker
  /** What the worker knows, by `keyOf`: it forgets in the same order. */
  readonly #sent = new Recent<Timetable>(mostTimetables)
  #hear: (message: FromWorker) => void = () => {}
  #fail: (why: string) => void = () => {}
  #why = "its thread ended"
  #ended = false

  constructor(entry: URL) {
    this.#worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: mostMemory } })
    this.#worker.unref()
    this.#worker.on("error", error => {
      this.#why = error.message
    })
    this.#worker.on("exit", () => {
      this.#ended = true
      this.#fail(this.#why)
    })
    this.#worker.on("message", (message: FromWorker) => this.#hear(message))
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Whether a search of this version would begin at once. */
  knows(timetable: Timetable): boolean {
    return !this.#ended && this.#sent.peek(keyOf(timetable)) === timetable
  }

  /** Starts a job, whose events, and end or failure, go to the mailbox. A request of null: to get to know the timetable. */
  start(
    timetable: Timetable,
    request: SearchRequest | null,
    events: Mailbox.Mailbox<SearchEvent, SearchFailed>
  ): RunningJob {
    const key = keyOf(timetable)
    const before = this.#sent.get(key)
    const cancel = new SharedArrayBuffer(4)
    const over = Deferred.unsafeMake<Ending>(FiberId.none)
    const end = (ending: Ending, exit: Exit.Exit<void, SearchFailed>): void => {
      this.#worker.unref()
      events.unsafeDone(exit)
      Deferred.unsafeDone(over, Effect.succeed(ending))
    }
    this.#fail = why => end("crashed", broken(`the search broke off: ${why}`))
    this.#hear = message => {
      if (message._tag === "Event") events.unsafeOffer(message.event)
      if (message._tag === "Event" && message.event._tag === "Progress") return
      if (message._tag !== "Failed") return end("well", Exit.void)
      this.#sent.drop(key)
      end("well", broken(message.message))
    }
    const message: ToWorker = { key, news: before === timetable ? null : newsOf(before, timetable), request, cancel }
    this.#sent.put(key, timetable)
    this.#worker.ref()
    if (this.#ended) this.#fail(this.#why)
    else this.#worker.postMessage(message)
    return {
      stop: Effect.suspend(() => {
        Atomics.store(new Int32Array(cancel), 0, 1)
        return Effect.interruptible(Deferred.await(over)).pipe(
          Effect.timeoutOption(patience),
          Effect.flatMap(
            Option.match({
              onNone: () => Effect.as(this.end, "ended" as const),
              onSome: ending => Effect.succeed(ending)
            })
          )
        )
      })
    }
  }

  /** Ends the thread, whatever it is doing. */
  get end(): Effect.Effect<void> {
    return Effect.asVoid(Effect.promise(() => this.#worker.terminate()))
  }
}

const broken = (message: string): Exit.Exit<never, SearchFailed> =>
  Exit.fail(new SearchFailed({ reason: "broken", message }))
