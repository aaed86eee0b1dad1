import { expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { ConflictDetector } from "../../src/schedule/ConflictDetector.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { layerMemory } from "../../src/schedule/ScheduleRepoMemory.ts"
import { StorageUnavailable } from "../../src/schedule/StorageUnavailable.ts"
import { mostWarmed, warmUp } from "../../src/schedule/warmUp.ts"
import { SchoolId } from "../../src/timetable/School.ts"

it.effect(
  "the current timetables of the first schools are judged before anybody asks, whatever goes wrong with one",
  () =>
    Effect.gen(function* () {
      const repo = yield* ScheduleRepo
      const ids = Array.from({ length: mostWarmed + 1 }, (_, i) => SchoolId.make(`school-${i}`))
      yield* Effect.forEach(ids, id => repo.putSchool({ ...demoSchool, id }))
      const asked: Array<unknown> = []
      const detector = Layer.mock(ConflictDetector, {
        inspect: (schoolId, timetableId) => {
          asked.push([schoolId, timetableId])
          return asked.length === 1 ? Effect.die("broken") : Effect.fail(new StorageUnavailable({ cause: "gone" }))
        }
      })
      yield* Effect.provide(warmUp(), detector)
      expect(asked).toEqual((yield* repo.schools).slice(0, mostWarmed).map(({ id }) => [id, null]))
      expect(asked.length).toBe(mostWarmed)
    }).pipe(Effect.provide(layerMemory))
)
