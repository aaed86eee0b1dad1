import { DateTime, Effect, Layer, Schedule } from "effect"
import { tokenExpiring } from "../replies.ts"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"
import type { Session } from "./Session.ts"

const warnBeforeMillis = 60_000
/** An expired token opens no door for longer than this (IdentityJwt), and keeps none open. */
const graceMillis = 30_000
const lookEvery = "1 second"

/** Warns of tokens that are about to expire, once each, and ends the connections of those that have. */
const look = (session: Session, now: number): void => {
  const { expiresAt } = session
  if (expiresAt === null || now < expiresAt - warnBeforeMillis) return
  if (now >= expiresAt + graceMillis) {
    session.close("expired")
  } else if (!session.isWarned) {
    session.isWarned = true
    session.refuse(null, tokenExpiring(DateTime.formatIso(DateTime.unsafeMake(expiresAt))))
  }
}

/** One fiber for all connections. What runs for a connection goes on without it. */
export const layer = Layer.scopedDiscard(
  Effect.gen(function* () {
    const registry = yield* ConnectionRegistry
    const stamp = yield* Stamp
    const sweep = Effect.sync(() => {
      const now = stamp.millis()
      for (const session of registry.sessions()) look(session, now)
    })
    yield* Effect.forkScoped(Effect.repeat(sweep, Schedule.spaced(lookEvery)))
  })
)
