import { availableParallelism } from "node:os"
import { Clock, Duration, Effect, Layer, Mailbox, Stream } from "effect"
import { type SearchEvent, Searcher, SearchFailed } from "../suggestions/Searcher.ts"
import type { SearchRequest } from "../suggestions/SearchRequest.ts"
import type { Timetable } from "../timetable/Timetable.ts"
import { type Ending, SearchThread } from "./SearchThread.ts"

/** Bounds of the pool. */
export interface PoolOptions {
  /** Threads, and so searches at a time. */
  readonly threads: number
  /** Searches that may wait for a thread. */
  readonly queue: number
  /** A thread that has nothing to do for so long ends. */
  readonly idle: Duration.Duration
  /** After so many crashes within a minute no thread is started until the first of them is a minute ago. */
  readonly crashesAMinute: number
  /** After a crash the next thread waits, twice as long after each further one within a minute. */
  readonly backOff: Duration.Duration
  /** The built worker. */
  readonly entry: URL
}

export const poolDefaults = (): PoolOptions => ({
  threads: Math.max(1, Math.min(2, availableParallelism() - 1)),
  queue: 16,
  idle: Duration.minutes(10),
  crashesAMinute: 5,
  backOff: Duration.millis(100),
  // Beside whatever chunk of the program this ends up in.
  entry: new URL("./searchWorker.js", import.meta.url)
})

const broken = (message: string): SearchFailed => new SearchFailed({ reason: "broken", message })

/** Searches in worker threads, which are started when they are needed. */
export const layer = (options: Partial<PoolOptions> = {}): Layer.Layer<Searcher> =>
  Layer.scoped(Searcher, makePool({ ...poolDefaults(), ...options }))

const makePool = (options: PoolOptions) =>
  Effect.gen(function* () {
    const places = yield* Effect.makeSemaphore(options.threads)
    const scope = yield* Effect.scope
    const alive = new Set<SearchThread>()
    const resting: Array<{ readonly thread: SearchThread; readonly since: number }> = []
    const crashes: Array<number> = []
    let jobs = 0

    yield* Effect.addFinalizer(() => Effect.forEach(alive, thread => thread.end, { discard: true }))

    const enter = Effect.suspend(() => {
      if (jobs >= options.threads + options.queue)
        return new SearchFailed({ reason: "busy", message: "too many searches are waiting already" })
      jobs += 1
      return Effect.void
    })
    const leave = Effect.sync(() => {
      jobs -= 1
    })

    /** Waits out the back-off after crashes; fails when there were too many. */
    const start = Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      while (crashes[0] !== undefined && crashes[0] <= now - 60_000) crashes.shift()
      if (crashes.length >= options.crashesAMinute)
        return yield* broken("the searcher has crashed too often in the last minute")
      const last = crashes.at(-1)
      if (last !== undefined) {
        const pause = Duration.toMillis(options.backOff) * 2 ** (crashes.length - 1)
        yield* Effect.sleep(Math.max(0, last + pause - now))
      }
      const thread = new SearchThread(options.entry)
      alive.add(thread)
      return thread
    })

    const thread = Effect.suspend(() => {
      const rested = resting.pop()?.thread
      return rested === undefined || rested.ended ? start : Effect.succeed(rested)
    })

    const settle = (thread: SearchThread, ending: Ending) =>
      Effect.map(Clock.currentTimeMillis, now => {
        if (ending === "well") resting.push({ thread, since: now })
        else alive.delete(thread)
        if (ending === "crashed") crashes.push(now)
      })

    /** Starts the job. When its scope closes it is cancelled; its place is free once its thread has heard of that. */
    const job = (timetable: Timetable, request: SearchRequest | null) =>
      Effect.uninterruptibleMask(restore =>
        Effect.gen(function* () {
          // To prepare is nobody's turn: no search is sent away for it.
          const isCounted = request !== null
          yield* Effect.when(enter, () => isCounted)
          const away = Effect.when(leave, () => isCounted)
          yield* Effect.onError(restore(places.take(1)), () => away)
          const free = Effect.zipRight(places.release(1), away)
          const own = yield* Effect.onError(restore(thread), () => free)
          const events = yield* Mailbox.make<SearchEvent, SearchFailed>()
          const running = own.start(timetable, request, events)
          const end = Effect.flatMap(running.stop, ending => Effect.zipRight(settle(own, ending), free))
          // Whoever goes away does not wait for the thread.
          yield* Effect.addFinalizer(() => Effect.forkIn(end, scope))
          return events
        })
      )

    // One look a while is enough: nobody minds a thread that rests a little longer.
    const endTheIdle = Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const [first] = resting
      if (first === undefined || now - first.since < Duration.toMillis(options.idle)) return
      resting.shift()
      alive.delete(first.thread)
      yield* first.thread.end
    })
    yield* endTheIdle.pipe(Effect.delay(Duration.times(options.idle, 0.25)), Effect.forever, Effect.forkScoped)

    const told = (timetable: Timetable, request: SearchRequest | null) =>
      Stream.unwrapScoped(Effect.map(job(timetable, request), events => Mailbox.toStream(events)))

    let wanted: Timetable | null = null
    let isPreparing = false

    /** Has the thread that would search next know what is wanted, until that is so; at most one such job at a time. */
    const prepareWanted = Effect.gen(function* () {
      while (wanted !== null) {
        const timetable = wanted
        wanted = null
        if (resting.at(-1)?.thread.knows(timetable) !== true)
          yield* Effect.ignore(Stream.runDrain(told(timetable, null)))
      }
    }).pipe(
      Effect.ensuring(
        Effect.sync(() => {
          isPreparing = false
        })
      )
    )

    const prepare = (timetable: Timetable): Effect.Effect<void> =>
      Effect.suspend(() => {
        wanted = timetable
        if (isPreparing) return Effect.void
        isPreparing = true
        return Effect.asVoid(Effect.forkIn(prepareWanted, scope))
      })

    const load = () => ({ searches: jobs, waiting: Math.max(0, jobs - options.threads) })

    return Searcher.of({ search: told, prepare, load })
  })
