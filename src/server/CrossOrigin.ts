import { HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { Uploads } from "./Uploads.ts"

/** So long a browser need not ask again. */
const preflightSeconds = 600

/** The origin whose page asks, where it may; else null. */
const allowed = Effect.gen(function* () {
  const { mayComeFrom } = yield* Uploads
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  return headers.origin !== undefined && mayComeFrom(headers) ? headers.origin : null
})

/**
 * What a browser wants to see before a page of another origin may read an answer (Fetch standard, "CORS protocol"). Never
 * `*`, and no credentials: a token comes in a header, or nothing at all. What is kept of an answer is for that origin only.
 */
const readable = (origin: string | null): Readonly<Record<string, string>> => ({
  vary: "origin",
  ...(origin === null ? {} : { "access-control-allow-origin": origin, "access-control-expose-headers": "retry-after" })
})

/** Lets pages of other origins read an answer, refusals too, where they may ask at all. */
export const readableElsewhere = <E, R>(answer: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>) =>
  Effect.zipWith(answer, allowed, (response, origin) => HttpServerResponse.setHeaders(response, readable(origin)))

/** The question that a browser asks before a page of another origin sends a token, or wants to know how far it has come. */
export const preflight = Effect.map(allowed, origin =>
  origin === null
    ? HttpServerResponse.empty({ status: 403, headers: readable(null) })
    : HttpServerResponse.empty({
        status: 204,
        headers: {
          ...readable(origin),
          "access-control-allow-methods": "POST",
          "access-control-allow-headers": "authorization, content-type",
          "access-control-max-age": String(preflightSeconds)
        }
      })
)
