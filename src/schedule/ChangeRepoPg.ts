import * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { Effect, Layer, Option, Predicate } from "effect"
import { substitutionsAfter } from "../timetable/Substitution.ts"
import { ChangeRepo, type Commit, StaleVersion } from "./ChangeRepo.ts"
import { changeLog } from "./changeLog.ts"
import { changeQueries } from "./changeQueries.ts"
import { committedOf } from "./changeRows.ts"
import { transaction } from "./Database.ts"
import { editWrites } from "./editWrites.ts"
import { TimetableNotFound } from "./ScheduleRepo.ts"
import { recordOf, spentBy, whyNotSpent } from "./spending.ts"
import { reading, unavailableOrDie } from "./storageErrors.ts"
import { suggestionQueries } from "./suggestionQueries.ts"
import { timetableWrites } from "./timetableWrites.ts"

/** Accepted changes in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  ChangeRepo,
  Effect.map(SqlClient.SqlClient, sql => {
    const atomically = transaction(sql)
    const queries = changeQueries(sql)
    const edits = editWrites(sql)
    const suggestions = suggestionQueries(sql)
    const timetables = timetableWrites(sql)
    const log = changeLog(sql)

    const firstOf = (schoolId: Commit["schoolId"], userId: string, clientId: string) =>
      Effect.map(queries.byClientId({ schoolId, userId, clientId }), row =>
        Option.isNone(row) ? null : committedOf(row.value, true)
      )

    /** Everything is read after the row is locked, in statements of its own: each sees what those before it left. */
    const write = Effect.fnUntraced(function* (commit: Commit) {
      const { schoolId, timetableId, expectedVersion, edit, actor, clientId } = commit
      const key = { schoolId, timetableId }
      const locked = yield* timetables.lock(key)
      if (Option.isNone(locked)) return yield* new TimetableNotFound(key)
      const first = yield* firstOf(schoolId, actor.id, clientId)
      if (first !== null) return first
      const current = locked.value.version
      if (current !== expectedVersion) {
        const newest = { ...key, lessonIds: null, since: null, limit: 1, offset: 0 }
        const [row] = yield* queries.history(newest)
        const by = row === undefined ? null : committedOf(row, false).record
        return yield* new StaleVersion({ expected: expectedVersion, current, by })
      }
      const mine = { schoolId, userId: actor.id, ids: spentBy(commit) }
      if (mine.ids.length > 0) {
        const refused = whyNotSpent(commit, yield* suggestions.lock(mine))
        if (refused !== null) return yield* refused
        yield* suggestions.spend(mine)
      }
      yield* edits.write(key, edit)
      yield* timetables.countUp({ ...key, published: edit.published?.to ?? null })
      return yield* log.append(recordOf(commit, current + 1), clientId)
    })

    return {
      commit: Effect.fn("ChangeRepo.commit")(commit =>
        atomically(write(commit)).pipe(
          // The same frame at another timetable at the same time: its change is there by now.
          Effect.retry({ times: 1, while: error => error._tag === "SqlError" && isRepeatedClientId(error) }),
          Effect.catchTags({ SqlError: unavailableOrDie, ParseError: unavailableOrDie })
        )
      ),
      byClientId: Effect.fn("ChangeRepo.byClientId")((schoolId, userId, clientId) =>
        reading(firstOf(schoolId, userId, clientId))
      ),
      find: Effect.fn("ChangeRepo.find")((schoolId, timetableId, id) =>
        Effect.map(reading(queries.find({ schoolId, timetableId, id })), row =>
          Option.isNone(row) ? null : committedOf(row.value, false).record
        )
      ),
      history: Effect.fn("ChangeRepo.history")(function* (schoolId, timetableId, filter) {
        const request = { schoolId, timetableId, ...filter }
        const { total } = yield* reading(
          queries.count(request).pipe(Effect.catchTag("NoSuchElementException", Effect.die))
        )
        const rows = yield* reading(queries.history(request))
        return { total, changes: rows.map(row => committedOf(row, false).record) }
      }),
      substitutions: Effect.fn("ChangeRepo.substitutions")((schoolId, timetableId, from, to) =>
        Effect.map(reading(queries.substitutions({ schoolId, timetableId, from, to })), rows =>
          substitutionsAfter(rows, [])
        )
      )
    }
  })
)

const isRepeatedClientId = ({ cause }: SqlError): boolean =>
  Predicate.hasProperty(cause, "constraint") && cause.constraint === "change_school_id_actor_id_client_id_key"
