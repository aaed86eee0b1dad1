import type { LiveScore, Units } from "../constraints/LiveScore.ts"
import { Blockers } from "./Blockers.ts"
import { Domains } from "./Domains.ts"
import { LessonSet } from "./LessonSet.ts"
import { linksOf } from "./Links.ts"
import { movableLessons, twinsOf } from "./lessons.ts"
import { RoomOptions } from "./RoomOptions.ts"
import { noRooms, type Step, same, take } from "./spots.ts"
import type { Troubles } from "./Troubles.ts"

/** A lesson that has to move, since another one did; `slot`: where to, -1 = anywhere. */
interface Waiting {
  readonly lesson: number
  readonly slot: number
}

/**
 * Ejection chains: a lesson goes somewhere; whoever it displaces there goes somewhere; and so on, until nothing hard is
 * worse than before. A swap, a cyclic transfer, a Kempe chain and a swap of rooms are chains whose lessons go where others
 * came from. Where nobody is in the way, but a hard rule minds, one of the lessons that it is about goes on.
 *
 * Every such chain of so many lessons is tried, within this: it ends as soon as nothing hard is worse; a lesson takes the
 * rooms that RoomOptions offers, keeps its people, and is never taken out of the week, into a new clash, or to the time of
 * one identical to it; pinned lessons do not move. Only what cannot end in time is left out: more lessons wait than may move.
 *
 * A generator pauses whenever `limit` nodes have been looked at; `leave` and `enter` put the live score back, and forward
 * again, around a pause.
 */
export class Chains {
  /** Positions looked at. */
  nodes = 0
  /** Pause when so many have been. */
  limit = 0
  readonly #live: LiveScore
  readonly #found: (steps: ReadonlyArray<Step>) => void
  readonly #base: Units
  readonly #order: Int32Array
  readonly #origin: Int32Array
  readonly #blockers: Blockers
  readonly #rooms: RoomOptions
  readonly #domains: Domains
  readonly #troubles: Troubles
  readonly #links: ReadonlyArray<Int32Array>
  readonly #movable: Uint8Array
  readonly #twins: Int32Array
  readonly #steps: Array<Step> = []
  readonly #moved: Uint8Array
  readonly #ahead: LessonSet
  readonly #behind: LessonSet

  /** `order`: the slots in the order in which they are tried. `found`: told of steps, taken at that moment, that make nothing hard worse. */
  constructor(live: LiveScore, order: Int32Array, troubles: Troubles, found: (steps: ReadonlyArray<Step>) => void) {
    const { plan, rulebook } = live
    const lessons = rulebook.model.lessons.length
    this.#live = live
    this.#found = found
    this.#base = { ...live.total }
    this.#order = order
    this.#origin = plan.slotOf.slice()
    this.#blockers = new Blockers(rulebook, plan)
    this.#rooms = new RoomOptions(rulebook, plan, this.#blockers)
    this.#domains = new Domains(rulebook, plan)
    this.#troubles = troubles
    this.#links = linksOf(rulebook)
    this.#movable = movableLessons(rulebook.model)
    this.#twins = twinsOf(plan)
    this.#moved = new Uint8Array(lessons)
    this.#ahead = new LessonSet(lessons)
    this.#behind = new LessonSet(lessons)
  }

  isMovable(lesson: number): boolean {
    return this.#movable[lesson] === 1
  }

