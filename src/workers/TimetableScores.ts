import { Either } from "effect"
import { makeRulebook } from "../constraints/Evaluation.ts"
import { LiveScore } from "../constraints/LiveScore.ts"
import { makeModel } from "../constraints/Model.ts"
import { Plan } from "../constraints/Plan.ts"
import type { BadConstraint } from "../constraints/Rule.ts"
import { successor } from "../constraints/successor.ts"
import { editBetween } from "../timetable/Edit.ts"
import type { Timetable } from "../timetable/Timetable.ts"
import { afterNews, type TimetableNews } from "./TimetableNews.ts"

/** Timetables kept ready for the next search; more would only hold memory. */
export const mostTimetables = 4

/** Which timetable, at whatever version. */
export const keyOf = ({ schoolId, id }: Timetable): string => JSON.stringify([schoolId, id])

/** A timetable at one version, ready to be searched. */
export interface Known {
  readonly timetable: Timetable
  readonly live: LiveScore
}

/** Gets to know a timetable; hundreds of milliseconds for a large school, a few where `before` is another version of it. */
export const knowAfter = (before: Known | undefined, news: TimetableNews): Either.Either<Known, string> => {
  if (news._tag === "Whole") {
    const { timetable } = news
    return Either.mapBoth(liveScoreOf(timetable), { onLeft: sayBad, onRight: live => ({ timetable, live }) })
  }
  if (before === undefined) return Either.left("the timetable did not arrive")
  const timetable = afterNews(before.timetable, news)
  const { changes } = editBetween(before.timetable.placements, timetable.placements)
  return Either.mapBoth(successor(before.live, timetable, changes), {
    onLeft: sayBad,
    onRight: live => ({ timetable, live })
  })
}

export const liveScoreOf = (timetable: Timetable): Either.Either<LiveScore, BadConstraint> => {
  const model = makeModel(timetable)
  return Either.map(makeRulebook(model), rulebook => new LiveScore(rulebook, Plan.of(model)))
}

export const sayBad = ({ constraintId, kind, path, reason }: BadConstraint): string =>
  `constraint ${constraintId} (${kind}), ${path}: ${reason}`
