import { Cause, Chunk, Clock, Effect, Exit, Option, Random, Stream } from "effect"
import { type AiFailure, blamesProvider, failure, mayPass } from "./AiFailure.ts"
import type { AiMeter } from "./AiMeter.ts"
import type { AnswerRequest } from "./AiProvider.ts"
import { AnswerPart } from "./AnswerPart.ts"
import * as Builtin from "./BuiltinProvider.ts"
import type { Model } from "./models/Model.ts"
import type { Breakers } from "./ProviderStates.ts"
import { toolLoop } from "./ToolLoop.ts"

export interface ChainPolicy {
  /** All in milliseconds. */
  readonly firstToken: number
  readonly stall: number
  readonly answer: number
  readonly retryPause: number
}

/** Retries at one provider, before it has said a word. */
const maxRetries = 2
/** A provider that wants more is left alone, and the next one asked. */
const longestRetryAfter = 5_000

type Answer = Stream.Stream<AnswerPart, AiFailure>

/** Whom to ask from here on, and how often the first of them has been asked again. */
interface Plan {
  readonly models: ReadonlyArray<Model>
  readonly retries: number
}

/**
 * Asks models in their order until one answers; the built-in answers when none does.
 *
 * Before the first text a failure is not seen: a passing one is retried at the same provider, then the next one is asked.
 * After it, Reset voids the text, and each provider from the next on gets one attempt; the one that broke off is the last
 * of them, since it may be the only one. When the time is up, what was said stands as far as it came: the stream fails.
 */
export const chain = (models: ReadonlyArray<Model>, breakers: Breakers, meter: AiMeter, policy: ChainPolicy) => {
  const pause = (retries: number, { retryAfterMillis }: AiFailure): Effect.Effect<number> =>
    Effect.map(Random.next, random => {
      const jittered = policy.retryPause * 2 ** retries * (0.5 + random)
      return retryAfterMillis === null ? jittered : retryAfterMillis + jittered
    })

  /** Keeps the books: the breaker learns every outcome, leaving early too. */
  const settle = (model: Model, exit: Exit.Exit<unknown, AiFailure>): Effect.Effect<void> =>
    Exit.matchEffect(exit, {
      onSuccess: () => breakers.succeeded(model.name),
      onFailure: cause =>
        Option.match(Cause.failureOption(cause), {
          onNone: () => breakers.left(model.name),
          onSome: error => {
            meter.failed(model.name, error.kind)
            return Effect.zipRight(
              Effect.logWarning("a provider did not answer", error.reason),
              blamesProvider(error) ? breakers.failed(model.name) : breakers.left(model.name)
            )
          }
        })
    })

  return (request: AnswerRequest): Answer =>
    Stream.unwrap(
      Effect.map(Clock.currentTimeMillis, startedAt => {
        const deadline = startedAt + policy.answer
        const patience = { firstToken: policy.firstToken, stall: policy.stall, deadline }
        /** Text that stands, and would have to be voided; whether there ever was any; Resets so far. */
        let stands = false
        let hasSpoken = false
        let resets = 0

        const reset = (provider: string, reason: string): Answer => {
          if (!stands) return Stream.empty
          stands = false
          resets += 1
          return Stream.succeed(AnswerPart.Reset({ provider, attempt: resets + 1, reason }))
        }

        /** The breaker has let it in. */
        const attempt = (model: Model): Answer => {
          meter.attempted(model.name)
          return toolLoop(model, request, patience, meter).pipe(
            Stream.mapChunks(parts => {
              if (Chunk.some(parts, AnswerPart.$is("Text"))) {
                stands = true
                hasSpoken = true
              }
              return parts
            }),
            Stream.ensuringWith(exit => settle(model, exit))
          )
        }

        const ask = ({ models: [model, ...others], retries }: Plan, last: AiFailure | null): Answer => {
          if (model === undefined)
            return Stream.concat(
              reset(Builtin.name, last?.reason ?? ""),
              Builtin.answer(request, last === null ? null : last.reason)
            )
          const entered = Effect.map(breakers.enter(model.name), (isLetIn): Answer => {
            if (!isLetIn)
              return ask(
                { models: others, retries: 0 },
                last ?? failure(model.name, "resting", `${model.name} failed too often and is left alone for a while`)
              )
            return Stream.concat(
              reset(model.name, last?.reason ?? ""),
              Stream.catchAll(attempt(model), cause => recover(model, others, retries, cause))
            )
          })
          return Stream.unwrap(entered)
        }

        const recover = (model: Model, others: ReadonlyArray<Model>, retries: number, cause: AiFailure): Answer =>
          Stream.unwrap(
            Effect.gen(function* () {
              const wait = yield* pause(retries, cause)
              const left = deadline - (yield* Clock.currentTimeMillis)
              if (left <= 0) return stands ? Stream.fail(cause) : ask({ models: [], retries: 0 }, cause)
              // The first break after text sets the rest of the plan; later ones only go down the list.
              if (stands) return ask({ models: resets === 0 ? [...others, model] : others, retries: 0 }, cause)
              const isWorthIt =
                !hasSpoken &&
                mayPass(cause) &&
                retries < maxRetries &&
                (cause.retryAfterMillis ?? 0) <= longestRetryAfter
              if (!isWorthIt || wait >= left) return ask({ models: others, retries: 0 }, cause)
              yield* Effect.sleep(wait)
              return ask({ models: [model, ...others], retries: retries + 1 }, cause)
            })
          )

        return ask({ models, retries: 0 }, null)
      })
    )
}
