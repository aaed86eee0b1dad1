import { Effect, Layer } from "effect"
import { commandOf } from "../../../src/chat/commands.ts"
import { refuse } from "../../../src/chat/Refusal.ts"
import { layer } from "../../../src/schedule/ConflictDetectorCached.ts"
import { demoSchool, seedDemo } from "../../../src/schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../../../src/schedule/ScheduleRepo.ts"
import { layerMemory } from "../../../src/schedule/ScheduleRepoMemory.ts"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"

const asker = {
  user: { id: "planner", name: "A planner", schoolId: demoSchool.id, role: "viewer" },
  timetableId: null,
  context: null
} as const

const seedWith = (body: TimetableBody) =>
  Effect.gen(function* () {
    const repo = yield* ScheduleRepo
    yield* repo.putSchool(demoSchool)
    yield* repo.put({ schoolId: demoSchool.id, name: "Week", body, makeCurrent: true })
  })

/** What a command answers about the demo school, or about a timetable of the test's own. */
export const ask = (name: string, parameters: Readonly<Record<string, unknown>> = {}, body?: TimetableBody) =>
  Effect.gen(function* () {
    yield* body === undefined ? seedDemo : seedWith(body)
    const command = commandOf(name)
    return yield* command === undefined
      ? Effect.fail(refuse("not_found", `there is no ${name}`, []))
      : command.run(parameters, asker)
  }).pipe(Effect.provide(Layer.provideMerge(layer, layerMemory)))
