import { Command } from "@effect/cli"
import { Config, Console, Effect, Layer, Option } from "effect"
import { localUser, storage } from "../App.ts"
import { settings } from "../AppConfig.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { failed } from "./Failure.ts"
import { logging, readSettings } from "./settings.ts"
import { explainStorage } from "./storageFailures.ts"
import { terminalText } from "./terminalText.ts"

/** A setting as it stands in the environment or in .env; secrets are only said to be set. */
const line = (entry: (typeof settings)[keyof typeof settings]) =>
  Effect.map(Effect.option(Config.string(entry.name)), given => {
    const value = Option.match(given, {
      onNone: () => entry.fallback ?? "(not set)",
      onSome: text => (entry.secret ? "(set)" : terminalText(text))
    })
    return `  ${entry.name.padEnd(28)} ${value.padEnd(14)} ${entry.about}`
  })

export const doctor = Command.make("doctor", {}, () =>
  Effect.gen(function* () {
    const lines = yield* Effect.forEach(Object.values(settings), line)
    yield* Console.log(["Settings:", ...lines].join("\n"))
    const config = yield* readSettings
    yield* Console.log(`Node ${process.versions.node}`)
    const heads = yield* Effect.flatMap(ScheduleRepo, repo => repo.heads(localUser.schoolId)).pipe(
      Effect.provide(Layer.provideMerge(storage(config), logging(config))),
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
