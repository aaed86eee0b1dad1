import { dataLoader } from "@effect/experimental/RequestResolver"
import { Effect, type Redacted, Request, RequestResolver } from "effect"
import { type Identified, type Identity, NotIdentified } from "../chat/sessions/Identity.ts"
import { type LoggedOut, LogoutRepo, type Person } from "../chat/sessions/LogoutRepo.ts"
import type { StorageUnavailable } from "../schedule/StorageUnavailable.ts"

/** Whoever comes within one of these is looked up in one query. */
const window = "5 millis"
const atOnce = 500

class LookUp extends Request.TaggedClass("LookUp")<LoggedOut | null, StorageUnavailable, Person> {}

const isOf = (person: Person) => (logout: LoggedOut) =>
  logout.schoolId === person.schoolId && logout.userId === person.userId

/**
 * A token that was issued before its person was logged out is worth nothing any more, at the upgrade, in a hello or to
 * renew, on any node; so is one that does not say when it was issued (`iat`). While the database is away nobody is let in
 * who might have been logged out. Thousands who come back at once are a few queries.
 */
export const notLoggedOut = (identity: typeof Identity.Service) =>
  Effect.gen(function* () {
    const repo = yield* LogoutRepo
    const resolver = yield* dataLoader(
      RequestResolver.makeBatched((asked: ReadonlyArray<LookUp>) =>
        Effect.matchEffect(repo.find(asked), {
          onFailure: error => Effect.forEach(asked, Request.fail(error), { discard: true }),
          onSuccess: found =>
            Effect.forEach(asked, each => Request.succeed(each, found.find(isOf(each)) ?? null), { discard: true })
        })
      ),
      { window, maxBatchSize: atOnce }
    )
    const checked = ({ user, issuedAt }: Identified) =>
      Effect.request(new LookUp({ schoolId: user.schoolId, userId: user.id }), resolver).pipe(
        Effect.mapError(
          () =>
            new NotIdentified({
              reason: "unavailable",
              message: "Whether the token still holds cannot be learned just now; try again."
            })
        ),
        Effect.filterOrFail(
          logout => logout === null || (issuedAt !== null && issuedAt > logout.at),
          () =>
            new NotIdentified({
              reason: "invalid",
              message: "The token is from before you were logged out; get a new one."
            })
        )
      )
    return {
      ...identity,
      identify: (token: Redacted.Redacted) => Effect.tap(identity.identify(token), checked)
    }
  })
