import type { SqlClient } from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import type { Fragment } from "@effect/sql/Statement"
import { Schema } from "effect"
import { School, SchoolId } from "../timetable/School.ts"
import { Timetable, TimetableHead, TimetableId } from "../timetable/Timetable.ts"

const TimetableKey = Schema.Struct({ schoolId: SchoolId, timetableId: TimetableId })

/** The queries that read schools and timetables; each row comes in the shape of its domain type. */
export const timetableReads = (sql: SqlClient) => {
  const head = sql.literal('t.id, t.school_id AS "schoolId", t.name, t.version, t.published')

  /** Rows of a table that belong to the timetable `t`, as one JSON array in the order in which they were put. */
  const list = (table: string, columns: string, where: Fragment = sql`true`) => sql`coalesce((
    SELECT json_agg(entry) FROM (
      SELECT ${sql.literal(columns)} FROM ${sql(table)} AS e
      WHERE e.school_id = t.school_id AND e.timetable_id = t.id AND ${where}
      ORDER BY e.position
    ) AS entry), '[]')`

  const resources = (kind: "teacher" | "class" | "room" | "other") => sql`coalesce((
    SELECT json_agg(jsonb_build_object('id', e.id, 'name', e.name) || e.attributes ORDER BY e.position)
    FROM resource AS e
    WHERE e.school_id = t.school_id AND e.timetable_id = t.id AND e.kind = ${kind}), '[]')`

  return {
    schools: SqlSchema.findAll({
      Request: Schema.Void,
      Result: School,
      execute: () => sql`SELECT id, name, time_zone AS "timeZone" FROM school`
    }),

    heads: SqlSchema.findAll({
      Request: SchoolId,
      Result: TimetableHead,
      execute: schoolId => sql`SELECT ${head} FROM timetable AS t WHERE t.school_id = ${schoolId}`
    }),

    headById: SqlSchema.findOne({
      Request: TimetableKey,
      Result: TimetableHead,
      execute: ({ schoolId, timetableId }) =>
        sql`SELECT ${head} FROM timetable AS t WHERE t.school_id = ${schoolId} AND t.id = ${timetableId}`
    }),

    currentHead: SqlSchema.findOne({
      Request: SchoolId,
      Result: TimetableHead,
      execute: schoolId => sql`
        SELECT ${head} FROM school AS s
        JOIN timetable AS t ON t.school_id = s.id AND t.id = s.current_timetable_id
        WHERE s.id = ${schoolId}`
    }),

    /** One statement, hence one snapshot: no part can be of another version than the rest. */
    whole: SqlSchema.findOne({
      Request: TimetableKey,
      Result: Timetable,
      execute: ({ schoolId, timetableId }) => sql`
        SELECT ${head}, t.grid, t.cycle,
          ${resources("teacher")} AS teachers,
          ${resources("class")} AS classes,
          ${resources("room")} AS rooms,
          ${resources("other")} AS others,
          ${list("subject", "id, name, tags")} AS subjects,
          ${list("course", 'id, subject_id AS "subjectId", teacher_ids AS "teacherIds", class_ids AS "classIds", split, room_need AS "roomNeed", attendance, tags, name, duration, given_slot AS "givenSlot", workload, roles')} AS courses,
          ${list("lesson", 'id, course_id AS "courseId", duration, weeks')} AS lessons,
          ${list("placement", 'lesson_id AS "lessonId", slot, room_ids AS "roomIds", teacher_ids AS "teacherIds", assigned, pin')} AS placements,
          ${list("timetable_constraint", "id, kind, hard, weight, cost, scope, parameters, note")} AS constraints,
          ${list("timetable_group", 'kind AS "of", id, name, sort, members')} AS groups
        FROM timetable AS t WHERE t.school_id = ${schoolId} AND t.id = ${timetableId}`
    })
  }
}
