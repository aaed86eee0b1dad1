import type { FileSystem } from "@effect/platform"
import { Context, Data, Effect, Either, Layer } from "effect"
import { makeRulebook } from "../constraints/Evaluation.ts"
import { danglingReferences, makeModel } from "../constraints/Model.ts"
import type { TimetableBody } from "../timetable/Timetable.ts"
import type { ImportedTimetable } from "./ImportReport.ts"
import { readTimetable } from "./readTimetable.ts"
import { UnreadableFile } from "./UnreadableFile.ts"

/** Nothing is wrong with the file as far as anybody knows: `busy`, try again; `gaveUp`, it asks for too much. */
export class NotImported extends Data.TaggedError("NotImported")<{
  readonly reason: "busy" | "gaveUp"
  readonly message: string
}> {}

/** Reads what people upload, where a file may be as large and as ill-meant as it likes. */
export class Importer extends Context.Tag("interchange/Importer")<
  Importer,
  {
    /** `path` is a file, or a folder of FET's CSV files. Whole or not at all, and never so large that it cannot be shown. */
    readonly read: (path: string) => Effect.Effect<ImportedTimetable, UnreadableFile | NotImported>
  }
>() {}

/** More of anything than the largest schools have; a judge of a timetable takes some 10 µs for each. */
const most = 20_000

/** Refuses what could be read, but would be too much for everybody who looks at it, or judged by nobody. */
export const readBounded = Effect.fn("Importer.read")(function* (
  path: string
): Effect.fn.Return<ImportedTimetable, UnreadableFile, FileSystem.FileSystem> {
  const imported = yield* readTimetable(path)
  const objection = excessOf(imported.body) ?? objectionOf(imported.body)
  return objection === null ? imported : yield* new UnreadableFile({ file: path, line: null, reason: objection })
})

const excessOf = ({ grid, cycle, ...lists }: TimetableBody): string | null => {
  for (const [name, list] of Object.entries(lists))
    if (list.length > most) return `it has ${list.length} ${name}; at most ${most} can be uploaded`
  return null
}

const objectionOf = (body: TimetableBody): string | null => {
  const [dangling] = danglingReferences(body)
  if (dangling !== undefined) return `${dangling.path} names "${dangling.id}", which does not exist`
  return Either.match(makeRulebook(makeModel(body)), {
    onLeft: ({ constraintId, path, reason }) => `constraint ${constraintId}, ${path}: ${reason}`,
    onRight: () => null
  })
}

/** Reads where it is asked to: for tests, and where nobody else waits. */
export const layerInline: Layer.Layer<Importer, never, FileSystem.FileSystem> = Layer.effect(
  Importer,
  Effect.map(Effect.context<FileSystem.FileSystem>(), context => ({
    read: (path: string) => Effect.provide(readBounded(path), context)
  }))
)
