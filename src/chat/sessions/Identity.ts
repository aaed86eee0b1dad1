import { Context, Data, Effect, Layer, type Redacted } from "effect"
import type { User } from "../User.ts"

/** Who somebody is, as long as their credentials say so. */
export interface Identified {
  readonly user: User
  /** When their credentials were issued: milliseconds since 1970; null = nobody says. */
  readonly issuedAt: number | null
  /** Milliseconds since 1970; null = never. */
  readonly expiresAt: number | null
}

/**
 * The token does not tell who somebody is. `expired` and `invalid` ask for another token, `forbidden` for another person;
 * `unavailable` says nothing of the token: it could not be checked just now.
 */
export class NotIdentified extends Data.TaggedError("NotIdentified")<{
  readonly reason: "invalid" | "expired" | "forbidden" | "unavailable"
  /** For the person: what is wrong with the token, never what is in it. */
  readonly message: string
}> {}

/** Tells who is at the other end from the token they show. */
export class Identity extends Context.Tag("chat/Identity")<
  Identity,
  {
    /** Who everybody is where no token is asked for; null = a token is needed. */
    readonly everybody: User | null
    readonly identify: (token: Redacted.Redacted) => Effect.Effect<Identified, NotIdentified>
  }
>() {}

/** No tokens: everybody is this user, whatever they show. */
export const layerEverybody = (user: User) =>
  Layer.succeed(Identity, {
    everybody: user,
    identify: () => Effect.succeed({ user, issuedAt: null, expiresAt: null })
  })
