import type { LiveScore } from "../../../src/constraints/LiveScore.ts"
import { movableLessons, twinsOf } from "../../../src/suggestions/lessons.ts"
import { SuggestSearch } from "../../../src/suggestions/SuggestSearch.ts"
import { lessons, request } from "../../suggestions/searching.ts"

/** How many lessons of a school can go to another time, if so many lessons may move, and nothing hard gets worse. */
export interface Shares {
  readonly placed: number
  /** Of them, neither pinned nor at a given time. */
  readonly movable: number
  /** With one lesson, with up to two, with up to three. */
  readonly withUpTo: readonly [number, number, number]
  /** The same, where a lesson can go if one identical to it can: two Maths lessons of a class that trade places are no change. */
  readonly identicalAsOne: readonly [number, number, number]
  /** Whether every search looked at everything. */
  readonly complete: boolean
}

/** Asks for suggestions for each placed lesson, and counts those that get a valid one. */
export const sharesOf = (live: LiveScore): Shares => {
  const { model } = live.rulebook
  const placed = model.lessons.filter(({ index }) => live.plan.stands(index))
  const fewest = new Map<number, number>()
  let complete = true
  for (const { lesson, index } of placed) {
    const search = new SuggestSearch(live, request(lessons(lesson.id)), false)
    while (!search.step(10_000));
    complete &&= search.complete
    const sizes = search
      .best()
      .filter(({ changes, delta }) =>
        delta.after.hard > delta.before.hard
          ? false
          : changes.some(({ lessonId, from, to }) => lessonId === lesson.id && from?.slot !== to?.slot)
      )
      .map(({ disturbance }) => disturbance.lessons)
    fewest.set(index, Math.min(...sizes))
  }
  const twins = twinsOf(live.plan)
  const fewestAlike = new Map<number, number>()
  for (const [index, size] of fewest) {
    const group = twins[index] ?? index
    fewestAlike.set(group, Math.min(size, fewestAlike.get(group) ?? size))
  }
  const within = (sizeOf: (index: number) => number | undefined) => (most: number) =>
    placed.filter(({ index }) => (sizeOf(index) ?? Number.POSITIVE_INFINITY) <= most).length
  const alone = within(index => fewest.get(index))
  const movable = movableLessons(model)
  const alike = within(index => (movable[index] === 1 ? fewestAlike.get(twins[index] ?? index) : undefined))
  return {
    placed: placed.length,
    movable: placed.filter(({ index }) => movable[index] === 1).length,
    withUpTo: [alone(1), alone(2), alone(3)],
    identicalAsOne: [alike(1), alike(2), alike(3)],
    complete
  }
}
