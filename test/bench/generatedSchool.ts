import { basicConstraints } from "../../src/constraints/basicConstraints.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { constraint, type LessonStory, school } from "../support/school.ts"

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
const periods = ["1", "2", "3", "4", "Lunch", "5", "6", "7"]
const times = days.flatMap(day => periods.flatMap(period => (period === "Lunch" ? [] : `${day} ${period}`)))
const subjects = ["Maths", "English", "Science", "History", "Geography", "French", "Art", "Music", "Sport", "Computing"]
const lessonsPerCourse = 3
const coursesPerTeacher = 7
/** Every so many lessons one is moved blindly: what makes the conflicts. */
const disturbedEvery = 100

/** Mulberry32: the same numbers from the same seed, everywhere. From 0 up to 1. */
const randomFrom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** Whose time is taken: "Monday 1 of 9A". */
class Taken {
  readonly #taken = new Set<string>()
  isFree(time: string, who: ReadonlyArray<string>): boolean {
    return who.every(name => !this.#taken.has(`${time} of ${name}`))
  }
  take(time: string, who: ReadonlyArray<string>): void {
    for (const name of who) this.#taken.add(`${time} of ${name}`)
  }
}

/** A school of so many lessons, with a good timetable in which a few lessons were moved. Every kind of rule is at work. */
export const generatedSchool = (lessonCount: number, seed = 1): TimetableBody => {
  const random = randomFrom(seed)
  const from = <A>(items: ReadonlyArray<A>, or: A): A => items[Math.floor(random() * items.length)] ?? or
  const classCount = Math.ceil(lessonCount / (subjects.length * lessonsPerCourse))
  const classes = Array.from({ length: classCount }, (_, i) => `${1 + Math.floor(i / 5)}${"ABCDE"[i % 5]}`)
  const labs = Array.from({ length: Math.ceil(classCount / 6) }, (_, i) => `Lab ${i + 1}`)
  const rooms = Array.from({ length: classCount }, (_, i) => `Room ${i + 1}`)
  const taken = new Taken()
  const lessons: Record<string, LessonStory> = {}

  const timeFor = (who: ReadonlyArray<string>): string | undefined => {
    const first = Math.floor(random() * times.length)
    // 13 and 35 have no common divisor: every time once, and lessons of a course on different days.
    const tried = times.map((_, i) => times[(first + i * 13) % times.length] ?? "")
    return tried.find(time => taken.isFree(time, who))
  }

  for (const [c, name] of classes.entries())
    for (const [s, subject] of subjects.entries())
      for (let nth = 1; nth <= lessonsPerCourse && Object.keys(lessons).length < lessonCount; nth++) {
        const count = Object.keys(lessons).length
        const teacher = `${subject} teacher ${1 + Math.floor(c / coursesPerTeacher)}`
        const time = count % disturbedEvery === 99 ? from(times, "") : timeFor([name, teacher])
        const suitable = s === 2 ? labs : rooms
        const room = suitable.find(candidate => time !== undefined && taken.isFree(time, [candidate]))
        if (time !== undefined) taken.take(time, [name, teacher, ...(room === undefined ? [] : [room])])
        lessons[`${name} ${subject} ${nth}`] = {
          subject,
          course: `${name} ${subject}`,
          teachers: [teacher],
          classes: [name],
          need: s === 2 ? { need: "features", features: ["lab"] } : { need: "any" },
          ...(time === undefined ? {} : { at: time }),
          ...(room === undefined ? {} : { rooms: [room] })
        }
      }

  const ids = Object.keys(lessons)
  const story = {
    days,
    periods,
    teachers: { "Maths teacher 1": { off: ["Friday 6", "Friday 7"] } },
    rooms: {
      ...Object.fromEntries(rooms.map(room => [room, { seats: 30 }])),
      ...Object.fromEntries(labs.map(lab => [lab, { seats: 24, features: ["lab"] }]))
    },
    lessons
  }
  return school(story, [
    ...basicConstraints(),
    constraint("link_broken", { scope: { on: "lessons", ids: ids.slice(0, 2) } }),
    constraint("subject_spread", { hard: false, weight: 0.95, parameters: { min_days: 1 } }),
    constraint("teacher_gaps", { hard: false, parameters: { max_per_week: 8 } }),
    constraint("class_gaps", { hard: false, parameters: { max_per_week: 4 } }),
    constraint("daily_load", { hard: false, scope: { on: "teachers", ids: "all" }, parameters: { max: 6 } }),
    constraint("teacher_days", { hard: false, parameters: { max: 5 } }),
    constraint("preferred_time", {
      hard: false,
      scope: { on: "lessons", ids: ids.filter(id => id.includes("Maths")) },
      parameters: { slots: days.flatMap((_, day) => [0, 1, 2, 3, 5, 6].map(period => day * periods.length + period)) }
    }),
    constraint("preferred_room", {
      hard: false,
      scope: { on: "lessons", ids: ids.filter(id => id.includes("Science")) },
      parameters: { room_ids: labs }
    })
  ])
}
