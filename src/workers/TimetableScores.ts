import { Either } from "effect"
import { makeRulebook } from "../constraints/Evaluation.ts"
import { LiveScore } from "../constraints/LiveScore.ts"
import { makeModel } from "../constraints/Model.ts"
import { Plan } from "../constraints/Plan.ts"
import type { BadConstraint } from "../constraints/Rule.ts"
import type { Timetable } from "../timetable/Timetable.ts"

/** Timetables kept ready for the next search; more would only hold memory. */
export const mostTimetables = 4

/** Which timetable at which version. */
export const keyOf = ({ schoolId, id, version }: Timetable): string => JSON.stringify([schoolId, id, version])

export const liveScoreOf = (timetable: Timetable): Either.Either<LiveScore, BadConstraint> => {
  const model = makeModel(timetable)
  return Either.map(makeRulebook(model), rulebook => new LiveScore(rulebook, Plan.of(model)))
}

export const sayBad = ({ constraintId, kind, path, reason }: BadConstraint): string =>
  `constraint ${constraintId} (${kind}), ${path}: ${reason}`
