import type { FileSystem } from "@effect/platform"
import { Effect } from "effect"
import type { ImportedTimetable } from "../interchange/ImportReport.ts"
import { readTimetable } from "../interchange/readTimetable.ts"
import type { XhsttChoice } from "../interchange/xhstt/XhsttImport.ts"
import { badInput, type Failure } from "./Failure.ts"
import type { Progress } from "./ProgressBar.ts"

/** Reads a timetable file; what is wrong with it is one line. */
export const readFile = (
  path: string,
  progress: Progress,
  choice: XhsttChoice = {}
): Effect.Effect<ImportedTimetable, Failure, FileSystem.FileSystem> =>
  Effect.mapError(readTimetable(path, progress, choice), error => badInput(error.message))
