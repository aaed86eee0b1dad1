import { Duration, Effect, type Redacted } from "effect"
import { type Identified, type Identity, NotIdentified } from "../chat/sessions/Identity.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"

const remembered = Duration.seconds(5)

/**
 * Who has a token of a school that this server does not know is told so at the door, not by every table that refers to
 * schools. While the database is away nobody is turned away: what they ask will say so.
 */
export const knownSchools = (identity: typeof Identity.Service) =>
  Effect.gen(function* () {
    const repo = yield* ScheduleRepo
    const known = yield* Effect.cachedWithTTL(
      Effect.map(repo.schools, schools => new Set<string>(schools.map(({ id }) => id))),
      remembered
    )
    const checked = ({ user }: Identified) =>
      known.pipe(
        Effect.orElseSucceed(() => null),
        Effect.flatMap(schools =>
          schools === null || schools.has(user.schoolId)
            ? Effect.void
            : new NotIdentified({ reason: "forbidden", message: "The token is of a school that is not here." })
        )
      )
    return {
      ...identity,
      identify: (token: Redacted.Redacted) => Effect.tap(identity.identify(token), checked)
    }
  })
