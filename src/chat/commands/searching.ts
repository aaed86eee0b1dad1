import { Effect, Either, Stream } from "effect"
import type { Inspection } from "../../schedule/ConflictDetector.ts"
import { Searcher, type SearchResult } from "../../suggestions/Searcher.ts"
import { type SearchRequest, type SearchScope, wholeWeek } from "../../suggestions/SearchRequest.ts"
import type { Timetable } from "../../timetable/Timetable.ts"
import type { Asker } from "../Command.ts"
import { findLesson, lessonAt } from "../lookups/lessonLookup.ts"
import { findClass, findDay, findRoom, findTeacher } from "../lookups/lookups.ts"
import { type Refusal, refuse } from "../Refusal.ts"

/** What /suggest and /optimize have in common: the words of a scope, and waiting for a search. */

/** The lessons at stake, as typed. */
interface AskedScope {
  readonly conflict?: string
  readonly lesson?: string
  readonly teacher?: string
  readonly class?: string
  readonly room?: string
  readonly day?: string
}

export interface ReadScope {
  readonly scope: SearchScope
  /** The same, with the timetable's own names; empty = the whole week. */
  readonly understood: Readonly<Record<string, string>>
}

/** Finds every name of the scope; the first that is unknown or ambiguous is asked back. */
export const readScope = (inspection: Inspection, asked: AskedScope): Either.Either<ReadScope, Refusal> =>
  Either.gen(function* () {
    const { model, plan, evaluation, timetable } = inspection
    const understood: Record<string, string> = {}
    const note = <A extends { readonly name: string }>(key: string, found: A): A => {
      understood[key] = found.name
      return found
    }
    const conflict = evaluation.conflicts.find(({ id }) => id === asked.conflict)
    if (asked.conflict !== undefined) {
      if (conflict === undefined)
        return yield* Either.left(
          refuse(
            "not_found",
            `There is no conflict "${asked.conflict}" in version ${timetable.version} of ${timetable.name}: it may have been resolved. /conflicts lists what is there.`,
            [{ path: "parameters.conflict", message: "not found" }]
          )
        )
      understood.conflict = conflict.message
    }
    const lesson = asked.lesson === undefined ? null : yield* findLesson(model, plan, asked.lesson, null)
    const lessonIds = lesson === null ? [] : (model.lessons[lesson]?.lesson.id ?? [])
    if (lesson !== null) understood.lesson = lessonAt(model, plan, lesson)
    const teacher = asked.teacher === undefined ? null : note("teacher", yield* findTeacher(model, asked.teacher))
    const schoolClass = asked.class === undefined ? null : note("class", yield* findClass(model, asked.class))
    const room = asked.room === undefined ? null : note("room", yield* findRoom(model, asked.room))
    const day = asked.day === undefined ? null : note("day", yield* findDay(model, asked.day))
    const scope: SearchScope = {
      ...wholeWeek,
      conflictId: conflict?.id ?? null,
      lessonIds: [lessonIds].flat(),
      teacherIds: teacher === null ? [] : [teacher.id],
      classIds: schoolClass === null ? [] : [schoolClass.id],
      roomIds: room === null ? [] : [room.id],
      days: day === null ? [] : [day.index]
    }
    return { scope, understood }
  })

/** " for Mrs. Smith on Monday"; "" for the whole week. */
export const scopeWords = ({
  conflict,
  lesson,
  teacher,
  class: schoolClass,
  room,
  day
}: ReadScope["understood"]): string =>
  [
    conflict === undefined ? "" : ` against "${conflict}"`,
    ...[lesson, teacher, schoolClass, room].map(name => (name === undefined ? "" : ` for ${name}`)),
    day === undefined ? "" : ` on ${day}`
  ].join("")

/** A search may wait for its turn; beyond this it is given up. Milliseconds. */
const patience = 30_000

/** Runs a search to its end; those who asked are told how it goes on. */
export const searchFor = Effect.fn("Search.run")(function* (
  timetable: Timetable,
  request: SearchRequest,
  asker: Asker
) {
  const searcher = yield* Searcher
  let result: SearchResult | undefined
  yield* Stream.runForEach(searcher.search(timetable, request), event =>
    Effect.sync(() => {
      if (event._tag === "Result") result = event
      else asker.progress(event)
    })
  ).pipe(
    Effect.timeoutFail({
      duration: request.millis + patience,
      onTimeout: () =>
        refuse("timeout", "The search did not come to an end in time. Nothing was changed; please try again.")
    })
  )
  return result ?? (yield* Effect.dieMessage("a search ended without a result"))
})
