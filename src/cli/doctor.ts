import { Command } from "@effect/cli"
import { Console, Effect, Option } from "effect"
import { localUser, storage } from "../App.ts"
import { settings } from "../AppConfig.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { failed } from "./Failure.ts"
import { logging, readSettings } from "./settings.ts"
import { explainStorage } from "./storageFailures.ts"

/** A setting as it stands in the environment; secrets are only said to be set. */
const line = (entry: (typeof settings)[keyof typeof settings]) => {
  const given = process.env[entry.name]
  const value = given === undefined ? (entry.fallback ?? "(not set)") : entry.secret ? "(set)" : given
  return `  ${entry.name.padEnd(28)} ${value.padEnd(14)} ${entry.about}`
}

export const doctor = Command.make("doctor", {}, () =>
  Effect.gen(function* () {
    yield* Console.log(["Settings:", ...Object.values(settings).map(line)].join("\n"))
    const config = yield* readSettings
    yield* Console.log(`Node ${process.versions.node}`)
    const heads = yield* Effect.flatMap(ScheduleRepo, repo => repo.heads(localUser.schoolId)).pipe(
      Effect.provide(storage(config)),
      Effect.provide(logging(config)),
      explainStorage
    )
    const where = Option.isSome(config.databaseUrl) ? "PostgreSQL" : `embedded, in ${config.dataDir}`
    yield* Console.log(
      `Database (${where}): reached, up to date, ${heads.length} timetable${heads.length === 1 ? "" : "s"}`
    )
    if (heads.length === 0) return yield* failed("there is no timetable yet: `start` brings a demo, `import` your own")
    return yield* Console.log("All is well.")
  })
).pipe(Command.withDescription("Check the settings and the database, and say what is wrong."))
