import type { Plan } from "../../constraints/Plan.ts"
import type { Candidate } from "./Candidate.ts"
import type { RoomChoice } from "./RoomChoice.ts"
import type { SlotCosts } from "./SlotCosts.ts"

/**
 * Rooms for a candidate's lessons before it is judged. Where none is free, whoever has one and can do with another gives
 * it up and finds another in turn: an augmenting path of the matching of lessons and rooms. Source: Kuhn (1955).
 */
export class RoomFinder {
  readonly #plan: Plan
  readonly #candidate: Candidate
  readonly #costs: SlotCosts
  readonly #choice: RoomChoice
  /** Per place in the candidate: 1 = its rooms are taken. */
  readonly #holds = new Uint8Array(64)
  /** Per room: the path that last asked for it. */
  readonly #askedBy: Int32Array
  #path = 0

  constructor(plan: Plan, candidate: Candidate, costs: SlotCosts, choice: RoomChoice) {
    this.#plan = plan
    this.#candidate = candidate
    this.#costs = costs
    this.#choice = choice
    this.#askedBy = new Int32Array(plan.model.body.rooms.length)
  }

  /** Takes rooms for all; answers how many lessons that have a choice share theirs with others. Who makes way is added. */
  find(): number {
    const candidate = this.#candidate
    for (let i = 0; i < candidate.count; i++) this.#leave(i)
    let sharing = 0
    for (let i = 0; i < candidate.count; i++) {
      if (this.#holds[i] === 1) continue
      this.#path += 1
      if (this.#settle(i)) continue
      const lesson = candidate.lessonAt(i)
      const to = candidate.targetAt(i)
      const asked = candidate.askedAt(i)
      this.#take(i, asked ?? this.#choice.choose(lesson, to, this.#endAt(i), candidate.oldRoomsAt(i)))
      // Those with one room only are in the table of costs already.
      if (this.#choice.choicesOf(lesson).length > 1) sharing += 1
    }
    return sharing
  }

  /** All as it was before `find`. */
  giveBack(): void {
    const candidate = this.#candidate
    for (let i = 0; i < candidate.count; i++) this.#release(i)
    for (let i = 0; i < candidate.count; i++) {
      const lesson = candidate.lessonAt(i)
      this.#choice.take(lesson, candidate.fromAt(i), this.#plan.endOf(lesson), candidate.oldRoomsAt(i))
    }
  }

  /** Finds rooms of its own for a lesson that holds none; false = there are none, and all is as before. */
  #settle(i: number): boolean {
    const candidate = this.#candidate
    const choice = this.#choice
    const lesson = candidate.lessonAt(i)
    const to = candidate.targetAt(i)
    const end = this.#endAt(i)
    const asked = candidate.askedAt(i)
    if (to < 0) {
      this.#take(i, asked ?? none)
      return true
    }
    const chosen = asked ?? choice.choose(lesson, to, end, candidate.oldRoomsAt(i))
    if (chosen.length === 0 || choice.isFree(lesson, chosen[0] ?? 0, to, end)) {
      this.#take(i, chosen)
      return true
    }
    const choices = asked ?? choice.choicesOf(lesson)
    for (let c = 0; c < choices.length; c++) if (this.#settleIn(i, choices[c] ?? 0)) return true
    return false
  }

  /** In the room of somebody who finds another. */
  #settleIn(i: number, room: number): boolean {
    const candidate = this.#candidate
    if (this.#askedBy[room] === this.#path) return false
    this.#askedBy[room] = this.#path
    const size = candidate.count
    const holder = this.#holderOf(room, candidate.targetAt(i), this.#endAt(i))
    if (holder < 0) return false
    const had = candidate.roomsAt(holder)
    if (holder < size) this.#release(holder)
    else this.#leave(holder)
    if (this.#choice.isFree(candidate.lessonAt(i), room, candidate.targetAt(i), this.#endAt(i))) {
      this.#take(i, this.#choice.alone(room))
      if (this.#settle(holder)) return true
      this.#release(i)
    }
    if (holder < size) this.#take(holder, had)
    else {
      const lesson = candidate.lessonAt(holder)
      this.#choice.take(lesson, candidate.fromAt(holder), this.#plan.endOf(lesson), candidate.oldRoomsAt(holder))
      candidate.dropLast()
    }
    return false
  }

  /** The only lesson in the room then, by its place in the candidate, where it is added if need be; -1 = it must stay, or there are several. */
  #holderOf(room: number, from: number, to: number): number {
    const candidate = this.#candidate
    const { model, roomAt } = this.#plan
    let holder = -1
    for (let i = 0; i < candidate.count; i++) {
      if (this.#holds[i] !== 1 || candidate.roomsAt(i)[0] !== room) continue
      if (candidate.targetAt(i) >= to || this.#endAt(i) <= from) continue
      if (holder >= 0 || candidate.askedAt(i) !== null) return -1
      holder = i
    }
    let met = -1
    for (let week = 0; week < model.weeks; week++)
      for (let time = from; time < to; time++) {
        let node = roomAt.first(room, week * model.slots + time)
        for (; node !== 0; node = roomAt.next(node)) {
          const lesson = roomAt.lesson(node)
          if (candidate.has(lesson) || lesson === met) continue
          if (holder >= 0 || met >= 0) return -1
          met = lesson
        }
      }
    if (met < 0) return holder
    const mayChange = this.#choice.choicesOf(met).length > 1
    return mayChange && candidate.add(met, this.#plan.slotOf[met] ?? -1, null) ? candidate.count - 1 : -1
  }

  /** The lesson gives up what it has in the plan. */
  #leave(i: number): void {
    const lesson = this.#candidate.lessonAt(i)
    const slot = this.#plan.slotOf[lesson] ?? -1
    const rooms = this.#plan.roomsOf(lesson)
    this.#candidate.was(i, slot, rooms)
    this.#choice.leave(lesson, slot, this.#plan.endOf(lesson), rooms)
    this.#holds[i] = 0
  }

  #take(i: number, rooms: Int32Array): void {
    this.#candidate.setRooms(i, rooms)
    this.#choice.take(this.#candidate.lessonAt(i), this.#candidate.targetAt(i), this.#endAt(i), rooms)
    this.#holds[i] = 1
  }

  #release(i: number): void {
    this.#choice.leave(
      this.#candidate.lessonAt(i),
      this.#candidate.targetAt(i),
      this.#endAt(i),
      this.#candidate.roomsAt(i)
    )
    this.#holds[i] = 0
  }

  #endAt(i: number): number {
    return this.#costs.endAt(this.#candidate.lessonAt(i), this.#candidate.targetAt(i))
  }
}

const none = new Int32Array(0)
