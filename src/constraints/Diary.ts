import { Either } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import { marks } from "./BusyTimes.ts"
import type { Cells } from "./Cells.ts"
import type { ResourceRef } from "./Conflict.ts"
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
  readonly resources: ReadonlyArray<ResourceRef>
  /** "Ms Smith", "9A", "A student of 9A": begins a sentence, and is one person. */
  readonly who: string
  /** The teacher, or the atoms of the class: one for each week that is lived in it. */
  readonly members: Int32Array
  /** Where the members' lessons stand. */
  readonly cellsOf: (plan: Plan) => Cells
  /** Per number of a member: its unavailable slots; and the slots that are neither that nor a break, as `marks`. */
  readonly off: ReadonlyArray<Uint8Array>
  readonly open: ReadonlyArray<Int32Array>
  readonly watched: Pick<Point, "watchedLessons" | "watchedTeachers" | "watchedRooms">
}

export type Diaries = Either.Either<ReadonlyArray<Diary>, BadConstraint>

/** One for each teacher in the scope. */
export const teacherDiaries = (model: Model, constraint: Constraint): Diaries =>
  Either.map(teachersIn(model, constraint), teachers =>
    teachers.map(teacher => keptOf(model).teacher(teacher, teacherDiary))
  )

const teacherDiary = (model: Model, teacher: number, open: Diary["open"]): Diary => ({
  resources: teacherRef(model, teacher),
  who: teacherName(model, teacher),
  members: Int32Array.of(teacher),
  cellsOf: teacherCells,
  off: model.teacherOff,
  open,
  watched: { watchedLessons: none, watchedTeachers: Int32Array.of(teacher), watchedRooms: none }
})

const teacherCells = (plan: Plan): Cells => plan.teacherAt
const atomCells = (plan: Plan): Cells => plan.atomAt

/** One for each class in the scope; for all classes and the school, one for each that has no classes below it. */
export const classDiaries = (model: Model, constraint: Constraint): Diaries =>
  Either.map(leafClassesIn(model, constraint), classes =>
    classes.map(schoolClass => keptOf(model).class(schoolClass, classDiary))
  )

const classDiary = (model: Model, schoolClass: number, open: Diary["open"]): Diary => {
  const atoms = model.atomsOfClass[schoolClass] ?? none
  // Students with the same week are equally well off; the first stands for them.
  const members = firstOfTwins(atoms, atom => `${model.lessonsOfAtom[atom]};${model.atomOff[atom]}`)
  const lessons = ascending([...members].flatMap(atom => [...(model.lessonsOfAtom[atom] ?? [])]))
  return {
    resources: classRef(model, schoolClass),
    who: atoms.length > 1 ? `A student of ${className(model, schoolClass)}` : className(model, schoolClass),
    members,
    cellsOf: atomCells,
    off: model.atomOff,
    open,
    watched: { watchedLessons: lessons, watchedTeachers: none, watchedRooms: none }
  }
}

type Make = (model: Model, member: number, open: Diary["open"]) => Diary

/** The diaries of a model, each made once: ten rules that look at a teacher find the same one, and it is at hand. */
const kept = new WeakMap<Model, { readonly teacher: Keep; readonly class: Keep }>()
type Keep = (member: number, make: Make) => Diary

const keptOf = (model: Model) => {
  const known = kept.get(model)
  if (known !== undefined) return known
  const keep = (all: ReadonlyArray<Uint8Array>): Keep => {
    const diaries = new Map<number, Diary>()
    const open = all.map(off => marks(model.slots, slot => off[slot] === 0 && model.isBreak[slot] === 0))
    return (member, make) => {
      const diary = diaries.get(member) ?? make(model, member, open)
      diaries.set(member, diary)
      return diary
    }
  }
  const fresh = { teacher: keep(model.teacherOff), class: keep(model.atomOff) }
  kept.set(model, fresh)
  return fresh
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
  diary: Diary,
  member: number,
  week: number,
  day: number
): ReadonlyArray<number> => {
  const { dayStart, slots } = plan.model
  const first = dayStart[day] ?? 0
  return Array.from({ length: (dayStart[day + 1] ?? first) - first }, (_, i) => first + i).filter(
    slot => diary.cellsOf(plan).count(member, week * slots + slot) > 0
  )
}

/** The lessons the member has at these slots of a week, ascending. */
export const lessonsAt = (
  plan: Plan,
  diary: Diary,
  member: number,
  week: number,
  slots: ReadonlyArray<number>
): ReadonlyArray<number> => {
  const cells = diary.cellsOf(plan)
  return [...ascending(slots.flatMap(slot => [...cells.at(member, week * plan.model.slots + slot)]))]
}
