import type { Placement } from "../timetable/Placement.ts"
import type { Model } from "./Model.ts"

/** Which lessons stand at a resource and time. Kept while lessons come and go. */
class Cells {
  readonly #cells: Array<Array<number> | undefined>
  readonly #times: number

  constructor(resources: number, times: number) {
    this.#cells = new Array(resources * times)
    this.#times = times
  }

  at(resource: number, time: number): ReadonlyArray<number> {
    return this.#cells[resource * this.#times + time] ?? nothing
  }

  add(resource: number, time: number, lesson: number): void {
    const cell = resource * this.#times + time
    const here = this.#cells[cell]
    if (here === undefined) this.#cells[cell] = [lesson]
    else here.push(lesson)
  }

  remove(resource: number, time: number, lesson: number): void {
    const here = this.#cells[resource * this.#times + time]
    const i = here?.indexOf(lesson) ?? -1
    if (here !== undefined && i >= 0) here.splice(i, 1)
  }
}

const nothing: ReadonlyArray<number> = []
const noRooms = new Int32Array(0)

/**
 * Where every lesson is now: the part that moves. A lesson occupies its slots up to the end of its day in each of its
 * weeks; what would stick out is cut off here and found by day_overrun.
 */
export class Plan {
  readonly model: Model
  /** Per lesson: first slot, -1 = unplaced. */
  readonly slotOf: Int32Array
  readonly #rooms: Array<Int32Array>
  readonly #teachers: Array<Int32Array>
  readonly teacherAt: Cells
  readonly atomAt: Cells
  readonly roomAt: Cells

  constructor(model: Model) {
    this.model = model
    this.slotOf = new Int32Array(model.lessons.length).fill(-1)
    this.#rooms = model.lessons.map(() => noRooms)
    this.#teachers = model.lessons.map(facts => facts.teachers)
    this.teacherAt = new Cells(model.body.teachers.length, model.times)
    this.atomAt = new Cells(model.atoms.length, model.times)
    this.roomAt = new Cells(model.body.rooms.length, model.times)
  }

  static of(model: Model, placements: ReadonlyArray<Placement> = model.body.placements): Plan {
    const plan = new Plan(model)
    for (const placement of placements) {
      const lesson = model.lessonIndex.get(placement.lessonId)
      if (lesson === undefined) continue
      const rooms = placement.roomIds.flatMap(id => model.roomIndex.get(id) ?? [])
      const teachers = placement.teacherIds?.flatMap(id => model.teacherIndex.get(id) ?? [])
      plan.place(
        lesson,
        placement.slot,
        Int32Array.from(rooms),
        teachers === undefined ? undefined : Int32Array.from(teachers)
      )
    }
    return plan
  }

  roomsOf(lesson: number): Int32Array {
    return this.#rooms[lesson] ?? noRooms
  }

  teachersOf(lesson: number): Int32Array {
    return this.#teachers[lesson] ?? noRooms
  }

  /** One past the last slot the lesson occupies; equal to its first slot when it is unplaced. */
  endOf(lesson: number): number {
    const slot = this.slotOf[lesson] ?? -1
    if (slot < 0) return slot
    const facts = this.model.lessons[lesson]
    const dayEnd = this.model.dayStart[(this.model.dayOf[slot] ?? 0) + 1] ?? this.model.slots
    return Math.min(slot + (facts?.duration ?? 0), dayEnd)
  }

  place(lesson: number, slot: number, rooms: Int32Array, teachers?: Int32Array): void {
    this.unplace(lesson)
    this.slotOf[lesson] = slot
    this.#rooms[lesson] = rooms
    this.#teachers[lesson] = teachers ?? this.model.lessons[lesson]?.teachers ?? noRooms
    this.#eachTime(lesson, time => {
      for (const teacher of this.teachersOf(lesson)) this.teacherAt.add(teacher, time, lesson)
      for (const atom of this.model.lessons[lesson]?.atoms ?? []) this.atomAt.add(atom, time, lesson)
      for (const room of rooms) this.roomAt.add(room, time, lesson)
    })
  }

  unplace(lesson: number): void {
    if ((this.slotOf[lesson] ?? -1) < 0) return
    this.#eachTime(lesson, time => {
      for (const teacher of this.teachersOf(lesson)) this.teacherAt.remove(teacher, time, lesson)
      for (const atom of this.model.lessons[lesson]?.atoms ?? []) this.atomAt.remove(atom, time, lesson)
      for (const room of this.roomsOf(lesson)) this.roomAt.remove(room, time, lesson)
    })
    this.slotOf[lesson] = -1
    this.#rooms[lesson] = noRooms
    this.#teachers[lesson] = this.model.lessons[lesson]?.teachers ?? noRooms
  }

  #eachTime(lesson: number, visit: (time: number) => void): void {
    const facts = this.model.lessons[lesson]
    const start = this.slotOf[lesson] ?? -1
    if (facts === undefined || start < 0) return
    const end = this.endOf(lesson)
    for (let week = 0; week < this.model.weeks; week++) {
      if ((facts.weeks & (1 << week)) === 0) continue
      for (let slot = start; slot < end; slot++) visit(week * this.model.slots + slot)
    }
  }
}
