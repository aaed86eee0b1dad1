import { LiveScore } from "../../../src/constraints/LiveScore.ts"
import { Plan } from "../../../src/constraints/Plan.ts"
import { WeekOptimiser } from "../../../src/suggestions/optimise/WeekOptimiser.ts"
import { type SearchScope, wholeWeek } from "../../../src/suggestions/SearchRequest.ts"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { rulebookOf } from "../../support/school.ts"

export const liveOf = (body: TimetableBody): LiveScore => {
  const rulebook = rulebookOf(body)
  return new LiveScore(rulebook, Plan.of(rulebook.model))
}

/** The same school with nothing in its week but what is pinned. */
export const emptied = (body: TimetableBody): TimetableBody => ({
  ...body,
  placements: body.placements.filter(({ pin }) => pin !== null)
})

export interface Asked {
  readonly moves: number
  readonly scope?: Partial<SearchScope>
  readonly seed?: number
}

/** An optimiser after so many moves, or sooner when `until` holds; looked at every thousand. */
export const optimised = (body: TimetableBody, asked: Asked, until = (_: WeekOptimiser): boolean => false) => {
  const live = liveOf(body)
  const scope = { ...wholeWeek, ...asked.scope }
  const optimiser = new WeekOptimiser(live, { _tag: "Optimise", scope, millis: 1, seed: asked.seed ?? 1 })
  while (optimiser.moves < asked.moves && !optimiser.done && !until(optimiser)) optimiser.step(1000)
  return { live, optimiser, best: optimiser.best() }
}
