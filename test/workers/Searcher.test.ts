import { execFile } from "node:child_process"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Layer, Stream } from "effect"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { demoBody } from "../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../src/schedule/demo/demoTimetable.ts"
import { type SearchEvent, Searcher } from "../../src/suggestions/Searcher.ts"
import { type OptimiseRequest, type SuggestRequest, wholeWeek } from "../../src/suggestions/SearchRequest.ts"
import { applyChanges } from "../../src/timetable/Change.ts"
import { type Timetable, TimetableId } from "../../src/timetable/Timetable.ts"
import * as Inline from "../../src/workers/SearcherInline.ts"
import * as Workers from "../../src/workers/SearcherWorkers.ts"
import { generatedSchool } from "../bench/generatedSchool.ts"
import { constraint, evaluateBody } from "../support/school.ts"

const repository = new URL("../..", import.meta.url).pathname
const built = join(repository, "dist", `test-${process.pid}-${crypto.randomUUID()}`)
const entry = pathToFileURL(join(built, "searchWorker.js"))

beforeAll(async () => {
  await promisify(execFile)("npm", ["run", "build:server", "--", `--outdir=${built}`], { cwd: repository })
})
afterAll(() => rm(built, { recursive: true, force: true }))

const demo: Timetable = {
  id: TimetableId.make("demo"),
  schoolId: demoSchool.id,
  name: "Larkfield School",
  version: 1,
  published: false,
  ...demoBody(demoTimetable)
}
/** Soft costs that never come to nothing: a search of it goes on until its time is over. */
const endless: Timetable = { ...demo, ...generatedSchool(300), id: TimetableId.make("endless") }

const suggestion: SuggestRequest = {
  _tag: "Suggest",
  scope: wholeWeek,
  maxLessons: 3,
  limit: 5,
  millis: 3_000,
  seed: 1
}
const optimisation = (millis: number): OptimiseRequest => ({ _tag: "Optimise", scope: wholeWeek, millis, seed: 1 })

const eventsOf = (timetable: Timetable, request: OptimiseRequest | SuggestRequest) =>
  Effect.flatMap(Searcher, searcher =>
    Effect.map(Stream.runCollect(searcher.search(timetable, request)), Chunk.toReadonlyArray)
  )

const resultOf = (events: ReadonlyArray<SearchEvent>) => {
  const results = events.filter(event => event._tag === "Result")
  expect(results.length).toBe(1)
  expect(events.at(-1)?._tag).toBe("Result")
  const [result] = results
  if (result === undefined) throw new Error("there is no result")
  return result
}

const layers = {
  "in this thread": Inline.layer,
  "in worker threads": Layer.suspend(() => Workers.layer({ entry, threads: 1 }))
} as const

for (const [where, layer] of Object.entries(layers))
  describe(`a search ${where}`, () => {
    it.live("makes a week better, tells how it goes on a few times a second, and ends with exactly one result", () =>
      Effect.gen(function* () {
        const events = yield* eventsOf(endless, optimisation(1_500))
        const { proposals, nodes, millis, complete } = resultOf(events)
        expect(proposals.length).toBe(1)
        const before = evaluateBody(endless)
        const placements = applyChanges(endless.placements, proposals[0]?.changes ?? [])
        const after = evaluateBody({ ...endless, placements })
        expect(proposals[0]?.delta.before).toEqual({ hard: before.hard, soft: before.soft })
        expect(proposals[0]?.delta.after).toEqual({ hard: after.hard, soft: after.soft })
        expect({ complete, busy: nodes > 0, inTime: millis >= 1_500 }).toEqual({
          complete: false,
          busy: true,
          inTime: true
        })
        const progress = events.filter(event => event._tag === "Progress")
        expect(progress.length).toBeGreaterThan(0)
        expect(progress.length).toBeLessThanOrEqual(6)
        for (const { fraction } of progress) expect(fraction > 0 && fraction < 1).toBe(true)
      }).pipe(Effect.provide(layer))
    )

    it.live("finds suggestions that do what they claim", () =>
      Effect.gen(function* () {
        const { proposals } = resultOf(yield* eventsOf(demo, suggestion))
        expect(proposals.length).toBeGreaterThan(0)
        for (const { changes, delta } of proposals) {
          const { hard, soft } = evaluateBody({ ...demo, placements: applyChanges(demo.placements, changes) })
          expect(delta.after).toEqual({ hard, soft })
        }
      }).pipe(Effect.provide(layer))
    )

    it.live("looks at the version that it is given, not at one that it has seen before", () =>
      Effect.gen(function* () {
        const { proposals } = resultOf(yield* eventsOf(demo, optimisation(1_500)))
        const better = { ...demo, version: 2, placements: applyChanges(demo.placements, proposals[0]?.changes ?? []) }
        const again = resultOf(yield* eventsOf(better, optimisation(50)))
        const { hard, soft } = evaluateBody(better)
        for (const { delta } of again.proposals) expect(delta.before).toEqual({ hard, soft })
        const first = resultOf(yield* eventsOf(demo, optimisation(1_500)))
        const was = evaluateBody(demo)
        expect(first.proposals[0]?.delta.before).toEqual({ hard: was.hard, soft: was.soft })
      }).pipe(Effect.provide(layer))
    )

    it.live("is over at once when nobody wants it any more, and the next one begins", () =>
      Effect.gen(function* () {
        const hour = yield* Effect.fork(eventsOf(endless, optimisation(3_600_000)))
        yield* eventsOf(demo, { ...suggestion, millis: 20 }).pipe(Effect.provide(Inline.layer))
        const since = performance.now()
        yield* Fiber.interrupt(hour)
        expect(performance.now() - since).toBeLessThan(1_000)
        resultOf(yield* eventsOf(demo, optimisation(50)))
      }).pipe(Effect.provide(layer))
    )

    it.live("leaves the event loop free", () =>
      Effect.gen(function* () {
        yield* eventsOf(demo, optimisation(50))
        const gaps: Array<number> = []
        let last = performance.now()
        const timer = setInterval(() => {
          gaps.push(performance.now() - last)
          last = performance.now()
        }, 1)
        yield* eventsOf(demo, optimisation(600))
        clearInterval(timer)
        const sorted = gaps.sort((a, b) => a - b)
        expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(50)
      }).pipe(Effect.provide(layer))
    )

    it.live("says which constraint it cannot read", () =>
      Effect.gen(function* () {
        const constraints = [constraint("teacher_gaps", { id: "gaps", parameters: { max_per_day: "two" } })]
        const odd = { ...demo, id: TimetableId.make("odd"), constraints }
        const failure = yield* Effect.flip(eventsOf(odd, optimisation(50)))
        expect(failure.reason).toBe("broken")
        expect(failure.message).toMatch(/^constraint gaps \(teacher_gaps\), parameters/)
      }).pipe(Effect.provide(layer))
    )
  })
