import type { Placement, Spot } from "../timetable/Placement.ts"
import { Attendance } from "./Attendance.ts"
import { type Attendees, attendeesOf } from "./Attendees.ts"
import { Cells, noRoom, severalRooms } from "./Cells.ts"
import { Days } from "./Days.ts"
import { ascending, type Model } from "./Model.ts"
import type { Resource } from "./Resources.ts"

const nobody = new Int32Array(0)
const farAway = 2 ** 31 - 1

/**
 * Where every lesson is now: the part that moves. A lesson occupies its slots up to the end of its day (of the week,
 * where the grid runs on) in each of its weeks; what would stick out is cut off here and found by day_overrun. A lesson
 * at a slot that the week does not have is placed, but occupies nothing. Moving a lesson allocates nothing; lists of
 * rooms, teachers and fillers are kept as they are given, so nobody may write to them.
 */
export class Plan {
  readonly model: Model
  /** Per lesson: first slot, -1 = unplaced. */
  readonly slotOf: Int32Array
  /** Per lesson: bit w = held in week w. */
  readonly weeksOf: Int32Array
  readonly #endOf: Int32Array
  /** Per lesson: how many rooms it has, beside each other, for whom the number is enough. */
  readonly #roomCount: Uint16Array
  readonly #rooms: Array<Int32Array>
  readonly #teachers: Array<Int32Array>
  readonly #fillers: Array<Int32Array>
  readonly #attendees: Attendees
  readonly teacherAt: Cells
  readonly atomAt: Cells
  readonly roomAt: Cells
  readonly teacherDays: Days
  readonly atomDays: Days
  readonly attendance: Attendance

  constructor(model: Model) {
    this.model = model
    this.slotOf = new Int32Array(model.lessons.length).fill(-1)
    this.weeksOf = Int32Array.from(model.lessons, facts => facts.weeks)
    this.#endOf = this.slotOf.slice()
    this.#roomCount = new Uint16Array(model.lessons.length)
    this.#rooms = model.lessons.map(() => nobody)
    this.#attendees = attendeesOf(model)
    this.#teachers = this.#attendees.teachers.slice()
    this.teacherAt = new Cells(model.body.teachers.length, model.weeks, model.slots)
    this.atomAt = new Cells(model.atoms.length, model.weeks, model.slots)
    this.roomAt = new Cells(model.body.rooms.length, model.weeks, model.slots)
    this.teacherDays = new Days(this, this.teacherAt, model.body.teachers.length, model.teacherOpen)
    this.atomDays = new Days(this, this.atomAt, model.atoms.length, model.atomOpen)
    this.#fillers = this.#attendees.given.slice()
    this.attendance = new Attendance(model)
    for (const { index, given, teachers } of model.lessons) this.attendance.come(index, given, teachers, nobody)
  }

  /** The plan of these placements. Of several for one lesson the last counts; ids that nothing carries are left out. */
  static of(model: Model, placements: ReadonlyArray<Placement> = model.body.placements): Plan {
    const plan = new Plan(model)
    for (const placement of placements) {
      const lesson = model.lessonIndex.get(placement.lessonId)
      if (lesson === undefined) continue
      const { slot, rooms, teachers, fillers } = numbersOf(model, lesson, placement)
      plan.place(lesson, slot, rooms, teachers, fillers)
    }
    return plan
  }

  /** The same plan once more, to the last bit; `model`: the same facts, maybe with other placements. */
  copy(model: Model): Plan {
    const copy = new Plan(model)
    copy.slotOf.set(this.slotOf)
    copy.#endOf.set(this.#endOf)
    copy.#roomCount.set(this.#roomCount)
    for (let lesson = 0; lesson < model.lessons.length; lesson++) {
      copy.#rooms[lesson] = this.roomsOf(lesson)
      copy.#teachers[lesson] = this.teachersOf(lesson)
      copy.#fillers[lesson] = this.fillersOf(lesson)
    }
    copy.teacherAt.adopt(this.teacherAt)
    copy.atomAt.adopt(this.atomAt)
    copy.roomAt.adopt(this.roomAt)
    copy.teacherDays.adopt(this.teacherDays)
    copy.atomDays.adopt(this.atomDays)
    copy.attendance.adopt(this.attendance)
    return copy
  }

  roomsOf(lesson: number): Int32Array {
    return this.#rooms[lesson] ?? nobody
  }

  /** How many these are, with a time or without. */
  roomCountOf(lesson: number): number {
    return this.#roomCount[lesson] ?? 0
  }

  teachersOf(lesson: number): Int32Array {
    return this.#teachers[lesson] ?? nobody
  }

