import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import { SessionRepo, type StoredSession } from "../../../src/chat/sessions/SessionRepo.ts"
import { layerMemory } from "../../../src/chat/sessions/SessionRepoMemory.ts"
import { layer as layerPg } from "../../../src/chat/sessions/SessionRepoPg.ts"
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

const session = (id: string, other: Partial<StoredSession> = {}): StoredSession => ({
  id,
  schoolId: springfield,
  userId: "anna",
  seenAt: 1_790_000_000_000,
  ...other
})

describe.each([
  ["in memory", layerMemory],
  ["on PostgreSQL", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerFreshPostgres()))]
])("sessions %s", (_, sessions) => {
  layer(Layer.orDie(sessions), { timeout: "60 seconds" })(it => {
    it.effect("are found as they were kept, whatever the school, and only if they were", () =>
      Effect.gen(function* () {
        const repo = yield* SessionRepo
        const both = [session("here"), session("there", { schoolId: shelbyville, userId: "zoe" })]
        yield* repo.keep(both)
        const found = yield* repo.find(["there", "nowhere", "here"])
        expect(found.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(both)
        expect(yield* repo.find(["nowhere"])).toEqual([])
      })
    )

    it.effect("belong to their first user for good, and are as young as they were last seen", () =>
      Effect.gen(function* () {
        const repo = yield* SessionRepo
        yield* repo.keep([session("bound", { seenAt: 1_000 })])
        const thief = { schoolId: shelbyville, userId: "zoe" }
        yield* repo.keep([session("bound", { ...thief, seenAt: 3_000 })])
        expect(yield* repo.find(["bound"])).toEqual([session("bound", { seenAt: 3_000 })])
        // Word that comes late makes nothing older.
        yield* repo.keep([session("bound", { seenAt: 2_000 })])
        expect(yield* repo.find(["bound"])).toEqual([session("bound", { seenAt: 3_000 })])
      })
    )

    it.effect("may be kept twice in one go, and by two nodes at once", () =>
      Effect.gen(function* () {
        const repo = yield* SessionRepo
        yield* repo.keep([session("twice", { seenAt: 10 }), session("twice", { seenAt: 20 })])
        expect(yield* repo.find(["twice"])).toEqual([session("twice", { seenAt: 20 })])
        const many = Array.from({ length: 200 }, (_, i) => session(`many ${i}`))
        yield* Effect.all([repo.keep(many), repo.keep(many.toReversed())], { concurrency: "unbounded" })
        expect(yield* repo.find(["many 199"])).toEqual([session("many 199")])
      })
    )

    it.effect("are forgotten by their age: those seen at that moment stay", () =>
      Effect.gen(function* () {
        const repo = yield* SessionRepo
        yield* repo.keep([session("old", { seenAt: 99 }), session("young", { seenAt: 100 })])
        while ((yield* repo.trim(100)) > 0);
        expect(yield* repo.find(["old", "young"])).toEqual([session("young", { seenAt: 100 })])
        expect(yield* repo.trim(100)).toBe(0)
      })
    )
  })
})
