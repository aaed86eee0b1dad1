import { Command } from "@effect/cli"
import { Console, Effect } from "effect"
import { migrated } from "../App.ts"
import { logging, readSettings } from "./settings.ts"
import { explainStorage } from "./storageFailures.ts"

export const migrate = Command.make("migrate", {}, () =>
  Effect.gen(function* () {
    const config = yield* readSettings
    yield* explainStorage(Effect.provide(migrated(config), logging(config)))
    yield* Console.log("The database is up to date.")
  })
).pipe(Command.withDescription("Bring the database up to date. `start` and `import` do it by themselves."))
