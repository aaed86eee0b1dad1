import { Cause, Clock, Effect, Either, Exit, Option, Random, type Stream } from "effect"
import { type AiFailure, blamesProvider, failure, mayPass } from "./AiFailure.ts"
import type { AiMeter } from "./AiMeter.ts"
import type { AnswerRequest } from "./AiProvider.ts"
import { AnswerPart, type Hear } from "./AnswerPart.ts"
import * as Builtin from "./BuiltinProvider.ts"
import type { Model } from "./models/Model.ts"
import { onDemand } from "./onDemand.ts"
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

  const answered = (request: AnswerRequest, tell: Hear<AnswerPart>): Effect.Effect<void, AiFailure> =>
    Effect.gen(function* () {
      const deadline = (yield* Clock.currentTimeMillis) + policy.answer
      const patience = { firstToken: policy.firstToken, stall: policy.stall, deadline }
      /** Text that stands, and would have to be voided; whether there ever was any; Resets so far. */
      let stands = false
      let hasSpoken = false
      let resets = 0
      let last: AiFailure | null = null
      let plan: Plan = { models, retries: 0 }

      const reset = (provider: string): Effect.Effect<void> => {
        if (!stands) return Effect.void
        stands = false
        resets += 1
        return tell([AnswerPart.Reset({ provider, attempt: resets + 1, reason: last?.reason ?? "" })])
      }

      const speak: Hear<AnswerPart> = parts => {
        if (parts.some(AnswerPart.$is("Text"))) {
          stands = true
          hasSpoken = true
        }
        return tell(parts)
      }

      /**
       * false: its breaker does not let it in. Once let in, the breaker learns what came of it, whenever the asker leaves:
       * else nobody would be let in after a probe that was left.
       */
      const attempt = (model: Model): Effect.Effect<boolean, AiFailure> =>
        Effect.uninterruptibleMask(restore =>
          Effect.flatMap(breakers.enter(model.name), isLetIn => {
            if (!isLetIn) return Effect.succeed(false)
            meter.attempted(model.name)
            return Effect.zipRight(reset(model.name), toolLoop(model, request, patience, meter, speak)).pipe(
              restore,
              Effect.onExit(exit => settle(model, exit)),
              Effect.as(true)
            )
          })
        )

      /** Whom to ask after this failure. */
      const next = (model: Model, others: ReadonlyArray<Model>, retries: number, cause: AiFailure) =>
        Effect.gen(function* () {
          const wait = yield* pause(retries, cause)
          const left = deadline - (yield* Clock.currentTimeMillis)
          if (left <= 0) return stands ? yield* cause : { models: [], retries: 0 }
          // The first break after text sets the rest of the plan; later ones only go down the list.
          if (stands) return { models: resets === 0 ? [...others, model] : others, retries: 0 }
          const isWorthIt =
            !hasSpoken && mayPass(cause) && retries < maxRetries && (cause.retryAfterMillis ?? 0) <= longestRetryAfter
          if (!isWorthIt || wait >= left) return { models: others, retries: 0 }
          yield* Effect.sleep(wait)
          return { models: [model, ...others], retries: retries + 1 }
        })

      while (true) {
        const [model, ...others]: ReadonlyArray<Model> = plan.models
        if (model === undefined) {
          yield* reset(Builtin.name)
          return yield* tell(Builtin.parts(request, last === null ? null : last.reason))
        }
        const outcome: Either.Either<boolean, AiFailure> = yield* Effect.either(attempt(model))
        if (Either.isRight(outcome)) {
          if (outcome.right) return
          last ??= failure(model.name, "resting", `${model.name} failed too often and is left alone for a while`)
          plan = { models: others, retries: 0 }
          continue
        }
        last = outcome.left
        plan = yield* next(model, others, plan.retries, outcome.left)
      }
    })

  return (request: AnswerRequest): Stream.Stream<AnswerPart, AiFailure> => onDemand(tell => answered(request, tell))
}
