import { Schema } from "effect"
import { LiveScore } from "../../../src/constraints/LiveScore.ts"
import { Plan } from "../../../src/constraints/Plan.ts"
import type { Constraint } from "../../../src/timetable/Constraint.ts"
import { plainCourse } from "../../../src/timetable/Course.ts"
import { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { rulebookOf } from "../../support/school.ts"
import type { Names } from "./constraints.ts"
import { type Random, seeded } from "./random.ts"

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
const periodsADay = 8
const subjects = ["Maths", "English", "Science", "History", "Art", "Music", "PE", "French", "Physics", "Latin"]
const lessonsOfClass = 24
export const lessonsOfRoom = 22
const decode = Schema.decodeUnknownSync(TimetableBody)

const sequence = <A>(size: number, of: (i: number) => A): ReadonlyArray<A> =>
  Array.from({ length: size }, (_, i) => of(i))

/**
 * A school of so many lessons, the same in every run: years of four classes, classes of two halves that are sometimes
 * taught apart, 20 lessons a teacher, doubles, a part-time staff, labs. Only the number of everything grows with the
 * number of lessons; what one teacher, class or room has does not. Nothing is placed.
 */
export const benchSchool = (
  size: number,
  constraintsOf: (names: Names) => ReadonlyArray<Constraint>
): TimetableBody => {
  const random = seeded(size)
  const classes = Math.ceil(size / lessonsOfClass)
  const teachers = Math.ceil(size / 18)
  const rooms = Math.ceil(size / lessonsOfRoom)
  const free = () =>
    random.below(3) === 0 ? sequence(periodsADay, period => random.below(5) * periodsADay + period) : []
  const schoolClass = (id: string, parentIds: ReadonlyArray<string>, atoms: ReadonlyArray<string>, off: boolean) => ({
    id,
    name: id,
    parentIds,
    atoms,
    size: 12 * atoms.length,
    homeRoomId: null,
    unavailable: off ? [39] : []
  })
  const yearOf = (c: number): string => `Year ${Math.floor(c / 4)}`
  const halves = (c: number): ReadonlyArray<string> => [`C${c}/1`, `C${c}/2`]
  const years = [...new Set(sequence(classes, yearOf))]
  const { courses, lessons } = coursesOf(random, size, classes, teachers)
  const pairs = lessons.flatMap(({ id }, i) => (i % 40 === 0 ? [[id, lessons[i + 1]?.id ?? id]] : []))
  return decode({
    grid: {
      days: days.map(name => ({
        name,
        shortName: name.slice(0, 2),
        periods: sequence(periodsADay, p => ({ name: `${p + 1}`, start: null, end: null, isBreak: p === 4 }))
      }))
    },
    cycle: { length: 1, anchor: "2024-01-01", labels: ["every week"] },
    teachers: sequence(teachers, t => ({
      id: `T${t}`,
      name: `Teacher ${t}`,
      shortName: null,
      subjectIds: subjects.filter(() => random.below(8) > 0),
      homeRoomId: null,
      unavailable: free()
    })),
    classes: [
      ...years.map(year =>
        schoolClass(year, [], sequence(classes, c => (yearOf(c) === year ? halves(c) : [])).flat(), false)
      ),
      ...sequence(classes, c => [
        schoolClass(`C${c}`, [yearOf(c)], halves(c), true),
        ...halves(c).map(half => schoolClass(half, [`C${c}`], [half], false))
      ]).flat()
    ],
    rooms: sequence(rooms, r => ({
      id: `R${r}`,
      name: `Room ${r}`,
      capacity: 30,
      building: r % 10 === 9 ? "Annex" : "Main",
      features: r % 5 === 0 ? ["lab"] : [],
      unavailable: r % 7 === 0 ? [0] : []
    })),
    subjects: subjects.map(name => ({ id: name, name, tags: [] })),
    courses,
    lessons,
    placements: [],
    others: [],
    groups: [],
    constraints: constraintsOf({
      pairs: pairs.filter(([a, b]) => a !== b),
      rooms: sequence(rooms, r => `R${r}`).filter(() => random.below(10) > 0)
    })
  })
}

/** Courses of one to four lessons each, in the order of their classes. */
const coursesOf = (random: Random, size: number, classes: number, teachers: number) => {
  const courses: Array<{ readonly id: string }> = []
  const lessons: Array<{ readonly id: string; readonly courseId: string; duration: number; weeks: number }> = []
  for (let c = 0; lessons.length < size; c++) {
    const schoolClass = Math.min(Math.floor(lessons.length / lessonsOfClass), classes - 1)
    const half = random.below(6) === 0 ? `/${1 + random.below(2)}` : ""
    const course = {
      ...plainCourse,
      id: `K${c}`,
      subjectId: random.one(subjects),
      teacherIds: [`T${random.below(teachers)}`],
      classIds: [`C${schoolClass}${half}`],
      split: [],
      roomNeed: random.below(5) === 0 ? { need: "features", features: ["lab"] } : { need: "any" },
      attendance: null,
      tags: []
    }
    courses.push(course)
    for (let i = 1 + random.below(4); i > 0 && lessons.length < size; i--)
      lessons.push({
        id: `L${lessons.length}`,
        courseId: course.id,
        duration: random.below(6) === 0 ? 2 : 1,
        weeks: 1
      })
  }
  return { courses, lessons }
}

/** The rooms of a school, each as the list that a placement takes. */
export const singleRooms = (body: TimetableBody): ReadonlyArray<Int32Array> =>
  body.rooms.map((_, room) => Int32Array.of(room))

/** A live score of the school with every lesson at the best of a few places it was tried at, several times over. */
export const placed = (body: TimetableBody, tries = 16, rounds = 3): LiveScore => {
  const rulebook = rulebookOf(body)
  const live = new LiveScore(rulebook, new Plan(rulebook.model))
  const random = seeded(7)
  const rooms = singleRooms(body)
  for (let round = 0; round < rounds; round++)
    for (const { index, suitableRooms } of rulebook.model.lessons) {
      const choice = suitableRooms === null ? rooms : [...suitableRooms].flatMap(room => rooms[room] ?? [])
      const nowhere = live.preview(index, -1, new Int32Array(0))
      let best = { slot: live.plan.slotOf[index] ?? -1, rooms: live.plan.roomsOf(index), hard: 0, soft: 0 }
      if (best.slot < 0) best = { ...best, ...nowhere }
      for (let i = 0; i < tries; i++) {
        const slot = random.below(rulebook.model.slots)
        const room = random.one(choice)
        const { hard, soft } = live.preview(index, slot, room)
        if (hard < best.hard || (hard === best.hard && soft < best.soft)) best = { slot, rooms: room, hard, soft }
      }
      live.apply(index, best.slot, best.rooms)
      live.keep()
    }
  return live
}
