import { basicConstraints } from "../../constraints/basicConstraints.ts"
import { type Constraint, ConstraintId } from "../../timetable/Constraint.ts"
import { type Course, CourseId, plainCourse } from "../../timetable/Course.ts"
import { type Lesson, LessonId } from "../../timetable/Lesson.ts"
import type { Placement } from "../../timetable/Placement.ts"
import { RoomId } from "../../timetable/Room.ts"
import { ClassId } from "../../timetable/SchoolClass.ts"
import { SubjectId } from "../../timetable/Subject.ts"
import { TeacherId } from "../../timetable/Teacher.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { everyWeek } from "../../timetable/WeekCycle.ts"
import { classes, dayNames, periods, rooms, subjects, teachers } from "./demoFacts.ts"

const slug = (name: string): string =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")

const teacherId = (name: string) => TeacherId.make(`teacher-${slug(name)}`)
const classId = (name: string) => ClassId.make(`class-${slug(name)}`)
const roomId = (name: string) => RoomId.make(`room-${slug(name)}`)
const subjectId = (name: string) => SubjectId.make(`subject-${slug(name)}`)

const yearOf = (className: string): string => `Year ${Number.parseInt(className, 10)}`
const years = [...new Set(classes.map(([name]) => yearOf(name)))]
const membersOf = (year: string) => classes.filter(([name]) => yearOf(name) === year)

const days: ReadonlyArray<string> = dayNames

const slotsOfDay = (day: string): ReadonlyArray<number> =>
  periods.map((_, period) => days.indexOf(day) * periods.length + period)

/** One line of the plan: who is taught what by whom, and where each lesson of the week stands. */
interface Row {
  readonly who: string
  readonly subject: string
  readonly teacher: string
  readonly spots: ReadonlyArray<Spot>
}

interface Spot {
  readonly duration: number
  /** null = not placed */
  readonly at: { readonly slot: number; readonly room: string } | null
}

/** "7a | Maths | Mrs. Smith | Mon1 101, Tue2+ 102, -": a `+` is a double lesson, a `-` one without a place. */
const parseRow = (line: string): Row => {
  const [who = "", subject = "", teacher = "", spots = ""] = line.split("|").map(part => part.trim())
  return { who, subject, teacher, spots: spots.split(",").map(spot => parseSpot(spot.trim())) }
}

const parseSpot = (text: string): Spot => {
  const match = /^(?<day>[A-Z][a-z]{2})(?<period>\d)(?<double>\+?) (?<room>.+)$/.exec(text)
  const { day = "", period = "", double = "", room = "" } = match?.groups ?? {}
  if (match === null) return { duration: text === "-+" ? 2 : 1, at: null }
  const d = dayNames.findIndex(name => name.startsWith(day))
  const p = periods.findIndex(([name]) => name === period)
  return { duration: double === "+" ? 2 : 1, at: { slot: d * periods.length + p, room } }
}

const soft = (
  id: string,
  kind: string,
  scope: Constraint["scope"],
  parameters: Constraint["parameters"],
  note: string
): Constraint => ({
  id: ConstraintId.make(id),
  kind,
  hard: false,
  weight: 1,
  cost: "linear",
  scope,
  parameters,
  note
})

const wishes = (): ReadonlyArray<Constraint> => [
  soft("spread", "subject_spread", { on: "school" }, { min_days: 1 }, "One lesson of a subject a day."),
  soft(
    "teacher-gaps",
    "teacher_gaps",
    { on: "teachers", ids: "all" },
    { max_per_day: 2 },
    "At most two free periods between lessons."
  ),
  soft(
    "class-gaps",
    "class_gaps",
    { on: "classes", ids: "all" },
    { max_per_day: 0 },
    "Classes have no free periods between lessons."
  ),
  soft("class-load", "daily_load", { on: "classes", ids: "all" }, { max: 6, min: 4 }, "Four to six periods a day."),
  soft("teacher-load", "daily_load", { on: "teachers", ids: "all" }, { max: 5 }, "At most five periods a day."),
  soft(
    "music-days",
    "teacher_days",
    { on: "teachers", ids: [teacherId("Mr. Novák")] },
    { max: 3 },
    "Mr. Novák comes on three days."
  )
]

/** The school with a timetable given as lines of text. */
export const demoBody = (lines: ReadonlyArray<string>): TimetableBody => {
  const courses: Array<Course> = []
  const lessons: Array<Lesson> = []
  const placements: Array<Placement> = []
  for (const row of lines.map(parseRow)) {
    const name = `${slug(row.who)}-${slug(row.subject)}`
    const courseId = CourseId.make(`course-${name}`)
    const feature = subjects.find(([subject]) => subject === row.subject)?.[1] ?? null
    courses.push({
      ...plainCourse,
      id: courseId,
      subjectId: subjectId(row.subject),
      teacherIds: [teacherId(row.teacher)],
      classIds: [classId(row.who)],
      split: row.spots.map(spot => spot.duration),
      roomNeed: feature === null ? { need: "any" } : { need: "features", features: [feature] },
      attendance: null,
      tags: []
    })
    row.spots.forEach(({ duration, at }, i) => {
      const id = LessonId.make(`lesson-${name}-${i + 1}`)
      lessons.push({ id, courseId, duration, weeks: 1 })
      if (at === null) return
      placements.push({
        lessonId: id,
        slot: at.slot,
        roomIds: [roomId(at.room)],
        teacherIds: null,
        assigned: [],
        pin: pinOf(row)
      })
    })
  }
  return {
    grid: {
      days: [gridDay(dayNames[0]), ...dayNames.slice(1).map(gridDay)]
    },
    cycle: everyWeek,
    teachers: teachers.map(([name, shortName, taught, away]) => ({
      id: teacherId(name),
      name,
      shortName,
      subjectIds: taught.map(subjectId),
      homeRoomId: null,
      unavailable: away.flatMap(slotsOfDay)
    })),
    classes: [
      ...years.map(year => ({
        id: classId(year),
        name: year,
        parentIds: [],
        atoms: atomsOf(membersOf(year).map(([name]) => name)),
        size: membersOf(year).reduce((sum, [, size]) => sum + size, 0),
        homeRoomId: null,
        unavailable: []
      })),
      ...classes.map(([name, size]) => ({
        id: classId(name),
        name,
        parentIds: [classId(yearOf(name))],
        atoms: atomsOf([name]),
        size,
        homeRoomId: null,
        unavailable: []
      }))
    ],
    rooms: rooms.map(([name, capacity, building, features]) => ({
      id: roomId(name),
      name,
      capacity,
      building,
      features,
      unavailable: []
    })),
    subjects: subjects.map(([name, feature]) => ({
      id: subjectId(name),
      name,
      tags: feature === null ? [] : [feature]
    })),
    courses,
    lessons,
    placements,
    constraints: [...basicConstraints(), ...wishes()],
    others: [],
    groups: []
  }
}

const atomsOf = (names: ReadonlyArray<string>): readonly [string, ...Array<string>] => {
  const [first = "", ...rest] = names
  return [first, ...rest]
}

const gridDay = (name: string) => ({
  name,
  shortName: name.slice(0, 3),
  periods: periods.map(([period, start, end]) => ({ name: period, start, end, isBreak: period === "Lunch" }))
})

/** The whole school is used to its assemblies: they stay where they are. */
const pinOf = (row: Row) => (row.subject === "Assembly" ? { by: "Head", why: "fixed for the whole school" } : null)
