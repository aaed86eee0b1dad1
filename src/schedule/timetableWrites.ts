import type { SqlClient } from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import type { Statement } from "@effect/sql/Statement"
import { Effect, Schema } from "effect"
import { Constraint } from "../timetable/Constraint.ts"
import { Course } from "../timetable/Course.ts"
import { Group } from "../timetable/Group.ts"
import { Lesson } from "../timetable/Lesson.ts"
import { OtherResource } from "../timetable/OtherResource.ts"
import { Placement } from "../timetable/Placement.ts"
import { Room } from "../timetable/Room.ts"
import { School, SchoolId } from "../timetable/School.ts"
import { SchoolClass } from "../timetable/SchoolClass.ts"
import { Subject } from "../timetable/Subject.ts"
import { Teacher } from "../timetable/Teacher.ts"
import { TimetableHead, TimetableId } from "../timetable/Timetable.ts"
import { WeekCycle } from "../timetable/WeekCycle.ts"
import { WeekGrid } from "../timetable/WeekGrid.ts"

const TimetableKey = Schema.Struct({ schoolId: SchoolId, timetableId: TimetableId })

/** Some rows of one table: `rows` in their order, the first of them at position `from`. */
const Batch = <A, I>(row: Schema.Schema<A, I>) =>
  Schema.Struct({
    schoolId: SchoolId,
    timetableId: TimetableId,
    from: Schema.NonNegativeInt,
    rows: Schema.parseJson(Schema.Array(row))
  })

type EncodedBatch = Schema.Schema.Encoded<ReturnType<typeof Batch<unknown, unknown>>>

/**
 * The queries that write schools and timetables. Rows travel as one JSON text a batch and are taken apart by the server:
 * a statement for some hundred rows instead of one for each, and no limit on the number of parameters.
 */
