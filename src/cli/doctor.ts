import { Command, Options } from "@effect/cli"
import { Config, Console, Effect, Layer, Option } from "effect"
import { localUser, storage } from "../App.ts"
import type { AppConfig } from "../AppConfig.ts"
import { diagnose } from "../constraints/diagnosis.ts"
import { makeModel } from "../constraints/Model.ts"
import { count } from "../constraints/words.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { settings } from "../settings.ts"
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

const school = Options.boolean("school").pipe(
  Options.withDescription("also look for what makes any timetable of the current school impossible")
)

/** What stands against any timetable with the current one's lessons; fails when something does. */
const examine = (config: AppConfig) =>
  Effect.gen(function* () {
    const timetable = yield* Effect.flatMap(ScheduleRepo, repo =>
      Effect.flatMap(repo.head(localUser.schoolId, null), ({ id }) => repo.load(localUser.schoolId, id))
    ).pipe(
      Effect.provide(Layer.provideMerge(storage(config), logging(config))),
      explainStorage,
      Effect.catchTag("TimetableNotFound", () => Effect.fail(failed("there is no timetable to look at")))
    )
    const findings = diagnose(makeModel(timetable))
    yield* Console.log(
      [
        `${timetable.name}, version ${timetable.version}: ${findings.length === 0 ? "nothing stands against a timetable" : count(findings.length, "finding")}.`,
        ...findings.map(({ severity, message }) => `  [${severity}] ${message}`)
      ].join("\n")
    )
    const impossible = findings.filter(({ severity }) => severity === "impossible").length
    if (impossible > 0) return yield* failed(`what makes a timetable impossible: ${count(impossible, "finding")}`)
  })

export const doctor = Command.make("doctor", { school }, options =>
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
    if (options.school) yield* examine(config)
    return yield* Console.log("All is well.")
  })
).pipe(Command.withDescription("Check the settings and the database, and say what is wrong."))
