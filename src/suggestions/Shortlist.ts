import type { Units } from "../constraints/LiveScore.ts"
import type { Step } from "./spots.ts"

/** Steps that work, and by how much they would change the score, in ten-thousandths. */
export interface Candidate {
  readonly steps: ReadonlyArray<Step>
  readonly difference: Units
  /** λ·disturbance, in ten-thousandths: what decides between those that gain as much. */
  readonly price: number
}

/** At most so many are kept that move as many lessons and gain as much. */
const most = 64

/**
 * The candidates that no other one dominates: none gains as much with fewer lessons, none gains more with as many. Of
 * those that gain as much with as many lessons, a bounded number, no two the same. Source: TIMETABLING.md, "Ranking".
 */
export class Shortlist {
  /** By number of lessons. */
  readonly #best = new Map<number, Map<string, Candidate>>()

  /** Whether a candidate that changes the score by so much, with so many lessons, would be kept. */
  wants(lessons: number, difference: Units): boolean {
    for (const [size, kept] of this.#best)
      for (const other of kept.values()) {
        if (size < lessons && compare(other.difference, difference) <= 0) return false
        if (size === lessons && compare(other.difference, difference) < 0) return false
        break
      }
    return true
  }

  /** Only those it `wants`. */
  add(candidate: Candidate): void {
    const { difference, steps } = candidate
    for (const [size, kept] of this.#best)
      for (const other of kept.values()) {
        const worse = compare(difference, other.difference)
        if (size >= steps.length && (worse < 0 || (size > steps.length && worse === 0))) this.#best.delete(size)
        break
      }
    const kept = this.#best.get(steps.length) ?? new Map<string, Candidate>()
    this.#best.set(steps.length, kept)
    const key = stateOf(steps)
    if (!kept.has(key)) kept.set(key, candidate)
    if (kept.size <= most) return
    const [worst] = [...kept].sort(([, a], [, b]) => byPrice(b, a))
    if (worst !== undefined) kept.delete(worst[0])
  }

  /**
   * The best first, at most `limit`, and of every number of lessons at least one, as long as there is room; for the rest of it,
   * different lessons in turn. Of those that take the lesson they begin with to the same time at the same gain, one.
   */
  ranked(limit: number): ReadonlyArray<Candidate> {
    const chosen = [...this.#best.values()].flatMap(kept => inTurns([...kept.values()].sort(byRank)))
    return chosen
      .sort((a, b) => a.turn - b.turn || byRank(a.candidate, b.candidate))
      .slice(0, limit)
      .map(({ candidate }) => candidate)
      .sort(byRank)
  }
}

interface Turn {
  readonly candidate: Candidate
  /** 0 = the first of all; then how many before it begin with the same lesson, and one more. */
  readonly turn: number
}

const inTurns = (ranked: ReadonlyArray<Candidate>): ReadonlyArray<Turn> => {
  const purposes = new Set<string>()
  const turns = new Map<number, number>()
  return ranked.flatMap((candidate, i) => {
    const [first] = candidate.steps
    if (first === undefined || purposes.has(`${first.lesson} ${first.slot}`)) return []
    purposes.add(`${first.lesson} ${first.slot}`)
    const turn = (turns.get(first.lesson) ?? 0) + 1
    turns.set(first.lesson, turn)
    return [{ candidate, turn: i === 0 ? 0 : turn }]
  })
}

/** Below 0: a is better. */
export const compare = (a: Units, b: Units): number => a.hard - b.hard || a.soft - b.soft

/** Hard first, then soft cost and disturbance together. */
const byRank = (a: Candidate, b: Candidate): number =>
  a.difference.hard - b.difference.hard || a.difference.soft + a.price - (b.difference.soft + b.price) || byPrice(a, b)

const byPrice = (a: Candidate, b: Candidate): number =>
  a.price - b.price || a.steps.length - b.steps.length || (stateOf(a.steps) < stateOf(b.steps) ? -1 : 1)

/** What is the same whatever the order of the steps. */
const stateOf = (steps: ReadonlyArray<Step>): string =>
  steps
    .map(({ lesson, slot, rooms }) => `${lesson} ${slot} ${rooms.join()}`)
    .sort()
    .join("; ")
