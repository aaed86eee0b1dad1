import type { FileSystem } from "@effect/platform"
import { Effect, Stream } from "effect"
import { fromFetCsv, isFetCsv, readFetCsv } from "./csv/FetCsvImport.ts"
import { fromFet, isFet } from "./fet/FetImport.ts"
import type { ImportedTimetable } from "./ImportReport.ts"
import { isArchive, readArchive } from "./readArchive.ts"
import { attempt, Trouble, type UnreadableFile } from "./UnreadableFile.ts"
import { readXml, readXmlFile } from "./Xml.ts"
import { shown, type XmlElement } from "./XmlElement.ts"
import { fromXhstt, isXhstt, type XhsttChoice } from "./xhstt/XhsttImport.ts"

/** Told how far reading has come: 0 … 1 within each of the phases "reading" and "understanding". */
export type ImportProgress = (phase: string, fraction: number) => Effect.Effect<void>

/** Every format that is read, by the root element that gives it away: the literal list. */
const formats = [
  { recognises: isFet, read: fromFet },
  { recognises: isXhstt, read: fromXhstt }
] as const

/** Formats we can name but not read, for a helpful refusal. */
const strangers: Readonly<Record<string, string>> = {
  html: "a web page"
}

/**
 * Reads a school's timetable from a file, whatever its format, or from a folder of FET's CSV files; either may be in a ZIP
 * archive. Whole or not at all. The name is the institution's, or the file's where the file has none. Of an XHSTT archive
 * with several timetables, `choice` says which.
 */
export const readTimetable = Effect.fn("Interchange.readTimetable")(function* (
  path: string,
  progress: ImportProgress = () => Effect.void,
  choice: XhsttChoice = {}
): Effect.fn.Return<ImportedTimetable, UnreadableFile, FileSystem.FileSystem> {
  if (yield* isFetCsv(path)) return yield* readFetCsv(path)
  const archive = isArchive(path) ? yield* readArchive(path) : null
  if (archive?._tag === "Csv") return yield* fromFetCsv(path, nameOf(path), archive.files)
  const root =
    archive === null
      ? yield* readXmlFile(path, fraction => progress("reading", fraction))
      : yield* readXml(archive.name, Stream.make(archive.bytes))
  yield* progress("understanding", 0)
  const { institution, body, report } = yield* attempt(path, () => understand(root, choice))
  yield* progress("understanding", 1)
  return { name: institution || nameOf(path), body, report }
})

/** Files of other formats hold one timetable: there is nothing to choose. */
const understand = (root: XmlElement, choice: XhsttChoice) => {
  if (choice.solution !== undefined && !isXhstt(root))
    throw new Trouble({ line: null, reason: "this is no XHSTT archive, so it has no solutions to choose from" })
  return formatOf(root).read(root, choice)
}

const formatOf = (root: XmlElement): (typeof formats)[number] => {
  const format = formats.find(({ recognises }) => recognises(root))
  if (format !== undefined) return format
  const stranger = Object.hasOwn(strangers, root.name) ? strangers[root.name] : undefined
  const what = stranger === undefined ? `an XML file of <${shown(root.name)}>` : stranger
  throw new Trouble({ line: root.line, reason: `this is ${what}; only FET and XHSTT files can be read` })
}

/** "…/autumn term.fet" → "autumn term" */
const nameOf = (path: string): string => {
  const file = path.split(/[/\\]/).at(-1) ?? path
  return file.replace(/\.[^.]+$/, "").trim() || "timetable"
}
