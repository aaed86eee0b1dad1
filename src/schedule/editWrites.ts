import type { SqlClient } from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import { Array as Arr, Effect, Schema } from "effect"
import { type Edit, placementsAfter } from "../timetable/Edit.ts"
import { Pin, Placement } from "../timetable/Placement.ts"
import { SchoolId } from "../timetable/School.ts"
import { Substitution, substitutionKey, substitutionsAfter } from "../timetable/Substitution.ts"
import { TimetableId } from "../timetable/Timetable.ts"

const TimetableKey = Schema.Struct({ schoolId: SchoolId, timetableId: TimetableId })
type TimetableKey = typeof TimetableKey.Type

const { pin: _, ...unpinned } = Placement.fields

/** Rows of one statement, during which an embedded database holds up the event loop. */
const pageSize = 100

/** The queries that change a timetable in place: only the rows that an edit touches. */
export const editWrites = (sql: SqlClient) => {
  /** null: of all lessons. */
  const placements = SqlSchema.findAll({
    Request: Schema.Struct({ ...TimetableKey.fields, lessonIds: Schema.NullOr(Schema.Array(Schema.String)) }),
    Result: Schema.Struct({
      ...Placement.fields,
      slot: Schema.NullOr(Schema.NumberFromString.pipe(Schema.compose(Schema.NonNegativeInt)))
    }),
    execute: ({ schoolId, timetableId, lessonIds }) => sql`
      SELECT lesson_id AS "lessonId", slot, room_ids AS "roomIds", teacher_ids AS "teacherIds", assigned, pin
      FROM placement
      WHERE school_id = ${schoolId} AND timetable_id = ${timetableId}
        AND ${lessonIds === null ? sql`true` : sql`lesson_id = ANY(${[...lessonIds]}::text[])`}
      ORDER BY position`
  })

  const remove = SqlSchema.void({
    Request: Schema.Struct({ ...TimetableKey.fields, lessonIds: Schema.Array(Schema.String) }),
    execute: ({ schoolId, timetableId, lessonIds }) => sql`
      DELETE FROM placement
      WHERE school_id = ${schoolId} AND timetable_id = ${timetableId} AND lesson_id = ANY(${[...lessonIds]}::text[])`
  })

  /** Pins travel apart: taking JSON apart on the server would refuse the texts that `json` keeps. */
  const put = SqlSchema.void({
    Request: Schema.Struct({
      ...TimetableKey.fields,
      rows: Schema.parseJson(Schema.Array(Schema.Struct(unpinned))),
      pins: Schema.Array(Schema.NullOr(Schema.parseJson(Pin)))
    }),
    execute: ({ schoolId, timetableId, rows, pins }) => sql`
      INSERT INTO placement (school_id, timetable_id, position, lesson_id, slot, room_ids, teacher_ids, assigned, pin)
      SELECT ${schoolId}, ${timetableId},
        n + coalesce((SELECT max(position) FROM placement WHERE school_id = ${schoolId} AND timetable_id = ${timetableId}), 0),
        lesson_id, slot, room_ids, teacher_ids, assigned, pin::json
      FROM ROWS FROM (
        jsonb_to_recordset(${rows}::jsonb) AS
          ("lessonId" text, "slot" bigint, "roomIds" text[], "teacherIds" text[], "assigned" jsonb),
        unnest(${[...pins]}::text[])
      ) WITH ORDINALITY AS r (lesson_id, slot, room_ids, teacher_ids, assigned, pin, n)
      ON CONFLICT (school_id, timetable_id, lesson_id) DO UPDATE
      SET slot = excluded.slot, room_ids = excluded.room_ids, teacher_ids = excluded.teacher_ids,
        assigned = excluded.assigned, pin = excluded.pin`
  })

  const removeSubstitutions = SqlSchema.void({
    Request: Schema.Struct({ ...TimetableKey.fields, rows: Schema.parseJson(Schema.Array(Substitution)) }),
    execute: ({ schoolId, timetableId, rows }) => sql`
      DELETE FROM substitution AS s
      USING jsonb_to_recordset(${rows}::jsonb) AS r ("date" text, "lessonId" text, "absentId" text)
      WHERE s.school_id = ${schoolId} AND s.timetable_id = ${timetableId}
        AND s.date = r."date" AND s.lesson_id = r."lessonId" AND s.absent_id = r."absentId"`
  })

  const putSubstitutions = SqlSchema.void({
    Request: Schema.Struct({ ...TimetableKey.fields, rows: Schema.parseJson(Schema.Array(Substitution)) }),
    execute: ({ schoolId, timetableId, rows }) => sql`
      INSERT INTO substitution (school_id, timetable_id, date, lesson_id, absent_id, substitute_id)
      SELECT ${schoolId}, ${timetableId}, "date", "lessonId", "absentId", "substituteId"
      FROM jsonb_to_recordset(${rows}::jsonb) AS
        r ("date" text, "lessonId" text, "absentId" text, "substituteId" text)`
  })

  const writePlacements = (key: TimetableKey, edit: Edit) =>
    Effect.gen(function* () {
      const lessonIds = [...new Set([...edit.changes, ...edit.pins].map(({ lessonId }) => lessonId))]
      if (lessonIds.length === 0) return
      const after = placementsAfter(yield* placements({ ...key, lessonIds }), edit)
      const placed = new Set(after.map(({ lessonId }) => lessonId))
      const gone = lessonIds.filter(lessonId => !placed.has(lessonId))
      if (gone.length > 0) yield* remove({ ...key, lessonIds: gone })
      for (const rows of Arr.chunksOf(after, pageSize))
        yield* put({ ...key, rows, pins: rows.map(placement => placement.pin) })
    })

  const writeSubstitutions = (key: TimetableKey, { substitutions }: Edit) =>
    Effect.gen(function* () {
      if (substitutions.length === 0) return
      const touched = substitutions.flatMap(({ from, to }) => [from ?? [], to ?? []].flat())
      const rows = [...new Map(touched.map(each => [substitutionKey(each), each])).values()]
      yield* removeSubstitutions({ ...key, rows })
      const after = substitutionsAfter([], substitutions)
      if (after.length > 0) yield* putSubstitutions({ ...key, rows: after })
    })

  return {
    placements,
    /** All that an edit does to the week plan and to dates; whether it is published stands in the timetable's own row. */
    write: (key: TimetableKey, edit: Edit) => Effect.zipRight(writePlacements(key, edit), writeSubstitutions(key, edit))
  }
}
