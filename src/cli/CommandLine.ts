import { Command, ValidationError } from "@effect/cli"
import * as NodeContext from "@effect/platform-node/NodeContext"
import { Effect, Layer } from "effect"
import { version } from "../version.ts"
import { chat } from "./chat.ts"
import { conflicts } from "./conflicts.ts"
import { doctor } from "./doctor.ts"
import { exportFile } from "./exportFile.ts"
import { Failure } from "./Failure.ts"
import { importFile } from "./importFile.ts"
import { migrate } from "./migrate.ts"
import { environment } from "./settings.ts"
import { solve } from "./solve.ts"
import { start } from "./start.ts"
import { suggest } from "./suggest.ts"

const root = Command.make("timetable-chat").pipe(
  Command.withDescription("Talk to an assistant about a school's timetable."),
  Command.withSubcommands([start, migrate, importFile, exportFile, conflicts, suggest, solve, chat, doctor])
)

const run = Command.run(root, { name: "timetable-chat", version })

/** The whole command line. Bad usage has been explained by the parser already and only needs its exit code. */
export const commandLine = (argv: ReadonlyArray<string>) =>
  run(argv).pipe(
    Effect.catchIf(ValidationError.isValidationError, () =>
      Effect.fail(new Failure({ message: "see --help", exitCode: 2 }))
    ),
    Effect.provide(Layer.provideMerge(environment, NodeContext.layer))
  )
