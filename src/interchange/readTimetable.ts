import type { FileSystem } from "@effect/platform"
import { Effect } from "effect"
import { fromFet, isFet } from "./fet/FetImport.ts"
import type { ImportedTimetable } from "./ImportReport.ts"
import { attempt, Trouble, type UnreadableFile } from "./UnreadableFile.ts"
import { readXmlFile } from "./Xml.ts"
import { shown, type XmlElement } from "./XmlElement.ts"

/** Told how far reading has come: 0 … 1 within each of the phases "reading" and "understanding". */
export type ImportProgress = (phase: string, fraction: number) => Effect.Effect<void>

/** Every format that is read, by the root element that gives it away: the literal list. */
const formats = [{ recognises: isFet, read: fromFet }] as const

/** Formats we can name but not read, for a helpful refusal. */
const strangers: Readonly<Record<string, string>> = {
  HighSchoolTimetableArchive: "an XHSTT archive",
  html: "a web page"
}

/**
 * Reads a school's timetable from a file, whatever its format. Whole or not at all. The name is the institution's, or
 * the file's where the file has none.
 */
export const readTimetable = Effect.fn("Interchange.readTimetable")(function* (
  path: string,
  progress: ImportProgress = () => Effect.void
): Effect.fn.Return<ImportedTimetable, UnreadableFile, FileSystem.FileSystem> {
  const root = yield* readXmlFile(path, fraction => progress("reading", fraction))
  yield* progress("understanding", 0)
  const { institution, body, report } = yield* attempt(path, () => formatOf(root).read(root))
  yield* progress("understanding", 1)
  return { name: institution || nameOf(path), body, report }
})

const formatOf = (root: XmlElement): (typeof formats)[number] => {
  const format = formats.find(({ recognises }) => recognises(root))
  if (format !== undefined) return format
  const stranger = Object.hasOwn(strangers, root.name) ? strangers[root.name] : undefined
  const what = stranger === undefined ? `an XML file of <${shown(root.name)}>` : stranger
  throw new Trouble({ line: root.line, reason: `this is ${what}; only FET files can be read` })
}

/** "…/autumn term.fet" → "autumn term" */
const nameOf = (path: string): string => {
  const file = path.split(/[/\\]/).at(-1) ?? path
  return file.replace(/\.[^.]+$/, "").trim() || "timetable"
}
