import { Args, Command, Options } from "@effect/cli"
import { FileSystem, Path } from "@effect/platform"
import { Console, DateTime, Effect, Layer, Option } from "effect"
import { localUser, storage } from "../App.ts"
import { CannotExport, type ExportedFiles } from "../interchange/CannotExport.ts"
import { toFetCsv } from "../interchange/csv/toFetCsv.ts"
import { type IcalOptions, mostWeeks, toIcal } from "../interchange/ical/toIcal.ts"
import { slug } from "../interchange/Register.ts"
import { toXhstt } from "../interchange/xhstt/XhsttExport.ts"
import type { XhsttChoice } from "../interchange/xhstt/XhsttImport.ts"
import { demoSchool } from "../schedule/demo/DemoSchool.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { type Timetable, TimetableId } from "../timetable/Timetable.ts"
import { archiveChoice, isChosen } from "./archiveChoice.ts"
import { badInput, type Failure, failed } from "./Failure.ts"
import { progressBar } from "./ProgressBar.ts"
import { readFile } from "./readFile.ts"
import { chosenSchool, schoolChoice } from "./schoolChoice.ts"
import { logging, readSettings } from "./settings.ts"
import { explainStorage } from "./storageFailures.ts"

/** What some formats say beside the timetable. */
interface About {
  /** Today, "2026-09-01". */
  readonly date: string
  readonly calendar: IcalOptions
}

export const xhstt = (timetable: Timetable, { date }: Pick<About, "date">): ExportedFiles => {
  const { text, leftOut } = toXhstt(timetable, { name: timetable.name, date })
  return {
    files: new Map([[`${slug(timetable.name) || "timetable"}.xml`, text]]),
    notes: leftOut.map(({ type, count }) => `Left out, since XHSTT has no words for it: ${count} × ${type}.`)
  }
}

export const fetCsv = (timetable: Timetable): ExportedFiles => toFetCsv(timetable)

const ical = (timetable: Timetable, { calendar }: About): ExportedFiles => toIcal(timetable, calendar)

const file = Args.text({ name: "file" }).pipe(
  Args.withDescription("a file to read; without it, the current timetable in the database"),
  Args.optional
)
/** Every format that is written: the literal list. */
const format = Options.choiceWithValue("format", [
  ["xhstt", xhstt],
  ["fet-csv", fetCsv],
  ["ical", ical]
]).pipe(Options.withDescription("what to write: xhstt, fet-csv or ical"))
const out = Options.text("out").pipe(
  Options.withDescription("where to: a file, or a folder where the format has several. Default: the terminal"),
  Options.optional
)

const from = Options.text("from").pipe(
  Options.withDescription("ical: the first day, YYYY-MM-DD. Default: today"),
  Options.optional
)
const weeks = Options.integer("weeks").pipe(
  Options.withDescription(`ical: for how many weeks, 1 to ${mostWeeks} (20)`),
  Options.withDefault(20)
)
const zone = Options.text("zone").pipe(
  Options.withDescription("ical: time zone of the bell times, e.g. Europe/London. Default: the school's"),
  Options.withDefault(demoSchool.timeZone)
)

const fromDatabase = (school: Option.Option<string>): Effect.Effect<Timetable, Failure> =>
  Effect.gen(function* () {
    const config = yield* readSettings
    const schoolId = yield* chosenSchool(config, school)
    return yield* Effect.gen(function* () {
      const repo = yield* ScheduleRepo
      const { id } = yield* repo.head(schoolId, null)
      return yield* repo.load(schoolId, id)
    }).pipe(
      Effect.provide(Layer.provideMerge(storage(config), logging(config))),
      explainStorage,
      Effect.catchTag("TimetableNotFound", () => Effect.fail(failed("there is no timetable to export yet")))
    )
  })

export const fromFile = (path: string, choice: XhsttChoice) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { name, body } = yield* readFile(path, yield* progressBar, choice)
      // Events of the same file are the same events next time.
      const id = TimetableId.make(slug(name) || "file")
      return { id, schoolId: localUser.schoolId, name, version: 1, published: false, ...body }
    })
  )

/** XHSTT is one file; the others are a folder, however many files there are. */
export const write = ({ files }: ExportedFiles, target: string, isFolder: boolean) =>
  Effect.gen(function* () {
    const disk = yield* FileSystem.FileSystem
    const { join } = yield* Path.Path
    const [only] = files.values()
    if (!isFolder && only !== undefined) return yield* disk.writeFileString(target, only)
    yield* disk.makeDirectory(target, { recursive: true })
    yield* Effect.forEach(files, ([name, text]) => disk.writeFileString(join(target, name), text))
  }).pipe(Effect.mapError(error => failed(`${target} cannot be written (${error.message})`)))

export const exportFile = Command.make(
  "export",
  { file, format, out, from, weeks, zone, school: schoolChoice, choice: archiveChoice },
  options =>
    Effect.gen(function* () {
      if (Option.isNone(options.file) && isChosen(options.choice))
        return yield* badInput("--solution and --instance choose from an archive: name its file")
      const timetable = yield* Option.match(options.file, {
        onNone: () => fromDatabase(options.school),
        onSome: path => fromFile(path, options.choice)
      })
      if (options.weeks < 1 || options.weeks > mostWeeks)
        return yield* badInput(`--weeks is ${options.weeks}, not a number from 1 to ${mostWeeks}`)
      const now = yield* DateTime.now
      const date = DateTime.formatIsoDateUtc(now)
      const about: About = {
        date,
        calendar: {
          timeZone: options.zone,
          from: Option.getOrElse(options.from, () => date),
          weeks: options.weeks,
          stamp: `${DateTime.formatIso(now).slice(0, 19).replace(/[-:]/g, "")}Z`
        }
      }
      const written = yield* Effect.try({
        try: () => options.format(timetable, about),
        catch: error => {
          if (error instanceof CannotExport) return badInput(error.message)
          throw error
        }
      })
      if (Option.isNone(options.out) && written.files.size > 1)
        return yield* badInput(`this makes ${written.files.size} files: say with --out which folder they go to`)
      yield* Option.match(options.out, {
        onNone: () => Effect.forEach(written.files.values(), text => Console.log(text)),
        onSome: target => write(written, target, options.format !== xhstt)
      })
      yield* Effect.forEach(written.notes, note => Console.error(note))
    })
).pipe(Command.withDescription("Write a timetable as a file of another format."))
