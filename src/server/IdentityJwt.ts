import { Data, Effect, Layer, Option, Redacted, Schema } from "effect"
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose"
import { Identity, NotIdentified } from "../chat/sessions/Identity.ts"
import { roles, type User, UserId } from "../chat/User.ts"
import { SchoolId } from "../timetable/School.ts"

/** Where tokens come from, and what they must say. */
export interface JwtSettings {
  /** Shared with the issuer: tokens are HS256. */
  readonly jwtSecret: Option.Option<Redacted.Redacted>
  /** The issuer's public keys: tokens are RS256, ES256 or of their longer kin. */
  readonly jwksUrl: Option.Option<URL>
  readonly jwtIssuer: Option.Option<string>
  readonly jwtAudience: Option.Option<string>
}

/** AUTH=jwt without a key to check tokens with, or with two. */
export class NoKey extends Data.TaggedError("NoKey")<{ readonly message: string }> {}

/** Clocks of issuer and server may differ by so much. */
const clockToleranceSeconds = 30
const keysTimeoutMillis = 5_000
/** A token that is longer is nobody's. */
const maxTokenLength = 8_192

const Claims = Schema.Struct({
  sub: UserId,
  name: Schema.optional(Schema.NonEmptyString.pipe(Schema.maxLength(200))),
  school: SchoolId,
  role: Schema.optional(Schema.Literal(...roles)),
  /** The highest of those that are roles here counts. */
  roles: Schema.optional(Schema.Array(Schema.String)),
  exp: Schema.Number,
  iat: Schema.optional(Schema.Number)
})
const decodeClaims = Schema.decodeUnknownOption(Claims)

const userOf = (claims: typeof Claims.Type): User | null => {
  const given = [claims.role, ...(claims.roles ?? [])]
  const role = roles.findLast(each => given.includes(each))
  return role === undefined ? null : { id: claims.sub, name: claims.name ?? claims.sub, schoolId: claims.school, role }
}

/** The issuer's keys: not reached, too late, or something else in their place. */
const isOutage = (cause: unknown): boolean =>
  cause instanceof TypeError ||
  cause instanceof errors.JWKSTimeout ||
  cause instanceof errors.JWKSInvalid ||
  (cause instanceof errors.JOSEError && cause.code === errors.JOSEError.code)

const refusalOf = (cause: unknown): NotIdentified => {
  if (cause instanceof errors.JWTExpired) {
    return new NotIdentified({ reason: "expired", message: "The token has expired; get a new one." })
  }
  if (isOutage(cause)) {
    return new NotIdentified({
      reason: "unavailable",
      message: "The keys to check tokens cannot be had just now; try again."
    })
  }
  const claim = cause instanceof errors.JWTClaimValidationFailed ? ` (claim "${cause.claim}")` : ""
  return new NotIdentified({ reason: "invalid", message: `The token is not valid here${claim}.` })
}

const verifier = (settings: JwtSettings) => {
  const options: JWTVerifyOptions = {
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ["sub", "exp", "school"],
    ...(Option.isSome(settings.jwtIssuer) ? { issuer: settings.jwtIssuer.value } : {}),
    ...(Option.isSome(settings.jwtAudience) ? { audience: settings.jwtAudience.value } : {})
  }
  const { jwtSecret, jwksUrl } = settings
  // One kind of key for one family of algorithms: a public key must never be taken for a shared secret.
  if (Option.isSome(jwtSecret) && Option.isNone(jwksUrl)) {
    const key = new TextEncoder().encode(Redacted.value(jwtSecret.value))
    return Effect.succeed((token: string) => jwtVerify(token, key, { ...options, algorithms: ["HS256"] }))
  }
  if (Option.isSome(jwksUrl) && Option.isNone(jwtSecret)) {
    const keys = createRemoteJWKSet(jwksUrl.value, { timeoutDuration: keysTimeoutMillis })
    const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
    return Effect.succeed((token: string) => jwtVerify(token, keys, { ...options, algorithms }))
  }
  return Effect.fail(new NoKey({ message: "AUTH=jwt needs JWT_SECRET or JWKS_URL, one of the two." }))
}

const identified = (payload: JWTPayload) => {
  const claims = decodeClaims(payload)
  if (Option.isNone(claims)) {
    return Effect.fail(
      new NotIdentified({ reason: "invalid", message: 'The token needs the claims "sub", "school" and "role".' })
    )
  }
  const user = userOf(claims.value)
  return user === null
    ? Effect.fail(
        new NotIdentified({ reason: "forbidden", message: `The token gives no role here: ${roles.join(", ")}.` })
      )
    : Effect.succeed({
        user,
        issuedAt: claims.value.iat === undefined ? null : claims.value.iat * 1000,
        expiresAt: claims.value.exp * 1000
      })
}

/**
 * Who somebody is, from a signed token (JWT, RFC 7519): `sub` is the user, `school` the school, `role` or `roles` what
 * they may do, `exp` until when.
 */
export const layer = (settings: JwtSettings) =>
  Layer.effect(
    Identity,
    Effect.map(verifier(settings), verify => ({
      everybody: null,
      identify: Effect.fn("Identity.identify")(function* (token: Redacted.Redacted) {
        const text = Redacted.value(token)
        if (text.length > maxTokenLength) {
          return yield* new NotIdentified({ reason: "invalid", message: "The token is too long." })
        }
        const { payload } = yield* Effect.tryPromise({ try: () => verify(text), catch: refusalOf })
        return yield* identified(payload)
      })
    }))
  )
