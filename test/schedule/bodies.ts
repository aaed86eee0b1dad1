import { Array as Arr } from "effect"
import { ConstraintId } from "../../src/timetable/Constraint.ts"
import { CourseId, plainCourse } from "../../src/timetable/Course.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import { RoomId } from "../../src/timetable/Room.ts"
import { ClassId } from "../../src/timetable/SchoolClass.ts"
import { SubjectId } from "../../src/timetable/Subject.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { everyWeek } from "../../src/timetable/WeekCycle.ts"
import type { Day, WeekGrid } from "../../src/timetable/WeekGrid.ts"

const day = (name: string): Day => ({
  name,
  shortName: name.slice(0, 3),
  periods: Arr.makeBy(7, period => ({
    name: period === 4 ? "Lunch" : `${period + 1}`,
    start: `${String(8 + period).padStart(2, "0")}:30`,
    end: null,
    isBreak: period === 4
  }))
})

export const fiveDays: WeekGrid = {
  days: [day("Monday"), day("Tuesday"), day("Wednesday"), day("Thursday"), day("Friday")]
}

export const emptyBody: TimetableBody = {
  grid: fiveDays,
  cycle: everyWeek,
  teachers: [],
  classes: [],
  rooms: [],
  subjects: [],
  courses: [],
  lessons: [],
  placements: [],
  constraints: [],
  others: [],
  groups: []
}

/** One teacher, one class, one room, one lesson on Monday, period 2: every list has something in it. */
export const oneLesson: TimetableBody = {
  ...emptyBody,
  teachers: [
    {
      id: TeacherId.make("smith"),
      name: "Mrs. Smith",
      shortName: "SMI",
      subjectIds: [SubjectId.make("maths")],
      homeRoomId: RoomId.make("lab"),
      unavailable: [3, 4]
    }
  ],
  classes: [
    {
      id: ClassId.make("9a"),
      name: "9A",
      parentIds: [],
      atoms: ["9a"],
      size: 24,
      homeRoomId: null,
      unavailable: []
    }
  ],
  rooms: [
    { id: RoomId.make("lab"), name: "Lab", capacity: 30, building: null, features: ["lab"], unavailable: [] },
    { id: RoomId.make("hall"), name: "Hall", capacity: null, building: "Main", features: [], unavailable: [0] }
  ],
  subjects: [{ id: SubjectId.make("maths"), name: "Maths", tags: ["core"] }],
  courses: [
    {
      ...plainCourse,
      id: CourseId.make("9a-maths"),
      subjectId: SubjectId.make("maths"),
      teacherIds: [TeacherId.make("smith")],
      classIds: [ClassId.make("9a")],
      split: [2, 1],
      roomNeed: { need: "rooms", roomIds: [RoomId.make("lab"), RoomId.make("hall")] },
      attendance: null,
      tags: []
    }
  ],
  lessons: [
    { id: LessonId.make("9a-maths-1"), courseId: CourseId.make("9a-maths"), duration: 2, weeks: 1 },
    { id: LessonId.make("9a-maths-2"), courseId: CourseId.make("9a-maths"), duration: 1, weeks: 1 }
  ],
  placements: [
    {
      lessonId: LessonId.make("9a-maths-1"),
      slot: 1,
      roomIds: [RoomId.make("lab")],
      teacherIds: null,
      assigned: [],
      pin: { by: "head@school", why: "the lab is free only then" }
    }
  ],
  constraints: []
}

/** A large school: `lessons` lessons, all placed, and half as many constraints again. */
export const largeBody = (lessons: number): TimetableBody => {
  const at = <A>(items: ReadonlyArray<A>, i: number): ReadonlyArray<A> => items.slice(i % items.length).slice(0, 1)
  const teachers = Arr.makeBy(120, i => TeacherId.make(`teacher-${i}`))
  const classes = Arr.makeBy(60, i => ClassId.make(`class-${i}`))
  const rooms = Arr.makeBy(80, i => RoomId.make(`room-${i}`))
  const subjects = Arr.makeBy(30, i => SubjectId.make(`subject-${i}`))
  const courses = Arr.makeBy(Math.ceil(lessons / 4), i => CourseId.make(`course-${i}`))
  const lessonIds = Arr.makeBy(lessons, i => LessonId.make(`lesson-${i}`))
  return {
    ...emptyBody,
    teachers: teachers.map((id, i) => ({
      id,
      name: `Teacher number ${i}`,
      shortName: `T${i}`,
      subjectIds: at(subjects, i),
      homeRoomId: null,
      unavailable: [i % 35]
    })),
    classes: classes.map((id, i) => ({
      id,
      name: `Class ${i}`,
      parentIds: [],
      atoms: [`${id}-a`, `${id}-b`],
      size: 25,
      homeRoomId: null,
      unavailable: []
    })),
    rooms: rooms.map((id, i) => ({
      id,
      name: `Room ${i}`,
      capacity: 30,
      building: null,
      features: [],
      unavailable: []
    })),
    subjects: subjects.map((id, i) => ({ id, name: `Subject ${i}`, tags: [] })),
    courses: courses.map((id, i) => ({
      ...plainCourse,
      id,
      subjectId: subjects[i % 30] ?? SubjectId.make("subject-0"),
      teacherIds: at(teachers, i),
      classIds: at(classes, i),
      split: [1, 1, 1, 1],
      roomNeed: { need: "any" },
      attendance: null,
      tags: []
    })),
    lessons: lessonIds.map((id, i) => ({
      id,
      courseId: courses[Math.floor(i / 4)] ?? CourseId.make("course-0"),
      duration: 1,
      weeks: 1
    })),
    placements: lessonIds.map((lessonId, i) => ({
      lessonId,
      slot: i % 35,
      roomIds: at(rooms, i),
      teacherIds: null,
      assigned: [],
      pin: null
    })),
    constraints: lessonIds.concat(lessonIds.slice(0, lessons / 2)).map((lesson, i) => ({
      id: ConstraintId.make(`constraint-${i}`),
      kind: "preferred_time",
      hard: i % 2 === 0,
      weight: 0.95,
      cost: "linear",
      scope: { on: "lessons", ids: [lesson] },
      parameters: { slots: [1, 2, 3], note: "mornings" },
      note: null
    }))
  }
}
