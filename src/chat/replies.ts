import type { BadConstraint } from "../constraints/Rule.ts"
import type { BadFrame } from "../protocol/ClientFrame.ts"
import { errorCodes } from "../protocol/ErrorCode.ts"
import { eventFrame, type ServerFrame } from "../protocol/ServerFrame.ts"
import type { EditOutdated, HardConstraintViolation } from "../schedule/Applier.ts"
import type { StaleVersion, SuggestionSpent } from "../schedule/ChangeRepo.ts"
import type { TimetableNotFound } from "../schedule/ScheduleRepo.ts"
import type { StorageUnavailable } from "../schedule/StorageUnavailable.ts"
import type { SearchFailed } from "../suggestions/Searcher.ts"
import type { IdConflict } from "./conversations/ConversationRepo.ts"
import { Refusal, refuse } from "./Refusal.ts"
import type { NotIdentified } from "./sessions/Identity.ts"

/** Everything that can go wrong with a request and that its sender can act on. */
export type RequestError =
  | Refusal
  | BadFrame
  | TimetableNotFound
  | BadConstraint
  | StorageUnavailable
  | IdConflict
  | NotIdentified
  | SearchFailed
  | StaleVersion
  | SuggestionSpent
  | EditOutdated
  | HardConstraintViolation

const storageRetryMillis = 2_000
const searchRetryMillis = 1_000
const maxIssues = 20

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
    case "NotIdentified":
      return unidentified(error)
    case "SearchFailed":
      return error.reason === "busy"
        ? new Refusal({
            code: "overloaded",
            message: "Too many searches are going on just now; please try again in a moment.",
            issues: [],
            retryAfterMillis: searchRetryMillis
          })
        : refuse("internal", "The search broke down. It has been logged; nothing was changed.")
    case "StaleVersion":
      return stale(error)
    case "SuggestionSpent":
      return spent(error)
    case "EditOutdated":
      return refuse(
        "stale_version",
        `${error.lessonIds.length === 1 ? "A lesson has" : `${error.lessonIds.length} lessons have`} been moved since. Nothing was written; look again.`,
        error.lessonIds.slice(0, maxIssues).map(id => ({ path: "lesson", message: `${id} has been moved since` }))
      )
    case "HardConstraintViolation":
      return violation(error)
  }
}

const identityRetryMillis = 5_000

const unidentified = ({ reason, message }: NotIdentified): Refusal => {
  if (reason === "unavailable")
    return new Refusal({ code: "overloaded", message, issues: [], retryAfterMillis: identityRetryMillis })
  const issue = { path: "metadata.token", message: reason }
  return refuse(reason === "forbidden" ? "forbidden" : "unauthorized", message, [issue])
}

const whatItDid = {
  applied: "applied a change",
  undone: "took a change back",
  redone: "put a change back",
  locked: "locked a lesson",
  unlocked: "unlocked a lesson",
  covered: "wrote substitutions",
  published: "published it",
  imported: "imported it anew"
} as const

const stale = ({ expected, current, by }: StaleVersion): Refusal => {
  const who = by === null ? "" : ` ${by.actor.name} ${whatItDid[by.kind]}.`
  return refuse(
    "stale_version",
    `The timetable is at version ${current}; this was decided on version ${expected}.${who} Nothing was written.`,
    [
      { path: "version", message: `is ${current}, expected ${expected}` },
      ...(by === null ? [] : [{ path: "changed_by", message: `${by.actor.name} (${by.actor.id}): ${by.id}` }])
    ]
  )
}

const spent = ({ suggestionId, reason }: SuggestionSpent): Refusal => {
  const issue = [{ path: "parameters.suggestion", message: reason }]
  switch (reason) {
    case "applied":
      return refuse("stale_version", `The suggestion ${suggestionId} has been applied already.`, issue)
    case "rejected":
      return refuse("suggestion_expired", `The suggestion ${suggestionId} was rejected; ask for a new one.`, issue)
    case "expired":
      return refuse("suggestion_expired", `The suggestion ${suggestionId} has expired; ask for a new one.`, issue)
    case "altered":
      return refuse(
        "approval_mismatch",
        `The suggestion ${suggestionId} is not what was approved. Nothing was written; ask for a new one.`,
        issue
      )
  }
}

const violation = ({ added, pinnedLessonIds }: HardConstraintViolation): Refusal => {
  const reasons = [
    ...(added.length === 0 ? [] : [`would add ${added.length} hard conflict${added.length === 1 ? "" : "s"}`]),
    ...(pinnedLessonIds.length === 0
      ? []
      : [`would move ${pinnedLessonIds.length === 1 ? "a locked lesson" : `${pinnedLessonIds.length} locked lessons`}`])
  ]
  return refuse(
    "constraint_violation",
    `This ${reasons.join(" and ")}. Nothing was written. To do it all the same, give a reason: force="…".`,
    [
      ...added.map(conflict => ({ path: conflict.kind, message: conflict.message })),
      ...pinnedLessonIds.map(id => ({ path: "locked", message: id }))
    ].slice(0, maxIssues)
  )
}

export const refusalFrame = (ref: string | null, refusal: Refusal): ServerFrame =>
  eventFrame(refusal.message, {
    event: "error",
    ...(ref === null ? {} : { ref }),
    code: refusal.code,
    message: refusal.message,
    temporary: errorCodes[refusal.code].temporary,
    ...(refusal.retryAfterMillis === undefined ? {} : { retry_after_ms: refusal.retryAfterMillis }),
    ...(refusal.issues.length === 0 ? {} : { issues: refusal.issues }),
    ...(refusal.actions === undefined || refusal.actions.length === 0 ? {} : { actions: refusal.actions })
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
export const nothingSaid = refuse(
  "validation_failed",
  "content: there is nothing in this message. Say what you want to know, or send /help to see what can be asked.",
  [{ path: "content", message: "is empty" }]
)
export const nothingToRepeat = refuse(
  "not_found",
  "You have said nothing in this conversation that could be answered again."
)
export const noSuchRun = refuse("not_found", "There is no such run of yours.", [
  { path: "metadata.run_id", message: "not found" }
])
export const sayWhoYouAre = refuse(
  "unauthorized",
  "Say who you are first: a system message with the event hello and your token.",
  [{ path: "metadata.token", message: "missing" }]
)
export const tooManyConnections = refuse("limit_exceeded", "You have too many connections open; close another one.")
export const anotherPerson = refuse(
  "forbidden",
  "This token is another person's. A connection stays with who opened it; open a new one.",
  [{ path: "metadata.token", message: "another person's" }]
)
export const tokenExpiring = (expiresAt: string): Refusal =>
  refuse("token_expiring", `Your token expires at ${expiresAt}; send the event auth with a new one to stay connected.`)
export const tooFast = (retryAfterMillis: number) =>
  new Refusal({
    code: "rate_limited",
    message: "You are sending faster than allowed; wait a moment.",
    issues: [],
    retryAfterMillis
  })
