import type { BadConstraint } from "../constraints/Rule.ts"
import type { BadFrame } from "../protocol/ClientFrame.ts"
import { errorCodes } from "../protocol/ErrorCode.ts"
import { eventFrame, type ServerFrame } from "../protocol/ServerFrame.ts"
import type { TimetableNotFound } from "../schedule/ScheduleRepo.ts"
import type { StorageUnavailable } from "../schedule/StorageUnavailable.ts"
import type { IdConflict } from "./ConversationRepo.ts"
import { Refusal, refuse } from "./Refusal.ts"

/** Everything that can go wrong with a request and that its sender can act on. */
export type RequestError = Refusal | BadFrame | TimetableNotFound | BadConstraint | StorageUnavailable | IdConflict

const storageRetryMillis = 2_000

/** The one place where errors become words and codes for a client. */
export const toRefusal = (error: RequestError): Refusal => {
  switch (error._tag) {
    case "Refusal":
      return error
    case "BadFrame":
      return refuse(error.code, error.message, error.issues)
    case "TimetableNotFound":
      return error.timetableId === null
        ? refuse("not_found", "There is no timetable yet. Import one: npx timetable-chat import FILE", [
            { path: "timetable_id", message: "the school has no timetable" }
          ])
        : refuse("not_found", `There is no timetable "${error.timetableId}" in your school.`, [
            { path: "timetable_id", message: "not found" }
          ])
    case "BadConstraint":
      return refuse(
        "internal",
        `The constraint ${error.constraintId} (${error.kind}) cannot be read: ${error.reason}`,
        [{ path: error.path, message: error.reason }]
      )
    case "StorageUnavailable":
      return new Refusal({
        code: "storage_unavailable",
        message: "The database cannot be reached just now. Nothing was lost; please try again in a moment.",
        issues: [],
        retryAfterMillis: storageRetryMillis
      })
    case "IdConflict":
      return refuse("id_conflict", `The id "${error.clientId}" was already used for another message; give a new one.`, [
        { path: "id", message: "already used for another body" }
      ])
  }
}

export const refusalFrame = (ref: string | null, refusal: Refusal): ServerFrame =>
  eventFrame(refusal.message, {
    event: "error",
    ...(ref === null ? {} : { ref }),
    code: refusal.code,
    message: refusal.message,
    temporary: errorCodes[refusal.code].temporary,
    ...(refusal.retryAfterMillis === undefined ? {} : { retry_after_ms: refusal.retryAfterMillis }),
    ...(refusal.issues.length === 0 ? {} : { issues: refusal.issues })
  })

/** For defects: the log has the cause, the client gets a code and a way on. */
export const internalRefusal = refuse(
  "internal",
  "Something went wrong on our side. It has been logged; the connection stays open and you can go on."
)

export const laneFull = refuse(
  "run_active",
  "This conversation has too many messages waiting; wait for an answer or cancel."
)
export const noSuchRun = refuse("not_found", "There is no such run of yours.", [
  { path: "metadata.run_id", message: "not found" }
])
export const tooFast = (retryAfterMillis: number) =>
  new Refusal({
    code: "rate_limited",
    message: "You are sending faster than allowed; wait a moment.",
    issues: [],
    retryAfterMillis
  })
