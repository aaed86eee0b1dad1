import { Duration, Effect, Layer, Schedule } from "effect"
import type { AppConfig } from "../AppConfig.ts"
import { Stamp } from "../chat/Stamp.ts"
import { ConnectionRegistry } from "../chat/sessions/ConnectionRegistry.ts"

export type HeartbeatSettings = Pick<AppConfig, "heartbeatInterval" | "heartbeatGrace" | "idleTimeout">

/** One fiber for all connections, not one each: pings the silent, cuts the dead, closes the idle. */
export const layer = (settings: HeartbeatSettings) =>
  Layer.scopedDiscard(
    Effect.gen(function* () {
      const registry = yield* ConnectionRegistry
      const stamp = yield* Stamp
      const heartbeat = {
        intervalMillis: Duration.toMillis(settings.heartbeatInterval),
        graceMillis: Duration.toMillis(settings.heartbeatGrace)
      }
      const idleMillis = Duration.toMillis(settings.idleTimeout)
      // Fine enough to keep to interval + grace, coarse enough to cost nothing.
      const every = Duration.millis(
        Math.min(1_000, Math.max(5, Math.min(heartbeat.intervalMillis, heartbeat.graceMillis) / 4))
      )
      const sweep = Effect.sync(() => {
        const now = stamp.millis()
        for (const session of registry.sessions()) {
          if (now - session.lastFrameAt >= idleMillis) session.close("idle")
          else session.connection.beat(now, heartbeat)
        }
      })
      yield* Effect.forkScoped(Effect.repeat(sweep, Schedule.spaced(every)))
    })
  )
