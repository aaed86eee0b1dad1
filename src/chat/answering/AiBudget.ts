import { Effect } from "effect"
import { RunRepo } from "../runs/RunRepo.ts"
import type { User } from "../User.ts"
import { startOf, today } from "./calendar.ts"

/** Tokens a day, in and out, by the days of the school; 0 = no limit. */
export interface AiBudget {
  readonly perUser: number
  readonly perSchool: number
}

/** Why no provider is asked any more today; null: one may be. What is under way does not count yet. */
export const exhausted = ({ perUser, perSchool }: AiBudget, { schoolId, id }: User) =>
  Effect.gen(function* () {
    if (perUser === 0 && perSchool === 0) return null
    const repo = yield* RunRepo
    const { date, zone } = yield* today(schoolId)
    const since = startOf(date, zone)
    const isSpent = (userId: string | null, limit: number) =>
      limit === 0 ? Effect.succeed(false) : Effect.map(repo.spent({ schoolId, userId, since }), spent => spent >= limit)
    if (yield* isSpent(id, perUser)) return sentence("Your", perUser)
    if (yield* isSpent(null, perSchool)) return sentence("The school's", perSchool)
    return null
  })

const sentence = (whose: string, limit: number): string =>
  `${whose} budget of ${limit} tokens for language models is used up for today`
