import { Args, Command, Options } from "@effect/cli"
import { Console, Effect, Layer, Option } from "effect"
import { localUser, storage } from "../App.ts"
import { conflictReport } from "../chat/wire.ts"
import type { XhsttChoice } from "../interchange/xhstt/XhsttImport.ts"
import type { ConflictReport } from "../protocol/Facts.ts"
import { ConflictDetector, type Inspection } from "../schedule/ConflictDetector.ts"
import * as Detector from "../schedule/ConflictDetectorCached.ts"
import { inspectTimetable } from "../schedule/ConflictDetectorCached.ts"
import { TimetableId } from "../timetable/Timetable.ts"
import { archiveChoice, isChosen } from "./archiveChoice.ts"
import { badInput, type Failure, failed } from "./Failure.ts"
import { progressBar } from "./ProgressBar.ts"
import { readFile } from "./readFile.ts"
import { chosenSchool, schoolChoice } from "./schoolChoice.ts"
import { logging, readSettings } from "./settings.ts"
import { explainStorage } from "./storageFailures.ts"
import { terminalText } from "./terminalText.ts"

const file = Args.text({ name: "file" }).pipe(
  Args.withDescription("a FET or XHSTT file; without it, the current timetable in the database"),
  Args.optional
)
const json = Options.boolean("json").pipe(Options.withDescription("print everything as JSON"))

const shownLines = 40

const words = (report: ConflictReport): string => {
  const kinds = Object.entries(report.by_kind).sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = report.conflicts.slice(0, shownLines).map(conflict => `[${conflict.severity}] ${conflict.message}`)
  const left = report.conflicts.length - lines.length
  return [
    `${report.timetable}: hard ${report.hard}, soft ${report.soft}, ${report.conflicts.length} conflicts`,
    ...kinds.map(
      ([kind, { count, hard, soft }]) => `  ${String(count).padStart(5)} × ${kind} (hard ${hard}, soft ${soft})`
    ),
    ...lines,
    ...(left > 0 ? [`… and ${left} more; --json prints all`] : [])
  ].join("\n")
}

/** Straight from the file, without a database. */
export const fromFile = (path: string, choice: XhsttChoice) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { name, body } = yield* readFile(path, yield* progressBar, choice)
      const head = { id: TimetableId.make("file"), schoolId: localUser.schoolId, name, version: 1, published: false }
      return yield* Effect.mapError(inspectTimetable({ ...head, ...body }), error =>
        badInput(`${path}: constraint ${error.constraintId} (${error.kind}), ${error.path}: ${error.reason}`)
      )
    })
  )

export const fromDatabase = (school: Option.Option<string>): Effect.Effect<Inspection, Failure> =>
  Effect.gen(function* () {
    const config = yield* readSettings
    const schoolId = yield* chosenSchool(config, school)
    return yield* Effect.flatMap(ConflictDetector, detector => detector.inspect(schoolId, null)).pipe(
      Effect.provide(Layer.provideMerge(Layer.provide(Detector.layer, storage(config)), logging(config))),
      explainStorage,
      Effect.catchTags({
        TimetableNotFound: () =>
          Effect.fail(failed("there is no timetable yet; import one: timetable-chat import FILE")),
        BadConstraint: error => Effect.fail(failed(`constraint ${error.constraintId} (${error.kind}): ${error.reason}`))
      })
    )
  })

export const conflicts = Command.make(
  "conflicts",
  { file, json, school: schoolChoice, choice: archiveChoice },
  options =>
    Effect.gen(function* () {
      if (Option.isNone(options.file) && isChosen(options.choice))
        return yield* badInput("--solution and --instance choose from an archive: name its file")
      const { timetable, model, evaluation } = yield* Option.match(options.file, {
        onNone: () => fromDatabase(options.school),
        onSome: path => fromFile(path, options.choice)
      })
      const report = conflictReport(timetable.name, model, evaluation)
      yield* Console.log(options.json ? JSON.stringify(report) : terminalText(words(report)))
    })
).pipe(Command.withDescription("What is wrong with a timetable: of a file, or of the database."))
