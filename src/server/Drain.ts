import { Duration, Effect, Layer, Random, Schedule } from "effect"
import type { AppConfig } from "../AppConfig.ts"
import { Runs } from "../chat/runs/Runs.ts"
import { ConnectionRegistry } from "../chat/sessions/ConnectionRegistry.ts"
import type { Session } from "../chat/sessions/Session.ts"
import { eventFrame } from "../protocol/ServerFrame.ts"
import { Readiness } from "./Readiness.ts"

export type DrainSettings = Pick<AppConfig, "drainTimeout">

const batch = 500
const betweenBatches = "20 millis"
const maxReconnectDelay = 5_000
/** Of the whole time: what answers have to end by themselves, and what they have to be kept as they are. */
const share = { finish: 0.6, interrupt: 0.1 }
const lookEvery = "20 millis"

/** Tells a client that it will be closed, and when to come back: each at another moment, so that they spread. */
const sayGoodbye = (session: Session): Effect.Effect<void> =>
  Effect.map(Random.nextIntBetween(0, maxReconnectDelay), after_ms =>
    session.tell(
      eventFrame("The server restarts; please reconnect.", {
        event: "goodbye",
        reason: "restart",
        reconnect: true,
        after_ms
      })
    )
  )

/**
 * On the way down: no new connections, goodbye to all, searches are stopped, answers that run get their time and are
 * interrupted after it, then close with 1012 in batches and wait until everybody is gone, all within `drainTimeout`. Runs when its layer is
 * released, before the gateway's.
 */
export const layer = (settings: DrainSettings) =>
  Layer.scopedDiscard(
    Effect.gen(function* () {
      const registry = yield* ConnectionRegistry
      const readiness = yield* Readiness
      const runs = yield* Runs

      const until = (isSo: () => boolean) =>
        Effect.repeat(Effect.void, { schedule: Schedule.spaced(lookEvery), until: isSo })

      const closeAll = Effect.gen(function* () {
        const sessions = [...registry.sessions()]
        for (let i = 0; i < sessions.length; i += batch) {
          for (const session of sessions.slice(i, i + batch)) session.close("restart")
          yield* Effect.sleep(betweenBatches)
        }
      })

      /** Searches are not waited for, those included that somebody begins while we wait. */
      const noRuns = (): boolean => {
        runs.interruptSearches()
        return runs.active() === 0
      }

      const runsEnd = (part: number) => Effect.timeoutOption(until(noRuns), Duration.times(settings.drainTimeout, part))

      const drain = Effect.gen(function* () {
        readiness.beginDraining()
        if (registry.count() === 0 && runs.active() === 0) return
        yield* Effect.logInfo(`stopping: ${registry.count()} connections are told goodbye`)
        yield* Effect.forEach(registry.sessions(), sayGoodbye, { discard: true })
        yield* runsEnd(share.finish)
        runs.interruptAll()
        yield* runsEnd(share.interrupt)
        yield* closeAll
        yield* until(() => registry.count() === 0)
      })

      yield* Effect.addFinalizer(() =>
        drain.pipe(
          // Finalizers are uninterruptible, and what cannot be interrupted has no timeout.
          Effect.interruptible,
          Effect.timeout(settings.drainTimeout),
          Effect.ignore,
          Effect.zipRight(
            Effect.sync(() => {
              for (const session of registry.sessions()) session.connection.terminate()
            })
          )
        )
      )
    })
  )