  /** Takes the steps back for as long as somebody else needs the live score. */
  leave(): void {
    for (let i = 0; i < this.#steps.length; i++) this.#live.undo()
  }

  enter(): void {
    for (const step of this.#steps) take(this.#live, step)
  }

  /** Chains that begin with this lesson, of at most so many lessons. */
  *from(lesson: number, most: number): Generator<void> {
    yield* this.#place(lesson, this.#order, most - 1, [], most - 1)
    yield* this.#changeRoom(lesson, most - 1)
  }

  /** `spare`: how many more than those that wait already may be displaced. */
  *#place(
    lesson: number,
    slots: Iterable<number>,
    remaining: number,
    waiting: ReadonlyArray<Waiting>,
    spare: number
  ): Generator<void> {
    const own = this.#live.plan.roomsOf(lesson)
    for (const slot of slots) {
      const stays = slot === this.#origin[lesson]
      this.nodes++
      if (this.nodes >= this.limit) yield
      if (this.#isTwinsTime(lesson, slot) || !this.#domains.allows(lesson, slot)) continue
      const people = stays ? 0 : this.#displaced(lesson, slot, noRooms, waiting)
      if (people > spare) continue
      // Who has to go anyway leaves the room, too.
      const keeps =
        !stays &&
        this.#rooms.suits(lesson) &&
        this.#rooms.isOpen(lesson, slot, own) &&
        this.#displaced(lesson, slot, own, waiting) === people
      for (const rooms of keeps ? [own] : this.#rooms.at(lesson, slot))
        if (keeps || (!(stays && same(rooms, own)) && this.#displaced(lesson, slot, rooms, waiting) <= spare))
          yield* this.#try({ lesson, slot, rooms }, remaining)
    }
  }

  /** The lesson where it is, in each other room that would do. */
  *#changeRoom(lesson: number, remaining: number): Generator<void> {
    const slot = this.#origin[lesson] ?? -1
    if (slot < 0 || this.#isTwinsTime(lesson, slot)) return
    for (const room of this.#rooms.choicesOf(lesson)) {
      this.nodes++
      if (this.nodes >= this.limit) yield
      const rooms = this.#rooms.alone(room)
      if (!same(rooms, this.#live.plan.roomsOf(lesson)) && this.#displaced(lesson, slot, rooms, []) <= remaining)
        yield* this.#try({ lesson, slot, rooms }, remaining)
    }
  }

  /** How many would have to move who do not wait already; infinitely many, where one of them may not. */
  #displaced(lesson: number, slot: number, rooms: Int32Array, waiting: ReadonlyArray<Waiting>): number {
    const ahead = this.#ahead
    ahead.clear()
    this.#collect(lesson, slot, rooms, ahead)
    let more = 0
    for (let i = 0; i < ahead.size; i++) {
      const other = ahead.at(i)
      if (this.#moved[other] === 1 || this.#movable[other] === 0) return Number.POSITIVE_INFINITY
      if (!waiting.some(each => each.lesson === other)) more++
    }
    return more
  }

  /** A clash that was there before a lesson only changes its room is not its doing. */
  #collect(lesson: number, slot: number, rooms: Int32Array, into: LessonSet): void {
    if (slot !== this.#origin[lesson]) this.#blockers.people(lesson, slot, into)
    this.#blockers.rooms(lesson, slot, rooms, into)
  }

  #isTwinsTime(lesson: number, slot: number): boolean {
    const { courseIndex, lessons, lessonsOfCourse } = this.#live.rulebook.model
    const siblings = lessonsOfCourse[courseIndex.get(lessons[lesson]?.course.id ?? "") ?? -1]
    if (siblings === undefined) return false
    for (let i = 0; i < siblings.length; i++) {
      const other = siblings[i] ?? lesson
      if (other !== lesson && this.#origin[other] === slot && this.#twins[other] === this.#twins[lesson]) return true
    }
    return false
  }

  *#try(step: Step, remaining: number): Generator<void> {
    take(this.#live, step)
    this.#steps.push(step)
    this.#moved[step.lesson] = 1
    if (remaining > 0) yield* this.#goOn(remaining)
    else if (this.#live.total.hard <= this.#base.hard) this.#found(this.#steps)
    this.#moved[step.lesson] = 0
    this.#steps.pop()
    this.#live.undo()
  }

  *#goOn(remaining: number): Generator<void> {
    const waiting = this.#waiting()
    if (waiting === null || waiting.length > remaining) return
    const next = waiting.find(({ slot }) => slot >= 0) ?? waiting[0]
    if (next !== undefined) {
      const slots = next.slot >= 0 ? [next.slot] : this.#order
      yield* this.#place(next.lesson, slots, remaining - 1, waiting, remaining - waiting.length)
    } else if (this.#live.total.hard <= this.#base.hard) this.#found(this.#steps)
    else yield* this.#mend(remaining)
  }

  /** Nobody is in the way, but some other hard rule minds: one of the lessons that it is about has to move. */
  *#mend(remaining: number): Generator<void> {
    for (const lesson of this.#troubles.culprits(this.#steps.length))
      if (this.#moved[lesson] === 0 && this.#movable[lesson] === 1)
        yield* this.#place(lesson, this.#order, remaining - 1, [], remaining - 1)
  }

  /** Those who must move since others did, each once. null = one of them cannot. */
  #waiting(): ReadonlyArray<Waiting> | null {
    const behind = this.#behind
    const waiting: Array<Waiting> = []
    behind.clear()
    for (const { lesson, slot } of this.#steps) {
      const origin = this.#origin[lesson] ?? -1
      if (slot === origin || origin < 0) continue
      for (const partner of this.#links[lesson] ?? []) {
        if (this.#moved[partner] === 1 ? this.#live.plan.slotOf[partner] !== slot : this.#movable[partner] === 0)
          return null
        if (this.#moved[partner] === 1 || this.#origin[partner] !== origin || behind.has(partner)) continue
        behind.add(partner)
        waiting.push({ lesson: partner, slot })
      }
    }
    const linked = behind.size
    for (const { lesson, slot, rooms } of this.#steps) this.#collect(lesson, slot, rooms, behind)
    for (let i = 0; i < behind.size; i++) {
      const other = behind.at(i)
      if (this.#moved[other] === 1 || this.#movable[other] === 0) return null
      if (i >= linked) waiting.push({ lesson: other, slot: -1 })
    }
    return waiting
  }
}
