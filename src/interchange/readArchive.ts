import { FileSystem } from "@effect/platform"
import { Effect } from "effect"
import type { CsvFiles } from "./csv/FetCsvImport.ts"
import { fileNames } from "./csv/layout.ts"
import { attempt, Trouble, UnreadableFile } from "./UnreadableFile.ts"
import { readZip } from "./Zip.ts"

const mostBytes = 32 * 1024 * 1024

/** What a ZIP archive may be: FET's CSV files, or one timetable file. */
export type Archive =
  | { readonly _tag: "Csv"; readonly files: CsvFiles }
  | { readonly _tag: "File"; readonly name: string; readonly bytes: Uint8Array }

export const isArchive = (path: string): boolean => /\.zip$/i.test(path)

/** Reads an archive whole. */
export const readArchive = Effect.fn("Archive.read")(function* (
  path: string
): Effect.fn.Return<Archive, UnreadableFile, FileSystem.FileSystem> {
  const system = yield* FileSystem.FileSystem
  const refused = (reason: string) => new UnreadableFile({ file: path, line: null, reason })
  const unread = () => refused("the file cannot be read")
  const { size } = yield* Effect.mapError(system.stat(path), unread)
  if (size > mostBytes) return yield* refused("the file is larger than 32 MiB")
  const bytes = yield* Effect.mapError(system.readFile(path), unread)
  return yield* attempt(path, () => archiveOf(readZip(bytes)))
})

const archiveOf = (files: ReadonlyMap<string, Uint8Array>): Archive => {
  if (files.has("activities.csv")) return { _tag: "Csv", files: textsOf(files) }
  const [found, another] = [...files].filter(([name]) => /\.(fet|xml)$/i.test(name))
  if (found !== undefined && another === undefined) return { _tag: "File", name: found[0], bytes: found[1] }
  throw new Trouble({
    line: null,
    reason: "the archive has to hold FET's CSV files, or one FET or XHSTT file"
  })
}

const textsOf = (files: ReadonlyMap<string, Uint8Array>): CsvFiles =>
  Object.fromEntries(
    fileNames.flatMap(name => {
      const bytes = files.get(name)
      return bytes === undefined ? [] : [[name, utf8(name, bytes)] as const]
    })
  )

const utf8 = (name: string, bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    throw new Trouble({ line: null, reason: `${name} is not UTF-8` })
  }
}
