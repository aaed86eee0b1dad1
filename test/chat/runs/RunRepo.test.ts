import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { v7 as uuid } from "uuid"
import { describe } from "vitest"
import { type NewRun, RunRepo, type StoredRun } from "../../../src/chat/runs/RunRepo.ts"
import { layerMemory } from "../../../src/chat/runs/RunRepoMemory.ts"
import { layer as layerPg } from "../../../src/chat/runs/RunRepoPg.ts"
import { layerEmbedded } from "../../../src/schedule/Database.ts"
import { ScheduleRepo } from "../../../src/schedule/ScheduleRepo.ts"
import { layer as layerSchedulePg } from "../../../src/schedule/ScheduleRepoPg.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { layerFreshPostgres, migrated } from "../../support/Postgres.ts"

const springfield = SchoolId.make("springfield")
const shelbyville = SchoolId.make("shelbyville")

const twoSchools = Layer.effectDiscard(
  Effect.flatMap(ScheduleRepo, repo =>
    Effect.forEach([springfield, shelbyville], id => repo.putSchool({ id, name: id, timeZone: "Europe/London" }))
  )
).pipe(Layer.provide(layerSchedulePg))

/** Far from now, so that no test reaps what another one began. */
const farAhead = 9_000_000_000_000

/** The answer to Mrs. Smith's question, made by a node of the test's own. */
const answer = (owner: string, other: Partial<NewRun> = {}): NewRun => ({
  id: uuid(),
  schoolId: springfield,
  userId: "smith",
  conversationId: "maths",
  target: "q1",
  messageId: uuid(),
  owner,
  begunAt: 1_790_000_000_000,
  leaseUntil: farAhead,
  ...other
})

const going = (run: NewRun): StoredRun => ({ ...run, started: false, outcome: null, endedAt: null, usage: null })
const interrupted = (run: NewRun, at: number): StoredRun => ({ ...going(run), outcome: "interrupted", endedAt: at })
const byId = (a: StoredRun, b: StoredRun) => (a.id < b.id ? -1 : 1)

describe.each([
  ["in memory", layerMemory],
  ["on PGlite", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerEmbedded("memory://")))],
  ["on PostgreSQL", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerFreshPostgres()))]
])("runs %s", (_, runs) => {
  layer(Layer.orDie(runs), { timeout: "60 seconds" })(it => {
    it.effect("are found as they were begun, by their own school only", () =>
      Effect.gen(function* () {
        const repo = yield* RunRepo
        const run = answer("finder")
        yield* repo.begin(run)
        expect(yield* repo.find(springfield, run.id)).toEqual(going(run))
        expect(yield* repo.find(shelbyville, run.id)).toBe(null)
        expect(yield* repo.find(springfield, "never")).toBe(null)
      })
    )

    it.effect("end once: the first outcome stays, with what it used", () =>
      Effect.gen(function* () {
        const repo = yield* RunRepo
        const run = answer("finisher")
        yield* repo.begin(run)
        const completed = {
          schoolId: springfield,
          runId: run.id,
          outcome: "completed",
          usage: { input: 1_200, output: 80 },
          at: 1_790_000_000_500
        } as const
        expect(yield* repo.finish({ ...completed, schoolId: shelbyville })).toBe(false)
        expect(yield* repo.finish(completed)).toBe(true)
        expect(yield* repo.finish({ ...completed, outcome: "failed", usage: null, at: 1_790_000_000_900 })).toBe(false)
        expect(yield* repo.find(springfield, run.id)).toEqual({
          ...run,
          started: false,
          outcome: "completed",
          endedAt: 1_790_000_000_500,
          usage: { input: 1_200, output: 80 }
        })
        expect(yield* repo.finish({ ...completed, runId: "never" })).toBe(false)
      })
    )

    it.effect("end once when many end them at the same time, in different ways", () =>
      Effect.gen(function* () {
        const repo = yield* RunRepo
        const run = answer("crowded", { leaseUntil: 50 })
        yield* repo.begin(run)
        const finish = { schoolId: springfield, runId: run.id, outcome: "cancelled", usage: null, at: 60 } as const
        const finished = Effect.map(repo.finish(finish), done => (done ? 1 : 0))
        const reaped = Effect.map(repo.reap(60), all => all.filter(({ id }) => id === run.id).length)
        const ends = yield* Effect.all(Array.from({ length: 6 }, () => [finished, reaped]).flat(), {
          concurrency: "unbounded"
        })
        expect(ends.filter(end => end === 1)).toEqual([1])
      })
    )

    it.effect("are interrupted when their lease has run out, and told once", () =>
      Effect.gen(function* () {
        const repo = yield* RunRepo
        const dead = [
          answer("dead node", { leaseUntil: 1_000 }),
          answer("dead node", { leaseUntil: 1_000, schoolId: shelbyville })
        ]
        const alive = answer("live node", { leaseUntil: 1_001 })
        yield* Effect.forEach([...dead, alive], repo.begin)
        expect(yield* repo.reap(999)).toEqual([])
        const told = yield* repo.reap(1_000)
        expect([...told].sort(byId)).toEqual(dead.map(run => interrupted(run, 1_000)).sort(byId))
        expect(yield* repo.reap(1_000)).toEqual([])
        expect(yield* repo.find(springfield, alive.id)).toEqual(going(alive))
        expect(yield* repo.reap(1_001)).toEqual([interrupted(alive, 1_001)])
      })
    )

    it.effect("live on while their node renews their lease", () =>
      Effect.gen(function* () {
        const repo = yield* RunRepo
        const mine = answer("busy node", { leaseUntil: 100 })
        const done = answer("busy node", { leaseUntil: 100 })
        const neighbours = answer("quiet node", { leaseUntil: 100 })
        yield* Effect.forEach([mine, done, neighbours], repo.begin)
        yield* repo.finish({ schoolId: springfield, runId: done.id, outcome: "completed", usage: null, at: 90 })
        expect(yield* repo.renew("busy node", 200)).toBe(1)
        expect(yield* repo.reap(199)).toEqual([interrupted(neighbours, 199)])
        expect(yield* repo.renew("quiet node", 300)).toBe(0)
        expect(yield* repo.reap(200)).toEqual([interrupted({ ...mine, leaseUntil: 200 }, 200)])
      })
    )

    it.effect("of a node that was killed are interrupted when it starts again, before their lease runs out", () =>
      Effect.gen(function* () {
        const repo = yield* RunRepo
        const before = answer("restarted")
        const others = answer("not restarted")
        yield* Effect.forEach([before, others], repo.begin)
        expect(yield* repo.reapNode("restarted", 70)).toEqual([interrupted(before, 70)])
        expect(yield* repo.reapNode("restarted", 71)).toEqual([])
        const late = { schoolId: springfield, runId: before.id, outcome: "completed", usage: null, at: 80 } as const
        expect(yield* repo.finish(late)).toBe(false)
        expect(yield* repo.find(springfield, others.id)).toEqual(going(others))
      })
    )
  })
})
