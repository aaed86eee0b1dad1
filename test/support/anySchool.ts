import fc from "fast-check"
import { basicConstraints } from "../../src/constraints/basicConstraints.ts"
import type { Constraint } from "../../src/timetable/Constraint.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { withXhstt } from "./anyXhstt.ts"
import { constraint, type LessonStory, type Story, school } from "./school.ts"

const days = ["Monday", "Tuesday", "Wednesday"]
const periods = ["1", "2", "Lunch", "3"]
const times = days.flatMap(day => periods.map(period => `${day} ${period}`))
const teachers = ["Ms Smith", "Mr Jones", "Mr Brown"]
const classes = ["Year 9", "9A", "9B", "9A Latin", "8A"]
const rooms = ["Lab 1", "Room 2", "Hall"]

const some = (names: ReadonlyArray<string>, maxLength = 2) => fc.subarray([...names], { maxLength })

const anyLesson: fc.Arbitrary<LessonStory> = fc.record(
  {
    subject: fc.constantFrom("Maths", "Art"),
    course: fc.constantFrom("one", "two", "three", "four"),
    teachers: some(teachers),
    classes: some(classes),
    duration: fc.integer({ min: 1, max: 3 }),
    weeks: fc.integer({ min: 1, max: 3 }),
    need: fc.constantFrom<NonNullable<LessonStory["need"]>>(
      { need: "any" },
      { need: "features", features: ["lab"] },
      { need: "rooms", roomIds: ["Hall"] }
    ),
    at: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...times) }, { weight: 1, arbitrary: fc.constant(99) }),
    rooms: some(rooms),
    taughtBy: some(teachers),
    split: fc.constantFrom([], [1], [2, 1]),
    pin: fc.constantFrom<NonNullable<LessonStory["pin"]>>(true, "Monday 1")
  },
  { requiredKeys: ["weeks"] }
)

const off = fc.subarray(times, { maxLength: 4 })

/** A soft constraint for all teachers, and one for all classes. */
const forAll = (kind: string, parameters: object): ReadonlyArray<Constraint> =>
  ["teachers", "classes"].map(on =>
    constraint(kind, { id: `${kind}-of-${on}`, hard: false, scope: { on, ids: "all" }, parameters })
  )

/** Every kind of rule at work on a school whose lessons are `lesson-0` and so on. */
const everyConstraint: ReadonlyArray<Constraint> = [
  ...basicConstraints(),
  constraint("link_broken", { scope: { on: "lessons", ids: ["lesson-0", "lesson-1", "lesson-2"] } }),
  constraint("subject_spread", {
    hard: false,
    weight: 0.95,
    parameters: { min_days: 2, consecutive_if_same_day: true }
  }),
  constraint("teacher_gaps", { hard: false, cost: "quadratic", parameters: { max_per_day: 0, max_per_week: 1 } }),
  constraint("class_gaps", { hard: false, parameters: { max_per_day: 0, max_per_week: 1 } }),
  constraint("daily_load", {
    hard: false,
    scope: { on: "classes", ids: "all" },
    parameters: { max: 2, min: 2, allow_empty_days: false }
  }),
  constraint("daily_load", {
    id: "load-of-teachers",
    hard: false,
    scope: { on: "teachers", ids: "all" },
    parameters: { max: 2 }
  }),
  constraint("teacher_days", { hard: false, cost: "step", parameters: { max: 1, min: 2 } }),
  constraint("preferred_time", { hard: false, parameters: { slots: [0, 1, 4, 5], applies_to: "whole" } }),
  constraint("preferred_time", { id: "starts", hard: false, parameters: { slots: [0, 1, 4, 5] } }),
  constraint("preferred_room", { hard: false, parameters: { room_ids: ["Hall", "Lab 1"] } }),
  ...forAll("building_travel", { min_gaps: 1 }),
  ...forAll("building_changes", { max_per_day: 0, max_per_week: 0 }),
  ...forAll("room_changes", { max_per_day: 0, max_per_week: 1 }),
  ...forAll("continuous_load", { max: 1 }),
  ...forAll("late_start", { max: 1 }),
  ...forAll("home_room", {}),
  ...forAll("interval_days", { max_days: 1, from: 2 }),
  constraint("room_stability", { hard: false }),
  constraint("double_period", { hard: false, parameters: { min: 1, max: 1 } }),
  constraint("order", {
    hard: false,
    scope: { on: "lessons", ids: ["lesson-0", "lesson-1"] },
    parameters: { before: ["lesson-1", "lesson-2"] }
  }),
  constraint("apart", {
    hard: false,
    scope: { on: "lessons", ids: ["lesson-0", "lesson-1", "lesson-2"] },
    parameters: { min_gaps: 1 }
  }),
  constraint("consecutive", { hard: false, scope: { on: "lessons", ids: ["lesson-0", "lesson-1", "lesson-2"] } }),
  constraint("consecutive", {
    id: "in-order",
    hard: false,
    scope: { on: "lessons", ids: ["lesson-2", "lesson-0"] },
    parameters: { in_order: true }
  }),
  constraint("split_teacher", { hard: false }),
  constraint("workload", { hard: false, parameters: { max: 4, min: 3 } }),
  constraint("occupied_slots", {
    hard: false,
    scope: { on: "lessons", ids: ["lesson-0", "lesson-1", "lesson-2"] },
    parameters: { slots: [0, 1, 3], max: 1, min: 1 }
  })
]

/** Small, crowded schools in which every rule finds something sooner or later. */
export const anySchool: fc.Arbitrary<TimetableBody> = fc
  .record({
    lessons: fc.array(anyLesson, { minLength: 3, maxLength: 10 }),
    smithOff: off,
    latinOff: off,
    labOff: off,
    weeks: fc.constantFrom(["all"], ["A", "B"])
  })
  .map(({ lessons, smithOff, latinOff, labOff, weeks }) => {
    const story: Story = {
      days,
      periods,
      weeks,
      teachers: {
        "Ms Smith": { off: smithOff, home: "Hall" },
        "Mr Jones": { subjects: ["Maths"] },
        "Mr Brown": {}
      },
      classes: {
        "Year 9": { atoms: ["a1", "a2", "b1"] },
        "9A": { atoms: ["a1", "a2"], in: ["Year 9"] },
        "9B": { atoms: ["b1"], in: ["Year 9"], home: "Room 2" },
        "9A Latin": { atoms: ["a2"], in: ["9A"], off: latinOff },
        "8A": { atoms: ["c1"] }
      },
      rooms: {
        "Lab 1": { features: ["lab"], seats: 25, off: labOff, building: "Mill" },
        "Room 2": { seats: 10, building: "Mill" },
        Hall: { building: "Old House" }
      },
      lessons: Object.fromEntries(
        lessons.map((lesson, i) => [`lesson-${i}`, { ...lesson, weeks: weeks.length === 1 ? 1 : (lesson.weeks ?? 3) }])
      )
    }
    return withXhstt(school(story, everyConstraint))
  })
