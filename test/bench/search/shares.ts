import type { LiveScore } from "../../../src/constraints/LiveScore.ts"
import { movableLessons } from "../../../src/suggestions/lessons.ts"
import { SuggestSearch } from "../../../src/suggestions/SuggestSearch.ts"
import { lessons, request } from "../../suggestions/searching.ts"

/** How many lessons of a school can go to another time, if so many lessons may move, and nothing hard gets worse. */
export interface Shares {
  readonly placed: number
  /** Of them, neither pinned nor at a given time. */
  readonly movable: number
  /** With one lesson, with up to two, with up to three. */
  readonly withUpTo: readonly [number, number, number]
  /** Whether every search looked at everything. */
  readonly complete: boolean
}

/** Asks for suggestions for each placed lesson, and counts those that get a valid one. */
export const sharesOf = (live: LiveScore): Shares => {
  const { model } = live.rulebook
  const placed = model.lessons.filter(({ index }) => live.plan.stands(index))
  const withUpTo: [number, number, number] = [0, 0, 0]
  let complete = true
  for (const { lesson } of placed) {
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
    const fewest = Math.min(...sizes)
    for (const size of [1, 2, 3] as const) if (fewest <= size) withUpTo[size - 1] = (withUpTo[size - 1] ?? 0) + 1
  }
  const movable = movableLessons(model)
  return {
    placed: placed.length,
    movable: placed.filter(({ index }) => movable[index] === 1).length,
    withUpTo,
    complete
  }
}
