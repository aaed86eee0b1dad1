import { Effect, Layer, Redacted, Runtime } from "effect"
import { layerPostgres } from "../../src/schedule/Database.ts"
import { demoSchool } from "../../src/schedule/demo/DemoSchool.ts"
import { migrate } from "../../src/schedule/Migrations.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { layer as layerPg } from "../../src/schedule/ScheduleRepoPg.ts"
import { makePostgres } from "../support/PostgresServer.ts"
import { generatedSchool } from "./generatedSchool.ts"
import type { Measurement } from "./Measurement.ts"
import { medianMillis, shown } from "./statistics.ts"

const lessonCount = 1_600
const rounds = 20
const warmUps = 3

const body = generatedSchool(lessonCount)

const timed = Effect.gen(function* () {
  yield* migrate
  const repo = yield* ScheduleRepo
  yield* repo.putSchool(demoSchool)
  const put = repo.put({ schoolId: demoSchool.id, name: "Large", body, makeCurrent: true })
  const { id } = yield* put
  const run = Runtime.runPromise(yield* Effect.runtime<never>())
  const millis = (what: Effect.Effect<unknown, unknown>) =>
    Effect.promise(() => medianMillis(rounds, warmUps, () => run(what)))
  return {
    lessons: body.lessons.length,
    loadMillis: yield* millis(repo.load(demoSchool.id, id)),
    putMillis: yield* millis(put)
  }
})

/** A whole timetable from PostgreSQL into the domain's classes, and back. */
export const load = async (): Promise<Measurement> => {
  const server = await makePostgres()
  try {
    const database = layerPostgres(Redacted.make(server.url))
    const figures = await Effect.runPromise(Effect.provide(timed, Layer.provideMerge(layerPg, database)))
    return {
      title: "A timetable and PostgreSQL",
      table: [
        ["lessons", "load ms", "replace ms"],
        [shown(figures.lessons), shown(figures.loadMillis, 1), shown(figures.putMillis, 1)]
      ],
      notes: [`Medians of ${rounds} runs; the server on this machine, without fsync.`],
      figures
    }
  } finally {
    await server.remove()
  }
}
