import type { SqlClient } from "@effect/sql/SqlClient"
import { Effect } from "effect"
import { v7 as uuid } from "uuid"
import { touchedLessons } from "../timetable/Edit.ts"
import { type ChangeRecord, type Committed, changeEvent, topicOf } from "./ChangeRepo.ts"
import { changeQueries } from "./changeQueries.ts"

/** Writes a change down and tells of it, within the transaction of whoever makes it. */
export const changeLog = (sql: SqlClient) => {
  const queries = changeQueries(sql)
  return {
    append: Effect.fnUntraced(function* (record: ChangeRecord, clientId: string | null) {
      const { schoolId, timetableId, actor, edit } = record
      const topic = topicOf(timetableId)
      const { epoch, seq } = yield* queries
        .number({ schoolId, topic, epoch: uuid() })
        .pipe(Effect.catchTag("NoSuchElementException", Effect.die))
      const place = { actorId: actor.id, actorName: actor.name, clientId, lessonIds: touchedLessons(edit), epoch, seq }
      yield* queries.insert({
        change: { ...record, ...place },
        topic,
        payload: changeEvent(record)
      })
      return { record, epoch, seq, duplicate: false } satisfies Committed
    })
  }
}
