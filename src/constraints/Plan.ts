import type { Placement } from "../timetable/Placement.ts"
import { Cells } from "./Cells.ts"
import { ascending, type Model } from "./Model.ts"

const nobody = new Int32Array(0)
const farAway = 2 ** 31 - 1

/**
 * Where every lesson is now: the part that moves. A lesson occupies its slots up to the end of its day in each of its
 * weeks; what would stick out is cut off here and found by day_overrun. A lesson at a slot that the week does not have
 * is placed, but occupies nothing.
 */
export class Plan {
  readonly model: Model
  /** Per lesson: first slot, -1 = unplaced. */
  readonly slotOf: Int32Array
  readonly #endOf: Int32Array
  readonly #rooms: Array<Int32Array>
  readonly #teachers: Array<Int32Array>
  readonly teacherAt: Cells
  readonly atomAt: Cells
  readonly roomAt: Cells

  constructor(model: Model) {
    this.model = model
    this.slotOf = new Int32Array(model.lessons.length).fill(-1)
    this.#endOf = this.slotOf.slice()
    this.#rooms = model.lessons.map(() => nobody)
    this.#teachers = model.lessons.map(facts => facts.teachers)
    this.teacherAt = new Cells(model.body.teachers.length, model.times)
    this.atomAt = new Cells(model.atoms.length, model.times)
    this.roomAt = new Cells(model.body.rooms.length, model.times)
  }

  /** The plan of these placements. Of several for one lesson the last counts; ids that nothing carries are left out. */
  static of(model: Model, placements: ReadonlyArray<Placement> = model.body.placements): Plan {
    const plan = new Plan(model)
    for (const { lessonId, slot, roomIds, teacherIds } of placements) {
      const lesson = model.lessonIndex.get(lessonId)
      if (lesson === undefined) continue
      const rooms = ascending(roomIds.flatMap(id => model.roomIndex.get(id) ?? []))
      const teachers = teacherIds?.flatMap(id => model.teacherIndex.get(id) ?? [])
      plan.place(lesson, slot, rooms, teachers === undefined ? undefined : ascending(teachers))
    }
    return plan
  }

  roomsOf(lesson: number): Int32Array {
    return this.#rooms[lesson] ?? nobody
  }

  teachersOf(lesson: number): Int32Array {
    return this.#teachers[lesson] ?? nobody
  }

  /** Whether the lesson occupies slots: it is placed, and the week has the slot. */
  stands(lesson: number): boolean {
    const slot = this.slotOf[lesson] ?? -1
    return slot >= 0 && slot < this.model.slots
  }

  /** One past the last slot the lesson occupies; equal to its first slot when it occupies none. */
  endOf(lesson: number): number {
    return this.#endOf[lesson] ?? -1
  }

  /** Puts the lesson there, wherever it was before. Rooms and teachers: each once; teachers default to the course's. */
  place(lesson: number, slot: number, rooms: Int32Array, teachers?: Int32Array): void {
    this.unplace(lesson)
    this.slotOf[lesson] = Math.min(slot, farAway)
    this.#endOf[lesson] = this.#endAt(lesson)
    this.#rooms[lesson] = rooms
    if (teachers !== undefined) this.#teachers[lesson] = teachers
    this.#occupy(lesson, true)
  }

  unplace(lesson: number): void {
    if ((this.slotOf[lesson] ?? -1) < 0) return
    this.#occupy(lesson, false)
    this.slotOf[lesson] = -1
    this.#endOf[lesson] = -1
    this.#rooms[lesson] = nobody
    this.#teachers[lesson] = this.model.lessons[lesson]?.teachers ?? nobody
  }

  #endAt(lesson: number): number {
    const slot = this.slotOf[lesson] ?? -1
    const day = this.model.dayOf[slot]
    if (day === undefined) return slot
    return Math.min(slot + (this.model.lessons[lesson]?.duration ?? 0), this.model.dayStart[day + 1] ?? slot)
  }

  #occupy(lesson: number, come: boolean): void {
    const facts = this.model.lessons[lesson]
    const start = this.slotOf[lesson] ?? -1
    const end = this.endOf(lesson)
    if (facts === undefined || end === start) return
    for (let week = 0; week < this.model.weeks; week++) {
      if ((facts.weeks & (1 << week)) === 0) continue
      const from = week * this.model.slots + start
      const to = week * this.model.slots + end
      occupyAll(this.teacherAt, this.teachersOf(lesson), from, to, lesson, come)
      occupyAll(this.atomAt, facts.atoms, from, to, lesson, come)
      occupyAll(this.roomAt, this.roomsOf(lesson), from, to, lesson, come)
    }
  }
}

const occupyAll = (cells: Cells, who: Int32Array, from: number, to: number, lesson: number, come: boolean): void => {
  for (let i = 0; i < who.length; i++) {
    if (come) cells.add(who[i] ?? 0, from, to, lesson)
    else cells.remove(who[i] ?? 0, from, to, lesson)
  }
}
