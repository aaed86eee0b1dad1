import { type JWTPayload, SignJWT } from "jose"

export const jwtSecret = "a secret of tests, as long as the hash"

/** The settings of a server that asks for tokens. */
export const withTokens = { AUTH: "jwt", JWT_SECRET: jwtSecret }

export interface Claims extends JWTPayload {
  readonly school?: string
  /** undefined: the token has none. */
  readonly role?: string | undefined
}

/** A token as the issuer makes it, of an editor of the demo school who is called as their id; `seconds` from now it expires. */
export const tokenOf = (sub: string, claims: Claims = {}, seconds = 300): Promise<string> =>
  new SignJWT({ sub, school: "main", role: "editor", ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(jwtSecret))

/** How a program shows its token. */
export const bearerOf = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } })
