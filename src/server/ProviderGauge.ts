import { Effect, Layer, Stream } from "effect"
import { ProviderStates } from "../assistant/ProviderStates.ts"
import { Metrics } from "./Metrics.ts"

/** Has the metrics tell how the providers of answers are doing. */
export const layer = Layer.scopedDiscard(
  Effect.gen(function* () {
    const states = yield* ProviderStates
    const metrics = yield* Metrics
    yield* Effect.forkScoped(Stream.runForEach(states.changes, state => Effect.sync(() => metrics.providers(state))))
  })
)
