import type { Rulebook } from "../../constraints/Evaluation.ts"
import { LiveScore } from "../../constraints/LiveScore.ts"
import type { Model } from "../../constraints/Model.ts"
import { Plan } from "../../constraints/Plan.ts"
import type { Random } from "./Random.ts"

const nobody = new Int32Array(0)

/**
 * Which rooms a lesson takes along when it moves: the one it has if that is free, else any free one that suits. Counts
 * who is in a room when, by itself, so that rooms are found before a move is made.
 */
export class RoomChoice {
  readonly #model: Model
  readonly #random: Random
  /** Per lesson: rooms it may be in; none: it keeps what it has. */
  readonly #choices: ReadonlyArray<Int32Array>
  readonly #alone: ReadonlyArray<Int32Array>
  readonly #busy: Uint16Array

  constructor(rulebook: Rulebook, plan: Plan, movable: Uint8Array, random: Random) {
    const { model } = rulebook
    const liked = likedRooms(rulebook)
    this.#model = model
    this.#random = random
    this.#alone = model.body.rooms.map((_, room) => Int32Array.of(room))
    this.#busy = new Uint16Array(model.body.rooms.length * model.times)
    this.#choices = model.lessons.map(({ index }) =>
      movable[index] === 1 && plan.roomsOf(index).length < 2 ? (liked.get(index) ?? roomsFor(model, index)) : nobody
    )
    for (const { index } of model.lessons)
      if (plan.stands(index)) this.take(index, plan.slotOf[index] ?? 0, plan.endOf(index), plan.roomsOf(index))
  }

  /** Per lesson: the only room it may be in, -1 = it has a choice, or needs none. */
  static onlyRooms(model: Model): Int32Array {
    return Int32Array.from(model.lessons, ({ index }) => {
      const rooms = roomsFor(model, index)
      return rooms.length === 1 ? (rooms[0] ?? -1) : -1
    })
  }

  choicesOf(lesson: number): Int32Array {
    return this.#choices[lesson] ?? nobody
  }

  /** The room as a placement takes it. */
  alone(room: number): Int32Array {
    return this.#alone[room] ?? nobody
  }

  /** Rooms for a lesson that takes none at the moment, from `slot` up to `end`. `current`: those it had. */
  choose(lesson: number, slot: number, end: number, current: Int32Array): Int32Array {
    const choices = this.choicesOf(lesson)
    if (choices.length === 0) return current
    const had = current[0] ?? -1
    if (had >= 0 && choices.includes(had) && this.isFree(lesson, had, slot, end)) return current
    const offset = choices.length === 1 ? 0 : this.#random.below(choices.length)
    for (let i = 0; i < choices.length; i++) {
      const room = choices[(offset + i) % choices.length] ?? 0
      if (this.isFree(lesson, room, slot, end)) return this.alone(room)
    }
    return had >= 0 && choices.includes(had) ? current : this.alone(choices[offset] ?? 0)
  }

  /** Whether the lesson has no choice, or can choose one that is free. */
  finds(lesson: number, slot: number, end: number): boolean {
    const choices = this.choicesOf(lesson)
    for (let i = 0; i < choices.length; i++) if (this.isFree(lesson, choices[i] ?? 0, slot, end)) return true
    return choices.length === 0
  }

  isFree(lesson: number, room: number, slot: number, end: number): boolean {
    const { lessons, roomOff, slots, times, weeks } = this.#model
    const held = lessons[lesson]?.weeks ?? 0
    const off = roomOff[room]
    for (let at = slot; at < end; at++) if (off?.[at] === 1) return false
    for (let week = 0; week < weeks; week++) {
      if ((held & (1 << week)) === 0) continue
      const first = room * times + week * slots
      for (let at = slot; at < end; at++) if (this.#busy[first + at] !== 0) return false
    }
    return true
  }

  take(lesson: number, slot: number, end: number, rooms: Int32Array): void {
    this.#count(lesson, slot, end, rooms, 1)
  }

  leave(lesson: number, slot: number, end: number, rooms: Int32Array): void {
    this.#count(lesson, slot, end, rooms, -1)
  }

  #count(lesson: number, slot: number, end: number, rooms: Int32Array, by: number): void {
    const { lessons, slots, times, weeks } = this.#model
    if (slot < 0) return
    const held = lessons[lesson]?.weeks ?? 0
    for (let i = 0; i < rooms.length; i++)
      for (let week = 0; week < weeks; week++) {
        if ((held & (1 << week)) === 0) continue
        const first = (rooms[i] ?? 0) * times + week * slots
        for (let at = slot; at < end; at++) this.#busy[first + at] = (this.#busy[first + at] ?? 0) + by
      }
  }
}

/** Rooms that answer the need and are large enough; those that only answer it, where none is. */
const roomsFor = (model: Model, lesson: number): Int32Array => {
  const facts = model.lessons[lesson]
  if (facts === undefined || facts.course.roomNeed.need === "none") return nobody
  const suitable = facts.suitableRooms ?? Int32Array.from(model.body.rooms.keys())
  const large = suitable.filter(room => (model.body.rooms[room]?.capacity ?? facts.size) >= facts.size)
  return large.length > 0 ? large : suitable
}

/** For lessons that need no room, but which somebody would like to see in one: those in which it costs less. */
const likedRooms = ({ model, monitors }: Rulebook): ReadonlyMap<number, Int32Array> => {
  const wishes = monitors.filter(({ constraint }) => wishKinds.has(constraint.kind))
  const live = new LiveScore({ model, monitors: wishes }, new Plan(model))
  const concerned = new Set(wishes.flatMap(({ points }) => points.flatMap(({ watchedLessons }) => [...watchedLessons])))
  const liked = new Map<number, Int32Array>()
  for (const lesson of concerned) {
    if (model.lessons[lesson]?.course.roomNeed.need !== "none") continue
    const cost = (room: number): number => live.preview(lesson, 0, room < 0 ? nobody : Int32Array.of(room)).soft
    const without = cost(-1)
    const rooms = Int32Array.from(model.body.rooms.keys()).filter(room => cost(room) < without)
    if (rooms.length > 0) liked.set(lesson, rooms)
  }
  return liked
}

const wishKinds: ReadonlySet<string> = new Set(["preferred_room", "home_room"])
