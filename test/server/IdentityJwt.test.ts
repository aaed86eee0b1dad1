import { createServer } from "node:http"
import { Cause, Effect, Exit, Option, Redacted } from "effect"
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Identity } from "../../src/chat/sessions/Identity.ts"
import { type JwtSettings, layer } from "../../src/server/IdentityJwt.ts"

const secret = "a secret that is long enough to be one"
const issuer = "https://id.example.org"
const shared: JwtSettings = {
  jwtSecret: Option.some(Redacted.make(secret)),
  jwksUrl: Option.none(),
  jwtIssuer: Option.some(issuer),
  jwtAudience: Option.some("timetable-chat")
}
const planner = { sub: "u1", name: "Pat Planner", school: "larkfield", role: "editor" }

interface Signing {
  readonly key?: Uint8Array | CryptoKey
  readonly alg?: string
  readonly expires?: string | number
}
const shareable: Uint8Array | CryptoKey = new TextEncoder().encode(secret)

const signed = (claims: JWTPayload, { key = shareable, alg = "HS256", expires = "5m" }: Signing = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg, kid: "k1" })
    .setIssuer(issuer)
    .setAudience("timetable-chat")
    .setExpirationTime(expires)
    .sign(key)

const identify = (token: string, settings: JwtSettings = shared) =>
  Effect.runPromiseExit(
    Effect.provide(
      Effect.flatMap(Identity, ({ identify }) => identify(Redacted.make(token))),
      layer(settings)
    )
  )

const refusal = async (token: string, settings?: JwtSettings) => {
  const exit = await identify(token, settings)
  const failure = Exit.isFailure(exit) ? Option.getOrNull(Cause.failureOption(exit.cause)) : null
  return failure?._tag === "NotIdentified" ? [failure.reason, failure.message] : exit
}

describe("who somebody is, by a token", () => {
  it("is the user, school and role that the token names, until it expires", async () => {
    const exit = await identify(await signed(planner, { expires: 4_000_000_000 }))
    expect(exit).toEqual(
      Exit.succeed({
        user: { id: "u1", name: "Pat Planner", schoolId: "larkfield", role: "editor" },
        issuedAt: null,
        expiresAt: 4_000_000_000_000
      })
    )
  })

  it("takes the highest of several roles, passes over those it does not know, and calls the nameless by their id", async () => {
    const exit = await identify(
      await signed({ sub: "u2", school: "larkfield", roles: ["viewer", "admin", "chess-club"] }, { expires: 4e9 })
    )
    expect(exit).toEqual(
      Exit.succeed({
        user: { id: "u2", name: "u2", schoolId: "larkfield", role: "admin" },
        issuedAt: null,
        expiresAt: 4e12
      })
    )
  })

  it("refuses an expired token, but not one whose clock is half a minute off", async () => {
    const now = Math.floor(Date.now() / 1000)
    expect(await refusal(await signed(planner, { expires: now - 60 }))).toEqual([
      "expired",
      "The token has expired; get a new one."
    ])
    expect(Exit.isSuccess(await identify(await signed(planner, { expires: now - 10 })))).toBe(true)
  })

  it.each([
    ["no token at all", async () => "nonsense", "The token is not valid here."],
    [
      "one signed by somebody else",
      () => signed(planner, { key: new TextEncoder().encode("another secret, just as long as ours") }),
      "The token is not valid here."
    ],
    [
      "one that claims to need no signature",
      async () => {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
        return `${part({ alg: "none" })}.${part({ ...planner, exp: 4e9, iss: issuer, aud: "timetable-chat" })}.`
      },
      "The token is not valid here."
    ],
    [
      "one for another service",
      () =>
        new SignJWT(planner)
          .setProtectedHeader({ alg: "HS256" })
          .setIssuer(issuer)
          .setAudience("the-canteen")
          .setExpirationTime("5m")
          .sign(new TextEncoder().encode(secret)),
      'The token is not valid here (claim "aud").'
    ],
    [
      "one of another issuer",
      () =>
        new SignJWT(planner)
          .setProtectedHeader({ alg: "HS256" })
          .setIssuer("https://evil.example.org")
          .setAudience("timetable-chat")
          .setExpirationTime("5m")
          .sign(new TextEncoder().encode(secret)),
      'The token is not valid here (claim "iss").'
    ],
    [
      "one that names no school",
      () => signed({ sub: "u1", role: "editor" }),
      'The token is not valid here (claim "school").'
    ],
    [
      "one whose school is no text",
      () => signed({ ...planner, school: 7 }),
      'The token needs the claims "sub", "school" and "role".'
    ],
    ["one of 9,000 characters", async () => "x".repeat(9_000), "The token is too long."]
  ])("refuses %s, and says no more than that", async (_, make, message) => {
    expect(await refusal(await make())).toEqual(["invalid", message])
  })

  it("refuses somebody without a role here as forbidden: another token would not help", async () => {
    expect(await refusal(await signed({ ...planner, role: undefined, roles: ["chess-club"] }))).toEqual([
      "forbidden",
      "The token gives no role here: viewer, editor, admin."
    ])
  })

  it("does not start without a key, or with two", async () => {
    const both = { ...shared, jwksUrl: Option.some(new URL("https://id.example.org/keys")) }
    for (const settings of [{ ...shared, jwtSecret: Option.none() }, both]) {
      expect(await identify("x", settings)).toMatchObject({
        cause: { error: { _tag: "NoKey", message: "AUTH=jwt needs JWT_SECRET or JWKS_URL, one of the two." } }
      })
    }
  })
})

describe("tokens of an issuer with public keys", () => {
  const keys: Array<object> = []
  const server = createServer((_, response) => response.end(JSON.stringify({ keys })))
  const settings = (): JwtSettings => {
    const address = server.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    return { ...shared, jwtSecret: Option.none(), jwksUrl: Option.some(new URL(`http://127.0.0.1:${port}/jwks`)) }
  }
  beforeAll(() => new Promise<void>(resolve => void server.listen(0, "127.0.0.1", resolve)))
  afterAll(() => void server.close())

  it.each(["RS256", "ES256"])("are accepted when they are signed by one of them (%s)", async alg => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
    keys.splice(0, keys.length, { ...(await exportJWK(publicKey)), kid: "k1", alg })
    const exit = await identify(await signed(planner, { key: privateKey, alg }), settings())
    expect(exit).toMatchObject({ _tag: "Success", value: { user: { id: "u1", role: "editor" } } })
  })

  it("are refused when the public key was used as a shared secret", async () => {
    const { publicKey } = await generateKeyPair("RS256", { extractable: true })
    const jwk = await exportJWK(publicKey)
    keys.splice(0, keys.length, { ...jwk, kid: "k1", alg: "RS256" })
    const forged = await signed(planner, { key: new TextEncoder().encode(jwk.n ?? "") })
    expect(await refusal(forged, settings())).toEqual(["invalid", "The token is not valid here."])
  })

  it("are refused for the time being when the keys cannot be had", async () => {
    const gone = { ...settings(), jwksUrl: Option.some(new URL("http://127.0.0.1:1/jwks")) }
    expect(await refusal(await signed(planner), gone)).toEqual(["invalid", "The token is not valid here."])
    const { privateKey } = await generateKeyPair("RS256")
    expect(await refusal(await signed(planner, { key: privateKey, alg: "RS256" }), gone)).toEqual([
      "unavailable",
      "The keys to check tokens cannot be had just now; try again."
    ])
  })
})
