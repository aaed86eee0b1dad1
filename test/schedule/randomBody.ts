import fc from "fast-check"
import { ConstraintId } from "../../src/timetable/Constraint.ts"
import { CourseId } from "../../src/timetable/Course.ts"
import { GroupId } from "../../src/timetable/Group.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import { OtherResourceId } from "../../src/timetable/OtherResource.ts"
import { RoomId } from "../../src/timetable/Room.ts"
import { ClassId } from "../../src/timetable/SchoolClass.ts"
import { SubjectId } from "../../src/timetable/Subject.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { fiveDays } from "./bodies.ts"

/** Any text but the empty one; NUL is refused by `put` and has its own test. */
const text = fc.string({ unit: "binary", minLength: 1, maxLength: 8 }).filter(t => !t.includes("\0"))
const maybe = <A>(some: fc.Arbitrary<A>): fc.Arbitrary<A | null> => fc.option(some, { nil: null })
const count = fc.oneof(fc.nat(50), fc.maxSafeNat())
const slots = fc.array(fc.nat(34), { maxLength: 3 })

const ids = <A>(make: (id: string) => A): fc.Arbitrary<ReadonlyArray<A>> =>
  fc
    .uniqueArray(
      text.map(id => id.trim()).filter(id => id !== ""),
      { minLength: 1, maxLength: 4 }
    )
    .map(all => all.map(id => make(id)))

const some = <A>(of: ReadonlyArray<A>): fc.Arbitrary<ReadonlyArray<A>> =>
  fc.array(fc.constantFrom(...of), { maxLength: 3 })
const each = <I, A>(of: ReadonlyArray<I>, make: (id: I) => fc.Arbitrary<A>): fc.Arbitrary<ReadonlyArray<A>> =>
  fc.tuple(...of.map(make))

/** What JSON can say. -0 is left out: it comes back as 0. */
const json = fc.anything({
  maxDepth: 2,
  key: text,
  values: [text, fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => n + 0)]
})

/** Bodies in which every reference holds and every id stands once; all else is as it comes. */
export const randomBody: fc.Arbitrary<TimetableBody> = fc
  .record({
    teachers: ids(id => TeacherId.make(id)),
    classes: ids(id => ClassId.make(id)),
    rooms: ids(id => RoomId.make(id)),
    subjects: ids(id => SubjectId.make(id)),
    courses: ids(id => CourseId.make(id)),
    lessons: ids(id => LessonId.make(id)),
    constraints: ids(id => ConstraintId.make(id)),
    others: ids(id => OtherResourceId.make(id)),
    groups: ids(id => GroupId.make(id))
  })
  .chain(known =>
    fc.record({
      grid: fc.constantFrom(fiveDays, { ...fiveDays, runsOn: true }),
      cycle: fc.record({
        length: fc.integer({ min: 1, max: 8 }),
        anchor: fc.constant("2026-08-31"),
        labels: fc.array(text, { maxLength: 2 })
      }),
      teachers: each(known.teachers, id =>
        fc.record({
          id: fc.constant(id),
          name: text,
          shortName: maybe(text),
          subjectIds: some(known.subjects),
          homeRoomId: maybe(fc.constantFrom(...known.rooms)),
          unavailable: slots
        })
      ),
      classes: each(known.classes, id =>
        fc.record({
          id: fc.constant(id),
          name: text,
          parentIds: some(known.classes),
          atoms: fc.tuple(text, text),
          size: count,
          homeRoomId: maybe(fc.constantFrom(...known.rooms)),
          unavailable: slots
        })
      ),
      rooms: each(known.rooms, id =>
        fc.record({
          id: fc.constant(id),
          name: text,
          capacity: maybe(count),
          building: maybe(text),
          features: fc.array(text, { maxLength: 2 }),
          unavailable: slots
        })
      ),
      subjects: each(known.subjects, id =>
        fc.record({ id: fc.constant(id), name: text, tags: fc.array(text, { maxLength: 2 }) })
      ),
      courses: each(known.courses, id =>
        fc.record({
          id: fc.constant(id),
          subjectId: fc.constantFrom(...known.subjects),
          teacherIds: some(known.teachers),
          classIds: some(known.classes),
          split: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
          roomNeed: fc.oneof(
            fc.constant({ need: "any" } as const),
            some(known.rooms).map(roomIds => ({ need: "rooms", roomIds }) as const),
            fc.array(text).map(features => ({ need: "features", features }) as const)
          ),
          attendance: maybe(count),
          tags: fc.array(text, { maxLength: 2 }),
          name: maybe(text),
          duration: maybe(fc.integer({ min: 1, max: 50 })),
          givenSlot: maybe(count),
          workload: maybe(count),
          roles: fc.array(
            fc.record({
              role: maybe(text),
              type: text,
              resourceId: maybe(fc.constantFrom<string>(...known.rooms, ...known.others)),
              workload: maybe(count)
            }),
            { maxLength: 3 }
          )
        })
      ),
      lessons: each(known.lessons, id =>
        fc.record({
          id: fc.constant(id),
          courseId: fc.constantFrom(...known.courses),
          duration: fc.integer({ min: 1, max: 100 }),
          weeks: fc.integer({ min: 1, max: 255 })
        })
      ),
      placements: fc.subarray([...known.lessons]).chain(placed =>
        each(placed, lessonId =>
          fc.record({
            lessonId: fc.constant(lessonId),
            slot: maybe(count),
            roomIds: some(known.rooms),
            teacherIds: maybe(some(known.teachers)),
            assigned: fc.array(
              fc.record({ role: text, resourceId: fc.constantFrom<string>(...known.classes, ...known.others) }),
              { maxLength: 2 }
            ),
            pin: maybe(fc.record({ by: text, why: fc.string({ unit: "grapheme" }) }))
          })
        )
      ),
      constraints: each(known.constraints, id =>
        fc.record({
          id: fc.constant(id),
          kind: text,
          hard: fc.boolean(),
          weight: fc.nat(1_000_000).map(units => units / 10_000),
          cost: fc.constantFrom("linear", "quadratic", "step"),
          scope: fc.oneof(
            fc.constant({ on: "school" } as const),
            fc.constant({ on: "teachers", ids: "all" } as const),
            some(known.lessons).map(lessons => ({ on: "lessons", ids: lessons }) as const),
            some(known.courses).map(
              courseIds =>
                ({ on: "selection", courseIds, courseGroupIds: [], resourceIds: [], resourceGroupIds: [] }) as const
            )
          ),
          parameters: fc.dictionary(text, json, { maxKeys: 3 }),
          note: maybe(text)
        })
      ),
      others: each(known.others, id => fc.record({ id: fc.constant(id), name: text, type: text })),
      groups: each(known.groups, id =>
        fc.oneof(
          fc.record({
            id: fc.constant(id),
            name: text,
            of: fc.constant("times" as const),
            sort: fc.constantFrom<"day" | "week" | "group">("day", "week", "group"),
            members: slots
          }),
          fc.record({
            id: fc.constant(id),
            name: text,
            of: fc.constant("courses" as const),
            sort: fc.constantFrom<"subject" | "group">("subject", "group"),
            members: some(known.courses)
          }),
          fc.record({
            id: fc.constant(id),
            name: text,
            of: fc.constant("resources" as const),
            sort: text,
            members: some<string>(known.teachers)
          })
        )
      )
    })
  )
