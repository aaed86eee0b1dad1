import { Args, Command, Options } from "@effect/cli"
import { Console, Effect, Layer, Option } from "effect"
import { storage } from "../App.ts"
import type { ImportReport } from "../interchange/ImportReport.ts"
import { demoSchool } from "../schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import type { School, SchoolId } from "../timetable/School.ts"
import type { TimetableHead } from "../timetable/Timetable.ts"
import { archiveChoice } from "./archiveChoice.ts"
import { badInput } from "./Failure.ts"
import { progressBar } from "./ProgressBar.ts"
import { readFile } from "./readFile.ts"
import { chosenSchool, schoolChoice } from "./schoolChoice.ts"
import { logging, readSettings } from "./settings.ts"
import { explainStorage } from "./storageFailures.ts"
import { terminalText } from "./terminalText.ts"

const file = Args.text({ name: "file" }).pipe(
  Args.withDescription(
    "a FET file (.fet), a folder of FET's CSV files, or an XHSTT archive, with or without a timetable"
  )
)
const timetable = Options.text("timetable").pipe(
  Options.withDescription("name of the timetable; one of this name is replaced. Default: the institution's name"),
  Options.optional
)
const schoolName = Options.text("school-name").pipe(
  Options.withDescription("what a school is called that is new here. Default: the institution's name"),
  Options.optional
)
const zone = Options.text("zone").pipe(
  Options.withDescription("time zone of a school that is new here, e.g. Europe/Berlin"),
  Options.withDefault(demoSchool.timeZone)
)
const json = Options.boolean("json").pipe(Options.withDescription("print the report as JSON"))

const listed = (title: string, items: ImportReport["mapped"]): ReadonlyArray<string> =>
  items.length === 0 ? [] : [title, ...items.map(({ type, count }) => `  ${String(count).padStart(5)} × ${type}`)]

const words = (head: TimetableHead, counts: string, report: ImportReport): string =>
  [
    `Imported "${head.name}" (version ${head.version}, id ${head.id}): ${counts}. It is the current timetable now.`,
    ...listed("Constraints that are judged here:", report.mapped),
    ...listed("Not understood yet, left out:", report.unmapped),
    ...listed("Switched off in the file, left out:", report.inactive),
    ...report.notes.map(note => `Note: ${note}`)
  ].join("\n")

interface Chosen {
  readonly file: string
  readonly timetable: Option.Option<string>
  readonly school: Option.Option<string>
  readonly schoolName: Option.Option<string>
  readonly zone: string
  readonly choice: Parameters<typeof readFile>[2]
}

const newSchool = (id: SchoolId, institution: string, { schoolName, zone }: Chosen): School =>
  id === demoSchool.id && Option.isNone(schoolName)
    ? demoSchool
    : { id, name: Option.getOrElse(schoolName, () => institution), timeZone: zone }

/** Reads the file and writes it to the store, showing how far it has come. */
const keep = (options: Chosen) =>
  Effect.gen(function* () {
    const config = yield* readSettings
    const schoolId = yield* chosenSchool(config, options.school)
    const progress = yield* progressBar
    const imported = yield* readFile(options.file, progress, options.choice)
    const head = yield* Effect.gen(function* () {
      const repo = yield* ScheduleRepo
      const isKnown = (yield* repo.schools).some(({ id }) => id === schoolId)
      if (!isKnown) yield* repo.putSchool(newSchool(schoolId, imported.name, options))
      return yield* repo.put({
        schoolId,
        name: Option.getOrElse(options.timetable, () => imported.name),
        body: imported.body,
        makeCurrent: true,
        progress: fraction => progress("writing", fraction)
      })
    }).pipe(
      Effect.provide(Layer.provideMerge(storage(config), logging(config))),
      explainStorage,
      Effect.catchTag("BrokenTimetable", error => Effect.fail(badInput(`${options.file}: ${error.message}`)))
    )
    return { head, imported }
  })

export const importFile = Command.make(
  "import",
  { file, timetable, school: schoolChoice, schoolName, zone, json, choice: archiveChoice },
  options =>
    Effect.gen(function* () {
      // The bar is wiped before anything is printed.
      const { head, imported } = yield* Effect.scoped(keep(options))
      const { body, report } = imported
      const counts = `${body.lessons.length} lessons (${body.placements.length} placed), ${body.teachers.length} teachers, ${body.classes.length} classes, ${body.rooms.length} rooms`
      yield* Console.log(
        options.json
          ? JSON.stringify({ timetable: { id: head.id, name: head.name, version: head.version }, report })
          : terminalText(words(head, counts, report))
      )
    })
).pipe(Command.withDescription("Import a school with its timetable, all or nothing."))
