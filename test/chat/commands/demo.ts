import { Effect, Layer } from "effect"
import { commandOf } from "../../../src/chat/commands.ts"
import { refuse } from "../../../src/chat/Refusal.ts"
import * as Applying from "../../../src/schedule/Applying.ts"
import * as Feed from "../../../src/schedule/ChangeFeedLocal.ts"
import * as Detector from "../../../src/schedule/ConflictDetectorCached.ts"
import { demoSchool, seedDemo } from "../../../src/schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../../../src/schedule/ScheduleRepo.ts"
import * as SystemStamp from "../../../src/server/SystemStamp.ts"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"
import * as Inline from "../../../src/workers/SearcherInline.ts"
import { memory } from "../../support/TestServer.ts"

export const asker = {
  user: { id: "planner", name: "A planner", schoolId: demoSchool.id, role: "editor" },
  timetableId: null,
  context: null,
  conversationId: "talk",
  clientId: "q1",
  progress: () => {}
} as const

/** What commands need, on stores in memory. */
export const services = Applying.layer.pipe(
  Layer.provideMerge(Layer.mergeAll(Detector.layer, Feed.layer, SystemStamp.layer, Inline.layer)),
  Layer.provideMerge(memory)
)

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
  }).pipe(Effect.provide(services))
