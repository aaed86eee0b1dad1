import { Clock, Context, Data, Effect, Equal, Stream, SubscriptionRef } from "effect"
import { admits, type Breaker, type BreakerPolicy, closed, entered, failed, left } from "./Breaker.ts"

/** open: it is not asked for a while · degraded: it fails again and again · ok: all else. */
export type Condition = "ok" | "degraded" | "open"

/**
 * Who answers now, and how the chain is: ok: the first choice · degraded: the first choice fails, or another one answers ·
 * open: nobody but the built-in answers.
 */
export interface AssistantState {
  readonly provider: string
  readonly state: Condition
  readonly providers: ReadonlyArray<{ readonly name: string; readonly state: Condition }>
}

/** How the providers are doing. */
export class ProviderStates extends Context.Tag("assistant/ProviderStates")<
  ProviderStates,
  {
    readonly current: Effect.Effect<AssistantState>
    /** The present state first, then each that differs from the one before. */
    readonly changes: Stream.Stream<AssistantState>
  }
>() {}

/** One provider that is always well. */
export const steady = (name: string): typeof ProviderStates.Service => {
  const state = Data.struct({
    provider: name,
    state: "ok" as const,
    providers: Data.array([{ name, state: "ok" as const }])
  })
  return { current: Effect.succeed(state), changes: Stream.succeed(state) }
}

/** Fewer in a row are weather: a retry mends them, and nobody needs a notice. */
const worthANotice = 3

const conditionOf = ({ failures, restsUntil }: Breaker): Condition => {
  if (restsUntil !== null) return "open"
  return failures >= worthANotice ? "degraded" : "ok"
}

const stateOf = (breakers: ReadonlyMap<string, Breaker>, standIn: string): AssistantState => {
  const providers = [...breakers].map(([name, breaker]) => Data.struct({ name, state: conditionOf(breaker) }))
  const answering = providers.find(({ state }) => state !== "open")
  const first = providers[0]
  return Data.struct({
    provider: answering?.name ?? standIn,
    state:
      answering === undefined
        ? first === undefined
          ? ("ok" as const)
          : ("open" as const)
        : answering === first
          ? answering.state
          : ("degraded" as const),
    providers: Data.array(providers)
  })
}

/** The breakers of all providers, in their order, and what they say to the outside. */
export const makeBreakers = (names: ReadonlyArray<string>, standIn: string, policy: BreakerPolicy) =>
  Effect.gen(function* () {
    const breakers = yield* SubscriptionRef.make<ReadonlyMap<string, Breaker>>(
      new Map(names.map(name => [name, closed]))
    )
    const change = (name: string, next: (breaker: Breaker, now: number) => Breaker) =>
      Effect.flatMap(Clock.currentTimeMillis, now =>
        SubscriptionRef.update(breakers, all => new Map(all).set(name, next(all.get(name) ?? closed, now)))
      )
    return {
      /** Whether it may be asked now; true takes the probe, where it is one. */
      enter: (name: string): Effect.Effect<boolean> =>
        Effect.flatMap(Clock.currentTimeMillis, now =>
          SubscriptionRef.modify(breakers, all => {
            const breaker = all.get(name) ?? closed
            return admits(breaker, now) ? [true, new Map(all).set(name, entered(breaker))] : [false, all]
          })
        ),
      succeeded: (name: string) => change(name, () => closed),
      failed: (name: string) => change(name, (breaker, now) => failed(breaker, now, policy)),
      left: (name: string) => change(name, left),
      states: {
        current: Effect.map(breakers.get, all => stateOf(all, standIn)),
        changes: breakers.changes.pipe(
          Stream.map(all => stateOf(all, standIn)),
          Stream.changesWith((before, after) => Equal.equals(before, after))
        )
      } satisfies typeof ProviderStates.Service
    }
  })

export type Breakers = Effect.Effect.Success<ReturnType<typeof makeBreakers>>
