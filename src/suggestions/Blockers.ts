import type { Cells } from "../constraints/Cells.ts"
import { firstOfTwins } from "../constraints/Diary.ts"
import type { Rulebook } from "../constraints/Evaluation.ts"
import { flags, type Model } from "../constraints/Model.ts"
import type { Plan } from "../constraints/Plan.ts"
import { none } from "../constraints/Rule.ts"
import type { LessonSet } from "./LessonSet.ts"

/**
 * Who would be in a lesson's way at a slot: lessons that have one of its teachers, students or rooms then, in one of its weeks.
 * Only where a hard rule forbids such a clash. Reads the plan as it is at the moment; allocates nothing.
 */
export class Blockers {
  readonly #plan: Plan
  readonly #teachers: boolean
  readonly #students: boolean
  readonly #rooms: boolean
  readonly #atoms: ReadonlyArray<Int32Array>

  constructor({ model, monitors }: Rulebook, plan: Plan) {
    const forbids = (kind: string): boolean =>
      monitors.some(
        ({ constraint }) => constraint.hard && (constraint.kind === kind || constraint.kind === "AvoidClashes")
      )
    this.#plan = plan
    this.#teachers = forbids("teacher_clash")
    this.#students = forbids("class_clash")
    this.#rooms = forbids("room_clash")
    this.#atoms = tellingAtoms(model)
  }

  /** Adds those who have its teachers or students. */
  people(lesson: number, slot: number, into: LessonSet): void {
    if (this.#teachers) this.#collect(this.#plan.teacherAt, this.#plan.teachersOf(lesson), lesson, slot, into)
    if (this.#students) this.#collect(this.#plan.atomAt, this.#atoms[lesson] ?? none, lesson, slot, into)
  }

  /** Adds those who have these rooms. */
  rooms(lesson: number, slot: number, rooms: Int32Array, into: LessonSet): void {
    if (this.#rooms) this.#collect(this.#plan.roomAt, rooms, lesson, slot, into)
  }

  #collect(cells: Cells, who: Int32Array, lesson: number, slot: number, into: LessonSet): void {
    const { lessons, slots, weeks } = this.#plan.model
    const facts = lessons[lesson]
    if (facts === undefined || slot < 0) return
    const end = Math.min(slot + facts.duration, slots)
    for (let week = 0; week < weeks; week++) {
      if ((facts.weeks & (1 << week)) === 0) continue
      for (let i = 0; i < who.length; i++)
        for (let at = slot; at < end; at++)
          for (let node = cells.first(who[i] ?? 0, week * slots + at); node !== 0; node = cells.next(node)) {
            const other = cells.lesson(node)
            if (other !== lesson) into.add(other)
          }
    }
  }
}

const known = new WeakMap<Model["lessons"], ReadonlyArray<Int32Array>>()

/** Per lesson: of its atoms that always are in the same lessons, one is enough to ask. Versions of a timetable share it. */
const tellingAtoms = (model: Model): ReadonlyArray<Int32Array> => {
  const atoms = known.get(model.lessons)
  if (atoms !== undefined) return atoms
  const every = Int32Array.from(model.atoms.keys())
  const judged = flags(
    model.atoms.length,
    firstOfTwins(every, atom => String(model.lessonsOfAtom[atom]))
  )
  const fresh = model.lessons.map(facts => facts.atoms.filter(atom => judged[atom] === 1))
  known.set(model.lessons, fresh)
  return fresh
}
