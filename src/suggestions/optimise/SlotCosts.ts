import type { Model } from "../../constraints/Model.ts"
import type { ClashGraph } from "./ClashGraph.ts"
import type { Places } from "./Places.ts"

/**
 * For every lesson and slot, what it would cost there by itself and in clashes with the others as they stand now: one
 * number to look up, kept while lessons move. Most moves are rejected by it alone, in nanoseconds. Source: the
 * "gamma table" of tabu search for graph colouring (Galinier and Hao, 1999).
 */
export class SlotCosts {
  readonly #model: Model
  readonly #graph: ClashGraph
  readonly #width: number
  readonly #now: Float64Array
  readonly #durations: Int32Array

  /** Nothing stands anywhere: tell it with `come`. */
  constructor(model: Model, graph: ClashGraph, { own, width }: Places) {
    this.#model = model
    this.#graph = graph
    this.#width = width
    this.#now = own.slice()
    this.#durations = Int32Array.from(model.lessons, ({ duration }) => duration)
  }

  /** Energy of the lesson at the slot; -1, and slots beyond the week: nowhere. Only differences mean something. */
  of(lesson: number, slot: number): number {
    const column = slot + 1 < this.#width ? slot + 1 : 0
    return this.#now[lesson * this.#width + column] ?? 0
  }

  /** One past the last slot that the lesson would occupy: as in Plan. */
  endAt(lesson: number, slot: number): number {
    return Math.min(slot + (this.#durations[lesson] ?? 0), this.#last(slot))
  }

  come(lesson: number, slot: number): void {
    this.#add(lesson, slot, 1)
  }

  go(lesson: number, slot: number): void {
    this.#add(lesson, slot, -1)
  }

  #add(lesson: number, slot: number, sign: number): void {
    const { dayOf, dayStart, slots, body } = this.#model
    if (slot < 0 || slot >= slots) return
    const { start, others, costs } = this.#graph
    const first = body.grid.runsOn === true ? 0 : (dayStart[dayOf[slot] ?? 0] ?? 0)
    const end = this.endAt(lesson, slot)
    const last = start[lesson + 1] ?? 0
    for (let i = start[lesson] ?? 0; i < last; i++) {
      const other = others[i] ?? 0
      const cost = sign * (costs[i] ?? 0)
      const row = other * this.#width + 1
      for (let at = row + Math.max(first, slot - (this.#durations[other] ?? 0) + 1); at < row + end; at++)
        this.#now[at] = (this.#now[at] ?? 0) + cost
    }
  }

  #last(slot: number): number {
    const { body, dayOf, dayStart, slots } = this.#model
    return body.grid.runsOn === true ? slots : (dayStart[(dayOf[slot] ?? 0) + 1] ?? slots)
  }
}
