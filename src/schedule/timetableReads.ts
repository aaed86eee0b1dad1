import type { SqlClient } from "@effect/sql/SqlClient"
import * as SqlSchema from "@effect/sql/SqlSchema"
import type { Fragment } from "@effect/sql/Statement"
import { Effect, Option, Schema } from "effect"
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
import { type Timetable, TimetableHead, TimetableId } from "../timetable/Timetable.ts"
import { WeekCycle } from "../timetable/WeekCycle.ts"
import { WeekGrid } from "../timetable/WeekGrid.ts"
import { breathe } from "./breathe.ts"

const TimetableKey = Schema.Struct({ schoolId: SchoolId, timetableId: TimetableId })
type TimetableKey = typeof TimetableKey.Type

/** Rows that are read and decoded at a time: the embedded database, and decoding, hold the event loop up meanwhile. */
const pageSize = 400

/** The queries that read schools and timetables; each row comes in the shape of its domain type. */
export const timetableReads = (sql: SqlClient) => {
  const head = sql.literal('t.id, t.school_id AS "schoolId", t.name, t.version, t.published')

  const headWithGrid = SqlSchema.findOne({
    Request: TimetableKey,
    Result: Schema.Struct({ ...TimetableHead.fields, grid: WeekGrid, cycle: WeekCycle }),
    execute: ({ schoolId, timetableId }) => sql`
      SELECT ${head}, t.grid, t.cycle FROM timetable AS t WHERE t.school_id = ${schoolId} AND t.id = ${timetableId}`
  })

  /** All rows in the order in which they were put. `rows` must order them by position; a page comes as one JSON array. */
  const paged =
    <A, I>(row: Schema.Schema<A, I>, rows: (key: TimetableKey) => Fragment) =>
    (key: TimetableKey) => {
      const page = SqlSchema.single({
        Request: Schema.Int,
        Result: Schema.Struct({ page: Schema.Array(row) }),
        execute: from => sql`
          SELECT coalesce((SELECT json_agg(entry) FROM (${rows(key)} LIMIT ${pageSize} OFFSET ${from}) AS entry), '[]') AS page`
      })
      return Effect.gen(function* () {
        const all: Array<A> = []
        for (;;) {
          const { page: some } = yield* page(all.length)
          all.push(...some)
          yield* breathe
          if (some.length < pageSize) return all
        }
      }).pipe(Effect.catchTag("NoSuchElementException", Effect.die))
    }

  const list = <A, I>(row: Schema.Schema<A, I>, table: string, columns: string) =>
    paged(
      row,
      ({ schoolId, timetableId }) => sql`
        SELECT ${sql.literal(columns)} FROM ${sql(table)}
        WHERE school_id = ${schoolId} AND timetable_id = ${timetableId} ORDER BY position`
    )

  const resources = <A, I>(row: Schema.Schema<A, I>, kind: "teacher" | "class" | "room" | "other") =>
    paged(
      Schema.compose(Schema.Struct({ resource: Schema.Unknown }).pipe(Schema.pluck("resource")), row, {
        strict: false
      }),
      ({ schoolId, timetableId }) => sql`
        SELECT jsonb_build_object('id', id, 'name', name) || attributes AS resource FROM resource
        WHERE school_id = ${schoolId} AND timetable_id = ${timetableId} AND kind = ${kind} ORDER BY position`
    )

  const teachers = resources(Teacher, "teacher")
  const classes = resources(SchoolClass, "class")
  const rooms = resources(Room, "room")
  const others = resources(OtherResource, "other")
  const subjects = list(Subject, "subject", "id, name, tags")
  const courses = list(
    Course,
    "course",
    'id, subject_id AS "subjectId", teacher_ids AS "teacherIds", class_ids AS "classIds", split, room_need AS "roomNeed", attendance, tags, name, duration, given_slot AS "givenSlot", workload, roles'
  )
  const lessons = list(Lesson, "lesson", 'id, course_id AS "courseId", duration, weeks')
  const placements = list(
    Placement,
    "placement",
    'lesson_id AS "lessonId", slot, room_ids AS "roomIds", teacher_ids AS "teacherIds", assigned, pin'
  )
  const constraints = list(Constraint, "timetable_constraint", "id, kind, hard, weight, cost, scope, parameters, note")
  const groups = list(Group, "timetable_group", 'kind AS "of", id, name, sort, members')

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

    currentHeads: SqlSchema.findAll({
      Request: Schema.Array(SchoolId),
      Result: TimetableHead,
      execute: schoolIds => sql`
        SELECT ${head} FROM school AS s
        JOIN timetable AS t ON t.school_id = s.id AND t.id = s.current_timetable_id
        WHERE s.id = ANY (${schoolIds}::text[])`
    }),

    /** Many statements: to be run where they all see the same (`snapshot` of Database.ts). */
    whole: (key: TimetableKey) =>
      Effect.gen(function* () {
        const found = yield* headWithGrid(key)
        if (Option.isNone(found)) return Option.none<Timetable>()
        return Option.some<Timetable>({
          ...found.value,
          teachers: yield* teachers(key),
          classes: yield* classes(key),
          rooms: yield* rooms(key),
          others: yield* others(key),
          subjects: yield* subjects(key),
          courses: yield* courses(key),
          lessons: yield* lessons(key),
          placements: yield* placements(key),
          constraints: yield* constraints(key),
          groups: yield* groups(key)
        })
      })
  }
}
