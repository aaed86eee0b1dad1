import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import type { ResourceRef } from "./Conflict.ts"
import type { Days } from "./Days.ts"
import { ascending, type Model } from "./Model.ts"
import type { Plan } from "./Plan.ts"
import { type BadConstraint, none, type Point } from "./Rule.ts"
import { leafClassesIn, teachersIn } from "./scope.ts"
import { className, classRef, teacherName, teacherRef } from "./words.ts"

/**
 * Somebody whose days a rule looks at: a teacher, or a class. A class is judged student by student (atom by atom), and
 * the one who is worst off stands for it, so that it counts once.
 */
export interface Diary {
  /** Its number among the diaries of a model: those of the teachers, then those of the classes. */
  readonly number: number
  readonly resources: ReadonlyArray<ResourceRef>
  /** "Ms Smith", "9A", "A student of 9A": begins a sentence, and is one person. */
  readonly who: string
  /** The teacher, or the atoms of the class: one for each week that is lived in it. */
  readonly members: Int32Array
  /** What the members' days come to, and where their lessons stand. */
  readonly daysOf: (plan: Plan) => Days
  /** Per number of a member: its unavailable slots. */
  readonly off: ReadonlyArray<Uint8Array>
  readonly watched: Pick<Point, "watchedLessons" | "watchedTeachers" | "watchedRooms">
}

export type Diaries = Either.Either<ReadonlyArray<Diary>, BadConstraint>

/** One for each teacher in the scope. */
export const teacherDiaries = (model: Model, constraint: Constraint): Diaries =>
  Either.map(teachersIn(model, constraint), teachers =>
    teachers.flatMap(teacher => bookOf(model).diaries[teacher] ?? [])
  )

/** One for each class in the scope; for all classes and the school, one for each that has no classes below it. */
export const classDiaries = (model: Model, constraint: Constraint): Diaries =>
  Either.map(leafClassesIn(model, constraint), classes =>
    classes.flatMap(schoolClass => bookOf(model).diaries[model.firstClass + schoolClass] ?? [])
  )

/** All diaries of a model, by their numbers, and the members of all of them in one list. */
export interface DiaryBook {
  readonly diaries: ReadonlyArray<Diary>
  /** Per diary: where its members begin; one more entry than there are diaries. */
  readonly begin: Int32Array
  readonly members: Int32Array
}

const books = new WeakMap<Model["lessons"], DiaryBook>()

/** The book of a model, made once, for all its versions: ten rules that look at a teacher find the same page, and it is at hand. */
export const bookOf = (model: Model): DiaryBook => {
  const known = books.get(model.lessons)
  if (known !== undefined) return known
  const weeks = model.atoms.map((_, atom) => `${model.lessonsOfAtom[atom]};${model.atomOff[atom]}`)
  const diaries = [
    ...model.body.teachers.map((_, teacher) => teacherDiary(model, teacher)),
    ...model.body.classes.map((_, schoolClass) => classDiary(model, schoolClass, weeks))
  ]
  const begin = new Int32Array(diaries.length + 1)
  diaries.forEach(({ members }, number) => {
    begin[number + 1] = (begin[number] ?? 0) + members.length
  })
  const book = { diaries, begin, members: Int32Array.from(diaries.flatMap(({ members }) => [...members])) }
  books.set(model.lessons, book)
  return book
}

const teacherDiary = (model: Model, teacher: number): Diary => ({
  number: teacher,
  resources: teacherRef(model, teacher),
  who: teacherName(model, teacher),
  members: Int32Array.of(teacher),
  daysOf: plan => plan.teacherDays,
  off: model.teacherOff,
  watched: { watchedLessons: none, watchedTeachers: Int32Array.of(teacher), watchedRooms: none }
})

/** `weeks`: per atom, all that makes its week what it is. */
const classDiary = (model: Model, schoolClass: number, weeks: ReadonlyArray<string>): Diary => {
  const atoms = model.atomsOfClass[schoolClass] ?? none
  // Students with the same week are equally well off; the first stands for them.
  const members = firstOfTwins(atoms, atom => weeks[atom] ?? "")
  const lessons = ascending([...members].flatMap(atom => [...(model.lessonsOfAtom[atom] ?? [])]))
  return {
    number: model.firstClass + schoolClass,
    resources: classRef(model, schoolClass),
    who: atoms.length > 1 ? `A student of ${className(model, schoolClass)}` : className(model, schoolClass),
    members,
    daysOf: plan => plan.atomDays,
    off: model.atomOff,
    watched: { watchedLessons: lessons, watchedTeachers: none, watchedRooms: none }
  }
}

/** Of those that are alike in `what`, the first. */
export const firstOfTwins = (members: Int32Array, what: (member: number) => string): Int32Array => {
  const seen = new Set<string>()
  return members.filter(member => {
    const like = what(member)
    return !seen.has(like) && seen.add(like)
  })
}

/** The slots of a day of a week at which the member has a lesson, ascending. */
export const busySlots = (
  plan: Plan,
  diary: Pick<Diary, "daysOf">,
  member: number,
  week: number,
  day: number
): ReadonlyArray<number> => {
  const { dayStart, slots } = plan.model
  const first = dayStart[day] ?? 0
  return Array.from({ length: (dayStart[day + 1] ?? first) - first }, (_, i) => first + i).filter(
    slot => diary.daysOf(plan).cells.count(member, week * slots + slot) > 0
  )
}

/** The lessons the member has at these slots of a week, ascending. */
export const lessonsAt = (
  plan: Plan,
  diary: Pick<Diary, "daysOf">,
  member: number,
  week: number,
  slots: ReadonlyArray<number>
): ReadonlyArray<number> => {
  const cells = diary.daysOf(plan).cells
  return [...ascending(slots.flatMap(slot => [...cells.at(member, week * plan.model.slots + slot)]))]
}
