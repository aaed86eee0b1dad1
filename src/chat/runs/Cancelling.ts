import { Effect, Option, Schema } from "effect"
import { SchoolId } from "../../timetable/School.ts"
import { Bus } from "../Bus.ts"
import type { User } from "../User.ts"
import { RunRepo } from "./RunRepo.ts"
import { type Cancelling, Runs } from "./Runs.ts"

const channel = "runs: cancel"

/** Whose run, and which: what another node needs to know of a wish to cancel. */
const Wish = Schema.parseJson(
  Schema.Struct({
    schoolId: SchoolId,
    userId: Schema.String,
    runId: Schema.NullOr(Schema.String),
    target: Schema.NullOr(Schema.String)
  })
)
const decode = Schema.decodeUnknownOption(Wish)
const encode = Schema.encodeSync(Wish)

/**
 * Cancels a run wherever it is made. What this node does not know is looked up in the store, which tells whose it is and
 * whether it goes on; its own node hears of it over the bus. Listens as long as the scope is open.
 */
export const makeCancelling = Effect.gen(function* () {
  const bus = yield* Bus
  const runs = yield* Runs
  const repo = yield* RunRepo

  yield* bus.listen(channel, message => {
    const wish = decode(message)
    if (Option.isSome(wish)) runs.cancel({ schoolId: wish.value.schoolId, id: wish.value.userId }, wish.value)
  })

  return {
    here: (user: User, which: { readonly runId: string | null; readonly target: string | null }): Cancelling =>
      runs.cancel(user, which),
    elsewhere: (user: User, which: { readonly runId: string | null; readonly target: string | null }) =>
      Effect.gen(function* () {
        const { schoolId, id: userId } = user
        const run =
          which.runId === null
            ? yield* repo.findByTarget(schoolId, userId, which.target ?? "")
            : yield* repo.find(schoolId, which.runId)
        if (run === null || run.userId !== userId) return "unknown" as const
        if (run.outcome !== null) return "over" as const
        bus.tell(channel, encode({ schoolId, userId, ...which }))
        return "cancelled" as const
      })
  }
})
