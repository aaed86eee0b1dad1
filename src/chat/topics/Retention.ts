import { Duration, Effect, Layer, Schedule } from "effect"
import { EventLog } from "../../schedule/EventLog.ts"
import { Meter } from "../Meter.ts"
import { Stamp } from "../Stamp.ts"
import { LogoutRepo } from "../sessions/LogoutRepo.ts"
import { SessionRepo } from "../sessions/SessionRepo.ts"

export interface RetentionSettings {
  /** What is older cannot be resumed. */
  readonly age: Duration.DurationInput
  /** Events kept of one topic, at most. */
  readonly newest: number
  readonly every: Duration.DurationInput
}

export const retentionDefaults: RetentionSettings = { age: "3 days", newest: 1_000, every: "1 minute" }

/** A token that was valid for longer than this when its person was logged out opens doors again then. */
export const logoutsKept = Duration.days(90)

/** Forgets what is too old to be resumed, and logouts from before any token that is still used, piece by piece, so that the log stays as long as it is. */
export const layerWith = (options: Partial<RetentionSettings>) =>
  Layer.scopedDiscard(
    Effect.gen(function* () {
      const { age, newest, every } = { ...retentionDefaults, ...options }
      const log = yield* EventLog
      const sessions = yield* SessionRepo
      const logouts = yield* LogoutRepo
      const stamp = yield* Stamp
      const meter = yield* Meter
      const before = () => stamp.millis() - Duration.toMillis(age)
      const trim = Effect.all([
        Effect.repeat(
          Effect.suspend(() =>
            Effect.tap(log.trim({ before: before(), newest }), events => Effect.sync(() => meter.forgotten(events)))
          ),
          { until: forgotten => forgotten === 0 }
        ),
        Effect.repeat(
          Effect.suspend(() => sessions.trim(before())),
          { until: forgotten => forgotten === 0 }
        ),
        Effect.repeat(
          Effect.suspend(() => logouts.trim(stamp.millis() - Duration.toMillis(logoutsKept))),
          { until: forgotten => forgotten === 0 }
        )
      ]).pipe(Effect.catchAllCause(cause => Effect.logWarning("old events could not be forgotten", cause)))
      yield* Effect.forkScoped(Effect.schedule(trim, Schedule.spaced(every)))
    })
  )

export const layer = layerWith({})
