import { basename } from "node:path"
import type { NameTaken } from "../chat/keepImport.ts"
import { type Refusal, refuse } from "../chat/Refusal.ts"
import { toRefusal } from "../chat/replies.ts"
import type { NotImported } from "../interchange/Importer.ts"
import type { UnreadableFile } from "../interchange/UnreadableFile.ts"
import { errorCodes } from "../protocol/ErrorCode.ts"
import type { WireRefusal } from "../protocol/WireImport.ts"
import type { BrokenTimetable } from "../schedule/ScheduleRepo.ts"
import type { StorageUnavailable } from "../schedule/StorageUnavailable.ts"
import type { Rejection } from "./Rejection.ts"

/** All that can go wrong with an upload and that its sender can act on. */
export type ImportError = Refusal | UnreadableFile | NotImported | NameTaken | BrokenTimetable | StorageUnavailable

export interface RefusedImport {
  readonly status: number
  readonly retryAfterSeconds?: number
  readonly body: WireRefusal
}

const nowhere = { file: null, line: null } as const
const soon = 5

const statusOf = ({ code }: Refusal): number => {
  if (code === "limit_exceeded") return 413
  if (code === "timeout") return 408
  return errorCodes[code].temporary ? 503 : 400
}

const refused = (refusal: Refusal): RefusedImport => {
  const { code, message, issues } = refusal
  const { temporary } = errorCodes[code]
  return {
    status: statusOf(refusal),
    ...(temporary ? { retryAfterSeconds: soon } : {}),
    body: { code, message, temporary, ...nowhere, issues }
  }
}

/** What is wrong with a file is told by its own name: where it lies on this server is nobody's business. */
const unreadable = ({ file, line, reason }: UnreadableFile, folder: string): RefusedImport => {
  const name = file === folder ? null : basename(file)
  const at = name === null ? "" : line === null ? `${name}: ` : `${name}, line ${line}: `
  return {
    status: 422,
    body: {
      code: "validation_failed",
      message: `${at}${reason}`,
      temporary: false,
      file: name,
      line,
      issues: [{ path: name ?? "file", message: reason }]
    }
  }
}

/** The one place where what went wrong with an upload becomes an answer. `folder`: where its files lie. */
export const importRefusal = (error: ImportError, folder: string): RefusedImport => {
  switch (error._tag) {
    case "UnreadableFile":
      return unreadable(error, folder)
    case "BrokenTimetable":
      return { ...refused(refuse("validation_failed", error.message)), status: 422 }
    case "NotImported":
      return error.reason === "busy"
        ? refused(refuse("overloaded", `${error.message} Try again in a moment.`))
        : { ...refused(refuse("limit_exceeded", error.message)), status: 422 }
    case "NameTaken":
      return {
        ...refused(
          refuse(
            "id_conflict",
            `There is a timetable "${error.head.name}" already. Replace it, or give this one another name.`,
            [{ path: "name", message: "taken" }]
          )
        ),
        status: 409
      }
    case "StorageUnavailable":
      return refused(toRefusal(error))
    case "Refusal":
      return refused(error)
  }
}

const codeOf = (status: number): "unauthorized" | "overloaded" | "forbidden" =>
  status === 401 ? "unauthorized" : status === 503 ? "overloaded" : "forbidden"

/** Who may not upload, or not now. */
export const rejectedImport = ({ status, message, retryAfterSeconds }: Rejection): RefusedImport => {
  const { body } = refused(refuse(codeOf(status), message.trim()))
  return { status, body, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }
}