  /** Per role of the course: the number of the resource that fills it, -1 = nobody yet. */
  fillersOf(lesson: number): Int32Array {
    return this.#fillers[lesson] ?? nobody
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

  /**
   * Puts the lesson there, wherever it was before. Rooms and teachers: ascending, each once; teachers default to the
   * course's, fillers to those that the course gives. A slot of -1 gives it rooms and teachers, but no time yet: it
   * occupies nothing.
   */
  place(lesson: number, slot: number, rooms: Int32Array, teachers?: Int32Array, fillers?: Int32Array): void {
    this.#leave(lesson)
    this.#hold(lesson, rooms, teachers, fillers)
    if (slot < 0) return
    this.slotOf[lesson] = Math.min(slot, farAway)
    this.#endOf[lesson] = this.#endAt(lesson)
    this.#occupy(lesson)
  }

  unplace(lesson: number): void {
    this.place(lesson, -1, nobody)
  }

  #hold(lesson: number, rooms: Int32Array, teachers?: Int32Array, fillers?: Int32Array): void {
    this.attendance.go(lesson, this.fillersOf(lesson), this.teachersOf(lesson), this.roomsOf(lesson))
    this.#rooms[lesson] = rooms
    this.#roomCount[lesson] = rooms.length
    this.#teachers[lesson] = teachers ?? this.#attendees.teachers[lesson] ?? nobody
    this.#fillers[lesson] = fillers ?? this.#attendees.given[lesson] ?? nobody
    this.attendance.come(lesson, this.fillersOf(lesson), this.teachersOf(lesson), rooms)
  }

  #endAt(lesson: number): number {
    const { body, dayOf, dayStart, durationOf, slots } = this.model
    const slot = this.slotOf[lesson] ?? -1
    const day = dayOf[slot]
    if (day === undefined) return slot
    const end = body.grid.runsOn === true ? slots : (dayStart[day + 1] ?? slot)
    return Math.min(slot + (durationOf[lesson] ?? 0), end)
  }

  #occupy(lesson: number): void {
    const { weeks } = this.model
    const atoms = this.#attendees.atoms[lesson] ?? nobody
    const start = this.slotOf[lesson] ?? -1
    const end = this.endOf(lesson)
    if (end === start) return
    const held = this.weeksOf[lesson] ?? 0
    const rooms = this.roomsOf(lesson)
    const room = rooms.length > 1 ? severalRooms : (rooms[0] ?? noRoom)
    for (let week = 0; week < weeks; week++) {
      if ((held & (1 << week)) === 0) continue
      addAll(this.teacherAt, this.teachersOf(lesson), week, start, end, lesson, room)
      addAll(this.atomAt, atoms, week, start, end, lesson, room)
      addAll(this.roomAt, rooms, week, start, end, lesson, room)
      this.teacherDays.change(this.teachersOf(lesson), week, start, end)
      this.atomDays.change(atoms, week, start, end)
    }
  }

  /** Takes back `#occupy` backwards, as Cells asks. */
  #leave(lesson: number): void {
    const { weeks } = this.model
    const atoms = this.#attendees.atoms[lesson] ?? nobody
    const start = this.slotOf[lesson] ?? -1
    const end = this.endOf(lesson)
    this.slotOf[lesson] = -1
    this.#endOf[lesson] = -1
    if (end === start) return
    const held = this.weeksOf[lesson] ?? 0
    for (let week = weeks - 1; week >= 0; week--) {
      if ((held & (1 << week)) === 0) continue
      removeAll(this.roomAt, this.roomsOf(lesson), week, start, end, lesson)
      removeAll(this.atomAt, atoms, week, start, end, lesson)
      removeAll(this.teacherAt, this.teachersOf(lesson), week, start, end, lesson)
      this.teacherDays.change(this.teachersOf(lesson), week, start, end)
      this.atomDays.change(atoms, week, start, end)
    }
  }

  /** Copies of all that makes two plans equal. For tests of undo. */
  snapshot(): ReadonlyArray<unknown> {
    const cells = [this.teacherAt, this.atomAt, this.roomAt].map(each => each.snapshot())
    return [
      this.slotOf.slice(),
      this.#endOf.slice(),
      [...this.#rooms],
      [...this.#teachers],
      [...this.#fillers],
      this.attendance.snapshot(),
      cells
    ]
  }
}

const addAll = (
  cells: Cells,
  who: Int32Array,
  week: number,
  from: number,
  to: number,
  lesson: number,
  room: number
): void => {
  for (let i = 0; i < who.length; i++) cells.add(who[i] ?? 0, week, from, to, lesson, room)
}

const removeAll = (cells: Cells, who: Int32Array, week: number, from: number, to: number, lesson: number): void => {
  for (let i = who.length - 1; i >= 0; i--) cells.remove(who[i] ?? 0, week, from, to, lesson)
}

/** A spot in the model's numbers, as `place` takes them; who fills a role is among the teachers and rooms too. */
export const numbersOf = (model: Model, lesson: number, { slot, roomIds, teacherIds, assigned }: Spot) => {
  const facts = model.lessons[lesson]
  const fillers = facts?.given.slice() ?? nobody
  for (const { role, resourceId } of assigned) {
    const at = facts?.course.roles.findIndex(each => each.role === role) ?? -1
    if (at >= 0) fillers[at] = model.resourceIndex.get(resourceId) ?? -1
  }
  const among = (kind: Resource["kind"]): ReadonlyArray<number> =>
    [...fillers].flatMap(filler => {
      const resource = model.resources[filler]
      return resource?.kind === kind ? resource.index : []
    })
  const rooms = roomIds.flatMap(id => model.roomIndex.get(id) ?? [])
  const teachers = teacherIds?.flatMap(id => model.teacherIndex.get(id) ?? []) ?? facts?.teachers ?? nobody
  return {
    slot: slot ?? -1,
    rooms: ascending([...rooms, ...among("room")]),
    teachers: ascending([...teachers, ...among("teacher")]),
    fillers
  }
}
