import type { SearchEvent } from "../suggestions/Searcher.ts"
import type { SearchRequest } from "../suggestions/SearchRequest.ts"
import type { SearchJob } from "./SearchJob.ts"

/** Longest time of a slice, ms: whoever shares the thread, or wants to cancel, waits no longer. */
const sliceMillis = 5
/** Shortest time between two progress events, ms; and until the first, for whoever waits to see that something happens. */
const progressMillis = 250
const firstProgressMillis = 50

/** A search job against the clock. Whoever runs it calls `slice` until that answers the result, and breathes between. */
export class SearchRun {
  readonly #job: SearchJob
  readonly #request: SearchRequest
  readonly #now: () => number
  readonly #began: number
  #told: number

  /** `now`: a clock in ms. `began`: before the job was made, which takes some of the time. */
  constructor(job: SearchJob, request: SearchRequest, now: () => number, began: number) {
    this.#job = job
    this.#request = request
    this.#now = now
    this.#began = began
    this.#told = began + firstProgressMillis - progressMillis
  }

  /** Searches for a slice; answers what there is to tell: progress now and then, the result at the end, else null. */
  slice(): SearchEvent | null {
    const { millis } = this.#request
    const deadline = Math.min(this.#now() + sliceMillis, this.#began + millis)
    let done = false
    while (!done && this.#now() < deadline) done = this.#job.step()
    const now = this.#now()
    if (done || now - this.#began >= millis) return this.result()
    if (now - this.#told < progressMillis) return null
    this.#told = now
    return {
      _tag: "Progress",
      phase: this.#job.phase(),
      fraction: (now - this.#began) / millis,
      score: this.#job.score(),
      best: this.#job.bestScore()
    }
  }

  /** What there is so far: also for whoever ends it early. */
  result(): Extract<SearchEvent, { readonly _tag: "Result" }> {
    return {
      _tag: "Result",
      proposals: this.#job.proposals(),
      nodes: this.#job.nodes(),
      millis: Math.round(this.#now() - this.#began),
      complete: this.#job.complete()
    }
  }
}
