import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import { LogoutRepo } from "../../../src/chat/sessions/LogoutRepo.ts"
import { layerMemory } from "../../../src/chat/sessions/LogoutRepoMemory.ts"
import { layer as layerPg } from "../../../src/chat/sessions/LogoutRepoPg.ts"
import { ScheduleRepo } from "../../../src/schedule/ScheduleRepo.ts"
import { layer as layerSchedulePg } from "../../../src/schedule/ScheduleRepoPg.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { layerFreshPostgres, migrated } from "../../support/Postgres.ts"

const springfield = SchoolId.make("springfield")
const shelbyville = SchoolId.make("shelbyville")
const morning = 1_790_000_000_000

const twoSchools = Layer.effectDiscard(
  Effect.flatMap(ScheduleRepo, repo =>
    Effect.forEach([springfield, shelbyville], id => repo.putSchool({ id, name: id, timeZone: "Europe/London" }))
  )
).pipe(Layer.provide(layerSchedulePg))

const anna = { schoolId: springfield, userId: "anna" }
const namesake = { schoolId: shelbyville, userId: "anna" }
const ben = { schoolId: springfield, userId: "ben" }

describe.each([
  ["in memory", layerMemory],
  ["on PostgreSQL", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerFreshPostgres()))]
])("logouts %s", (_, logouts) => {
  layer(Layer.orDie(logouts), { timeout: "60 seconds" })(it => {
    it.effect("are known of those who were asked for, in their school, and the newest counts", () =>
      Effect.gen(function* () {
        const repo = yield* LogoutRepo
        yield* repo.keep({ ...anna, at: morning })
        yield* repo.keep({ ...anna, at: morning + 2_000 })
        yield* repo.keep({ ...anna, at: morning + 1_000 })
        yield* repo.keep({ ...ben, at: morning })
        expect(yield* repo.find([anna, namesake])).toEqual([{ ...anna, at: morning + 2_000 }])
        expect(yield* repo.find([])).toEqual([])
        expect(yield* repo.since(morning + 1)).toEqual([{ ...anna, at: morning + 2_000 }])
        expect(yield* repo.trim(morning + 1)).toBe(1)
        expect(yield* repo.find([anna, ben])).toEqual([{ ...anna, at: morning + 2_000 }])
      })
    )
  })
})
