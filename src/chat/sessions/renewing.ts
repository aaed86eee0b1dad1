import { Effect, type Redacted } from "effect"
import { anotherPerson, type RequestError } from "../replies.ts"
import type { Identity } from "./Identity.ts"
import type { Session } from "./Session.ts"

/**
 * A new token on a live connection, of the same person in the same school: what it says of their role and name holds
 * from the next frame on. Without authentication there is nothing to renew.
 */
export const renewing =
  (identity: typeof Identity.Service) =>
  (session: Session, ref: string, token: Redacted.Redacted): Effect.Effect<void, RequestError> =>
    identity.everybody !== null
      ? Effect.sync(() => session.acknowledge(ref, { status: "noop" }))
      : Effect.flatMap(identity.identify(token), identified => {
          const { id, schoolId } = identified.user
          if (id !== session.user.id || schoolId !== session.user.schoolId) return anotherPerson
          session.renew(identified)
          session.acknowledge(ref)
          return Effect.void
        })
