import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { Chunk, Duration, Effect, Either, Fiber, Layer, Option, Stream, TestClock } from "effect"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { demoBody } from "../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../src/schedule/demo/demoTimetable.ts"
import { Searcher } from "../../src/suggestions/Searcher.ts"
import { type OptimiseRequest, wholeWeek } from "../../src/suggestions/SearchRequest.ts"
import { type Timetable, TimetableId } from "../../src/timetable/Timetable.ts"
import { layer, type PoolOptions } from "../../src/workers/SearcherWorkers.ts"

/**
 * A worker that does as the seed of the request says: 0 answers, 1 crashes, 2 searches until it is cancelled, 3 never looks
 * up. Its answers count the jobs that it has had, as nodes, and how often it was told of a timetable, as milliseconds.
 */
const puppet = `
import { parentPort } from "node:worker_threads"
let jobs = 0
let news = 0
parentPort.on("message", message => {
  const { request, cancel } = message
  jobs += 1
  if (message.news !== null) news += 1
  if (request === null) return parentPort.postMessage({ _tag: "Ready" })
  const flag = new Int32Array(cancel)
  if (request.seed === 1) throw new Error("out of chalk")
  if (request.seed === 2) { while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0, 5); return parentPort.postMessage({ _tag: "Cancelled" }) }
  if (request.seed === 3) for (;;);
  parentPort.postMessage({ _tag: "Event", event: { _tag: "Result", proposals: [], nodes: jobs, millis: news, complete: true } })
})`

const at = { folder: "" }
beforeAll(async () => {
  at.folder = await mkdtemp(join(tmpdir(), "timetable-chat-workers-"))
  await writeFile(join(at.folder, "puppet.mjs"), puppet)
})
afterAll(() => rm(at.folder, { recursive: true, force: true }))

const pool = (options: Partial<PoolOptions> = {}) =>
  Layer.suspend(() => layer({ threads: 1, queue: 1, entry: pathToFileURL(join(at.folder, "puppet.mjs")), ...options }))

const demo: Timetable = {
  id: TimetableId.make("demo"),
  schoolId: demoSchool.id,
  name: "Larkfield School",
  version: 1,
  published: false,
  ...demoBody(demoTimetable)
}

const behaviours = { answer: 0, crash: 1, wait: 2, hang: 3 } as const

/** What the worker says, or the search's failure. */
const search = (behaviour: keyof typeof behaviours, count: "nodes" | "millis" = "nodes") =>
  Effect.flatMap(Searcher, searcher => {
    const request: OptimiseRequest = { _tag: "Optimise", scope: wholeWeek, millis: 1, seed: behaviours[behaviour] }
    return Effect.either(Stream.runCollect(searcher.search(demo, request)))
  }).pipe(
    Effect.map(
      Either.match({
        onLeft: ({ reason, message }) => `${reason}: ${message}`,
        onRight: events =>
          Chunk.toReadonlyArray(events).map(event => (event._tag === "Result" ? event[count] : event._tag))
      })
    )
  )

/** Until somebody else has done what we wait for; real time, since threads know no other. */
const soon = Effect.async<void>(resume => {
  setTimeout(() => resume(Effect.void), 100)
})

describe("the pool of searchers", () => {
  it.effect("uses a thread again", () =>
    Effect.gen(function* () {
      expect([yield* search("answer"), yield* search("answer")]).toEqual([[1], [2]])
    }).pipe(Effect.provide(pool()))
  )

  it.effect("turns away who comes when all threads are taken and the queue is full", () =>
    Effect.gen(function* () {
      const taken = yield* Effect.fork(search("wait"))
      yield* soon
      const queued = yield* Effect.fork(search("answer"))
      yield* soon
      expect(yield* search("answer")).toBe("busy: too many searches are waiting already")
      yield* Fiber.interrupt(taken)
      expect(yield* Fiber.join(queued)).toEqual([2])
    }).pipe(Effect.provide(pool()))
  )

  it.effect("forgets who goes away while still in the queue", () =>
    Effect.gen(function* () {
      const taken = yield* Effect.fork(search("wait"))
      yield* soon
      const queued = yield* Effect.fork(search("answer"))
      yield* soon
      yield* Fiber.interrupt(queued)
      const next = yield* Effect.fork(search("answer"))
      yield* soon
      yield* Fiber.interrupt(taken)
      expect(yield* Fiber.join(next)).toEqual([2])
    }).pipe(Effect.provide(pool()))
  )

  it.effect("fails the search whose thread crashes, and does the next in a new one after a pause", () =>
    Effect.gen(function* () {
      expect(yield* search("crash")).toBe("broken: the search broke off: out of chalk")
      const next = yield* Effect.fork(search("answer"))
      yield* soon
      expect(yield* Fiber.poll(next)).toEqual(Option.none())
      yield* TestClock.adjust("100 millis")
      expect(yield* Fiber.join(next)).toEqual([1])
    }).pipe(Effect.provide(pool()))
  )

  it.effect("starts no thread after too many crashes, until a minute is over", () =>
    Effect.gen(function* () {
      const options = { crashesAMinute: 2 }
      yield* Effect.gen(function* () {
        yield* search("crash")
        const second = yield* Effect.fork(search("crash"))
        yield* soon
        yield* TestClock.adjust("1 second")
        yield* Fiber.join(second)
        expect(yield* search("answer")).toBe("broken: the searcher has crashed too often in the last minute")
        yield* TestClock.adjust("1 minute")
        expect(yield* search("answer")).toEqual([1])
      }).pipe(Effect.provide(pool(options)))
    })
  )

  it.effect("ends a thread that does not hear that it is cancelled", () =>
    Effect.gen(function* () {
      const hung = yield* Effect.fork(search("hang"))
      yield* soon
      const ending = yield* Effect.fork(Fiber.interrupt(hung))
      yield* soon
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(ending)
      expect(yield* search("answer")).toEqual([1])
    }).pipe(Effect.provide(pool()))
  )

  it.effect("ends threads that have had nothing to do for a minute", () =>
    Effect.gen(function* () {
      expect(yield* search("answer")).toEqual([1])
      yield* TestClock.adjust("59 seconds")
      expect(yield* search("answer")).toEqual([2])
      yield* TestClock.adjust("75 seconds")
      yield* soon
      expect(yield* search("answer")).toEqual([1])
    }).pipe(Effect.provide(pool({ idle: Duration.minutes(1) })))
  )

  it.effect("tells a thread of what somebody looks at beforehand, once", () =>
    Effect.gen(function* () {
      const searcher = yield* Searcher
      for (let i = 0; i < 3; i++) {
        yield* searcher.prepare(demo)
        yield* soon
      }
      expect(yield* search("answer", "millis")).toEqual([1])
      yield* searcher.prepare({ ...demo, version: 2 })
      yield* soon
      expect(yield* search("answer", "millis")).toEqual([3])
    }).pipe(Effect.provide(pool()))
  )

  it.effect("while a search runs, remembers of what it shall prepare only the newest", () =>
    Effect.gen(function* () {
      const searcher = yield* Searcher
      const taken = yield* Effect.fork(search("wait"))
      yield* soon
      for (const version of [2, 3, 4, 5]) {
        yield* searcher.prepare({ ...demo, version })
        yield* soon
      }
      yield* Fiber.interrupt(taken)
      yield* search("answer")
      // Of versions 2 to 5 the first waited for the thread, and the last is what was wanted then.
      expect(yield* search("answer")).toEqual([5])
    }).pipe(Effect.provide(pool()))
  )
})
