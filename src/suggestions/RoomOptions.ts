import type { Rulebook } from "../constraints/Evaluation.ts"
import type { LiveScore } from "../constraints/LiveScore.ts"
import type { Plan } from "../constraints/Plan.ts"
import type { Blockers } from "./Blockers.ts"
import { LessonSet } from "./LessonSet.ts"
import { noRooms } from "./spots.ts"

/** At most so many free rooms are tried for a lesson at a slot, and as many taken ones where none is free. */
const most = 3

/**
 * In which rooms a lesson could be at a slot. It keeps its own if they are free then, and good enough; else it takes one that answers its
 * need, is to be had, and seats all who attend: the smallest first. Rooms that fill a role of the course, and several at once, stay.
 */
export class RoomOptions {
  readonly #plan: Plan
  readonly #blockers: Blockers
  readonly #alone: ReadonlyArray<Int32Array>
  readonly #choices: Array<Int32Array | undefined>
  readonly #found: LessonSet
  readonly #minds: { readonly off: boolean }

  constructor({ model, monitors }: Rulebook, plan: Plan, blockers: Blockers) {
    this.#plan = plan
    this.#blockers = blockers
    this.#alone = model.body.rooms.map((_, room) => Int32Array.of(room))
    this.#choices = model.lessons.map(() => undefined)
    this.#found = new LessonSet(model.lessons.length)
    this.#minds = { off: monitors.some(({ constraint }) => constraint.hard && constraint.kind === "room_unavailable") }
  }

  /** Sets of rooms to try, the best first: never those it has where it stands. Some may be taken: `Blockers.rooms` tells. */
  at(lesson: number, slot: number): ReadonlyArray<Int32Array> {
    const own = this.#plan.roomsOf(lesson)
    const stays = slot === this.#plan.slotOf[lesson]
    const choices = this.choicesOf(lesson)
    if (!stays && (choices.length === 0 || (this.suits(lesson) && this.isFree(lesson, slot, own)))) return [own]
    const options: Array<Int32Array> = []
    for (let i = 0; i < choices.length && options.length < most; i++) {
      const room = this.alone(choices[i] ?? -1)
      if (room[0] !== own[0] && this.isFree(lesson, slot, room)) options.push(room)
    }
    if (options.length > 0) return options
    if (!stays && own.length > 0 && this.isOpen(lesson, slot, own)) options.push(own)
    for (let i = 0; i < choices.length && options.length < most; i++) {
      const room = this.alone(choices[i] ?? -1)
      if (room[0] !== own[0] && this.isOpen(lesson, slot, room)) options.push(room)
    }
    return options
  }

  /** Of `at`, those that cost least; its own where there is nothing to choose from. */
  best(live: LiveScore, lesson: number, slot: number): Int32Array {
    const { plan } = live
    const options = slot === plan.slotOf[lesson] ? [] : this.at(lesson, slot)
    let best = { rooms: options[0] ?? plan.roomsOf(lesson), hard: Number.POSITIVE_INFINITY, soft: 0 }
    if (options.length > 1)
      for (const rooms of options) {
        const { hard, soft } = live.preview(lesson, slot, rooms, plan.teachersOf(lesson), plan.fillersOf(lesson))
        if (hard < best.hard || (hard === best.hard && soft < best.soft)) best = { rooms, hard, soft }
      }
    return best.rooms
  }

  /** Whether the rooms it has are such that it should keep them where it can. */
  suits(lesson: number): boolean {
    const choices = this.choicesOf(lesson)
    return choices.length === 0 || choices.includes(this.#plan.roomsOf(lesson)[0] ?? -1)
  }

  /** Rooms that would do for the lesson, one at a time; none: it keeps what it has. */
  choicesOf(lesson: number): Int32Array {
    const known = this.#choices[lesson] ?? this.#choose(lesson)
    this.#choices[lesson] = known
    return known
  }

  alone(room: number): Int32Array {
    return this.#alone[room] ?? noRooms
  }

  /** Whether nobody else is there, and they are to be had. */
  isFree(lesson: number, slot: number, rooms: Int32Array): boolean {
    if (!this.isOpen(lesson, slot, rooms)) return false
    this.#found.clear()
    this.#blockers.rooms(lesson, slot, rooms, this.#found)
    return this.#found.size === 0
  }

  /** Whether none of them is unavailable then. */
  isOpen(lesson: number, slot: number, rooms: Int32Array): boolean {
    if (!this.#minds.off) return true
    const { lessons, roomOff } = this.#plan.model
    const end = slot + (lessons[lesson]?.duration ?? 0)
    for (let i = 0; i < rooms.length; i++)
      for (let at = slot; at < end; at++) if (roomOff[rooms[i] ?? -1]?.[at] === 1) return false
    return true
  }

  #choose(lesson: number): Int32Array {
    const { body, lessons, resources } = this.#plan.model
    const facts = lessons[lesson]
    const own = this.#plan.roomsOf(lesson)
    if (facts === undefined || own.length > 1) return noRooms
    if (this.#plan.fillersOf(lesson).some(filler => resources[filler]?.kind === "room")) return noRooms
    if (facts.course.roomNeed.need === "none" && own.length === 0) return noRooms
    const seats = (room: number): number => body.rooms[room]?.capacity ?? Number.POSITIVE_INFINITY
    return (facts.suitableRooms ?? Int32Array.from(body.rooms.keys()))
      .filter(room => seats(room) >= facts.size)
      .sort((a, b) => (seats(a) === seats(b) ? a - b : seats(a) - seats(b)))
  }
}
