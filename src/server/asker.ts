import { HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { Identity } from "../chat/sessions/Identity.ts"
import type { User } from "../chat/User.ts"
import { bearer } from "./bearer.ts"
import { type Rejection, rejectionOf } from "./Rejection.ts"

/** Who sends a plain request, by its Authorization header; where no tokens are asked for, everybody's user. */
export const asker = (needed: string): Effect.Effect<User, Rejection, Identity | HttpServerRequest.HttpServerRequest> =>
  Effect.gen(function* () {
    const identity = yield* Identity
    if (identity.everybody !== null) return identity.everybody
    const { authorization = "" } = (yield* HttpServerRequest.HttpServerRequest).headers
    const token = bearer(authorization)
    if (token === null)
      return yield* Effect.fail<Rejection>({
        status: 401,
        message: `Authorization: Bearer and the token of ${needed}.\n`
      })
    const { user } = yield* Effect.mapError(identity.identify(token), rejectionOf)
    return user
  })

/** What HTTP wants beside the words. */
export const rejectionHeaders = ({
  status,
  retryAfterSeconds
}: {
  readonly status: number
  readonly retryAfterSeconds?: number | undefined
}): Readonly<Record<string, string>> => ({
  ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
  ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) })
})

export const rejected = (rejection: Rejection) =>
  HttpServerResponse.text(rejection.message, { status: rejection.status, headers: rejectionHeaders(rejection) })