export const timetableWrites = (sql: SqlClient) => {
  const into = (table: string, columns: ReadonlyArray<readonly [column: string, field: string, type: string]>) => {
    const names = sql.literal(columns.map(([column]) => column).join(", "))
    const fields = sql.literal(columns.map(([, field, type]) => `"${field}" ${type}`).join(", "))
    return ({ schoolId, timetableId, from, rows }: EncodedBatch) => sql`
      INSERT INTO ${sql(table)} (school_id, timetable_id, position, ${names})
      SELECT ${schoolId}, ${timetableId}, ${from} + n, ${names}
      FROM ROWS FROM (jsonb_to_recordset(${rows}::jsonb) AS (${fields})) WITH ORDINALITY AS r (${names}, n)`
  }

  const resource =
    (kind: "teacher" | "class" | "room" | "other") =>
    ({ schoolId, timetableId, from, rows }: EncodedBatch) =>
      sql`
      INSERT INTO resource (school_id, timetable_id, position, kind, id, name, attributes)
      SELECT ${schoolId}, ${timetableId}, ${from} + n, ${kind}, e->>'id', e->>'name', e - '{id,name}'::text[]
      FROM jsonb_array_elements(${rows}::jsonb) WITH ORDINALITY AS r (e, n)`

  const insert = <A, I>(row: Schema.Schema<A, I>, execute: (batch: EncodedBatch) => Statement<unknown>) =>
    SqlSchema.void({ Request: Batch(row), execute })

  return {
    putSchool: SqlSchema.void({
      Request: School,
      execute: ({ id, name, timeZone }) => sql`
        INSERT INTO school (id, name, time_zone) VALUES (${id}, ${name}, ${timeZone})
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone`
    }),

    /** Locks the row until the transaction ends: writers of one timetable take turns. `id` serves a new timetable only. */
    putHead: SqlSchema.single({
      Request: Schema.Struct({
        schoolId: SchoolId,
        id: TimetableId,
        name: Schema.NonEmptyString,
        grid: Schema.parseJson(WeekGrid),
        cycle: Schema.parseJson(WeekCycle)
      }),
      Result: TimetableHead,
      execute: ({ schoolId, id, name, grid, cycle }) => sql`
        INSERT INTO timetable AS t (school_id, id, name, version, published, grid, cycle)
        VALUES (${schoolId}, ${id}, ${name}, 1, false, ${grid}::jsonb, ${cycle}::jsonb)
        ON CONFLICT (school_id, name) DO UPDATE
        SET version = t.version + 1, grid = excluded.grid, cycle = excluded.cycle
        RETURNING t.id, t.school_id AS "schoolId", t.name, t.version, t.published`
    }),

    /**
     * Locks the row until the transaction ends. Not FOR UPDATE: who only stores something about the timetable need not
     * wait, and writers take turns all the same.
     */
    lock: SqlSchema.findOne({
      Request: TimetableKey,
      Result: Schema.Struct({ version: Schema.Int }),
      execute: ({ schoolId, timetableId }) => sql`
        SELECT version FROM timetable WHERE school_id = ${schoolId} AND id = ${timetableId} FOR NO KEY UPDATE`
    }),

    /** null: whether it is published stays as it is. */
    countUp: SqlSchema.void({
      Request: Schema.Struct({ ...TimetableKey.fields, published: Schema.NullOr(Schema.Boolean) }),
      execute: ({ schoolId, timetableId, published }) => sql`
        UPDATE timetable SET version = version + 1, published = coalesce(${published}::boolean, published)
        WHERE school_id = ${schoolId} AND id = ${timetableId}`
    }),

    makeCurrent: SqlSchema.void({
      Request: TimetableKey,
      execute: ({ schoolId, timetableId }) =>
        sql`UPDATE school SET current_timetable_id = ${timetableId} WHERE id = ${schoolId}`
    }),

    /** Everything the timetable contains, those who point first. */
    clear: SqlSchema.void({
      Request: TimetableKey,
      execute: ({ schoolId, timetableId }) =>
        Effect.forEach(
          ["timetable_group", "timetable_constraint", "placement", "lesson", "course", "subject", "resource"],
          table => sql`DELETE FROM ${sql(table)} WHERE school_id = ${schoolId} AND timetable_id = ${timetableId}`
        )
    }),

    teachers: insert(Teacher, resource("teacher")),
    classes: insert(SchoolClass, resource("class")),
    rooms: insert(Room, resource("room")),
    others: insert(OtherResource, resource("other")),
    subjects: insert(
      Subject,
      into("subject", [
        ["id", "id", "text"],
        ["name", "name", "text"],
        ["tags", "tags", "text[]"]
      ])
    ),
    courses: insert(
      Course,
      into("course", [
        ["id", "id", "text"],
        ["subject_id", "subjectId", "text"],
        ["teacher_ids", "teacherIds", "text[]"],
        ["class_ids", "classIds", "text[]"],
        ["split", "split", "bigint[]"],
        ["room_need", "roomNeed", "jsonb"],
        ["attendance", "attendance", "bigint"],
        ["tags", "tags", "text[]"],
        ["name", "name", "text"],
        ["duration", "duration", "bigint"],
        ["given_slot", "givenSlot", "bigint"],
        ["workload", "workload", "bigint"],
        ["roles", "roles", "jsonb"]
      ])
    ),
    lessons: insert(
      Lesson,
      into("lesson", [
        ["id", "id", "text"],
        ["course_id", "courseId", "text"],
        ["duration", "duration", "integer"],
        ["weeks", "weeks", "integer"]
      ])
    ),
    placements: insert(
      Placement,
      into("placement", [
        ["lesson_id", "lessonId", "text"],
        ["slot", "slot", "bigint"],
        ["room_ids", "roomIds", "text[]"],
        ["teacher_ids", "teacherIds", "text[]"],
        ["assigned", "assigned", "jsonb"],
        ["pin", "pin", "jsonb"]
      ])
    ),
    constraints: insert(
      Constraint,
      into("timetable_constraint", [
        ["id", "id", "text"],
        ["kind", "kind", "text"],
        ["hard", "hard", "boolean"],
        ["weight", "weight", "double precision"],
        ["cost", "cost", "text"],
        ["scope", "scope", "jsonb"],
        ["parameters", "parameters", "jsonb"],
        ["note", "note", "text"]
      ])
    ),
    groups: insert(
      Group,
      into("timetable_group", [
        ["kind", "of", "text"],
        ["id", "id", "text"],
        ["name", "name", "text"],
        ["sort", "sort", "text"],
        ["members", "members", "jsonb"]
      ])
    )
  }
}
