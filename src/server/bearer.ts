import { Redacted } from "effect"

/** The token of an Authorization header (RFC 6750); null: it holds none. */
export const bearer = (header: string): Redacted.Redacted | null => {
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header)?.[1]
  return token === undefined ? null : Redacted.make(token)
}
