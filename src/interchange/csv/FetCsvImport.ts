import { FileSystem } from "@effect/platform"
import { Effect } from "effect"
import { fromFet } from "../fet/FetImport.ts"
import type { ImportedTimetable } from "../ImportReport.ts"
import { Trouble, UnreadableFile } from "../UnreadableFile.ts"
import { asFet, type CsvTables, type InFile } from "./asFet.ts"
import { readTable } from "./CsvTable.ts"
import { type FileName, fileNames, isOptional } from "./layout.ts"

/** The texts of a folder, by the name of the file. */
export type CsvFiles = Readonly<Partial<Record<FileName, string>>>

const mostBytes = 32 * 1024 * 1024
/** Lines of all files under one numbering: a file has fewer lines than bytes. */
const linesPerFile = 2 * mostBytes

const notSaid =
  "Files of this kind do not say when people and rooms are available, which rooms a lesson needs, or any rule but the days between lessons."

/** Whole or not at all; the error names the file and its line. */
export const fromFetCsv = (
  folder: string,
  name: string,
  files: CsvFiles
): Effect.Effect<ImportedTimetable, UnreadableFile> =>
  Effect.try({
    try: () => {
      const { root, grid } = asFet(tablesOf(files), inFile, {
        of: (file, line) => (fileNames.indexOf(file) + 1) * linesPerFile + line
      })
      const { body, report } = fromFet(root)
      const days = body.grid.days.map(day => ({
        ...day,
        periods: day.periods.map((period, i) => ({
          ...period,
          start: period.start ?? grid.hours[i]?.start ?? null,
          end: period.end ?? grid.hours[i]?.end ?? null
        }))
      }))
      const [first, ...others] = days
      const isGuessed = files["days_and_hours.csv"] === undefined
      return {
        name,
        body: first === undefined ? body : { ...body, grid: { days: [first, ...others] } },
        report: {
          ...report,
          format: "fet-csv" as const,
          mapped: report.mapped.filter(({ type }) => type === "ConstraintMinDaysBetweenActivities"),
          notes: [
            notSaid,
            ...(isGuessed ? ["The week is put together from the days and hours that the timetable mentions."] : []),
            ...report.notes
          ]
        }
      }
    },
    catch: error => {
      if (error instanceof UnreadableFile) return error
      if (error instanceof Trouble) return placed(folder, error)
      throw error
    }
  })

const tablesOf = (files: CsvFiles): CsvTables => {
  const read = <File extends FileName>(file: File) => {
    const text = files[file]
    if (text !== undefined) return inFile(file, () => readTable(file, text))
    if (isOptional(file)) return null
    throw new UnreadableFile({ file, line: null, reason: "it is not in the folder" })
  }
  return {
    "students.csv": read("students.csv"),
    "teachers.csv": read("teachers.csv"),
    "subjects.csv": read("subjects.csv"),
    "activity_tags.csv": read("activity_tags.csv"),
    "rooms_and_buildings.csv": read("rooms_and_buildings.csv"),
    "activities.csv": read("activities.csv"),
    "timetable.csv": read("timetable.csv"),
    "days_and_hours.csv": read("days_and_hours.csv")
  }
}

const inFile: InFile = (file, read) => {
  try {
    return read()
  } catch (error) {
    throw error instanceof Trouble ? new UnreadableFile({ file, line: error.line, reason: error.reason }) : error
  }
}

/** Trouble with what the files say together. */
const placed = (folder: string, { line, reason }: Trouble): UnreadableFile => {
  const file = fileNames[Math.floor((line ?? 0) / linesPerFile) - 1]
  const at = (line ?? 0) % linesPerFile
  return new UnreadableFile({ file: file ?? folder, line: at === 0 ? null : at, reason })
}

/** Whether a path is a folder of such files: one without activities is none. */
export const isFetCsv = (path: string): Effect.Effect<boolean, never, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, files =>
    Effect.orElseSucceed(files.exists(`${path}/activities.csv`), () => false)
  )

/** Reads a folder of FET's CSV files. Nothing but these names is looked at. */
export const readFetCsv = Effect.fn("FetCsv.read")(function* (
  folder: string
): Effect.fn.Return<ImportedTimetable, UnreadableFile, FileSystem.FileSystem> {
  const system = yield* FileSystem.FileSystem
  const files: Partial<Record<FileName, string>> = {}
  for (const file of fileNames) {
    const whole = `${folder}/${file}`
    const refused = (reason: string) => new UnreadableFile({ file: whole, line: null, reason })
    const info = yield* Effect.option(system.stat(whole))
    if (info._tag === "None") continue
    if (info.value.size > mostBytes) return yield* refused("the file is larger than 32 MiB")
    const bytes = yield* Effect.mapError(system.readFile(whole), () => refused("the file cannot be read"))
    files[file] = yield* Effect.try({
      try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
      catch: () => refused("the file is not UTF-8")
    })
  }
  return yield* fromFetCsv(folder, folder.split(/[/\\]/).findLast(part => part !== "") ?? "timetable", files)
})
