import { Chunk, Clock, Effect, Option, Stream } from "effect"
import { type AiFailure, failure } from "./AiFailure.ts"
import type { StepPart } from "./models/Model.ts"

export interface Patience {
  /** Milliseconds until the first token, and between one and the next. */
  readonly firstToken: number
  readonly stall: number
  /** When the whole answer has to be there: a time, in milliseconds. */
  readonly deadline: number
}

/** Until when something has to come, and what it is called when it does not. */
interface Wait {
  readonly until: number
  readonly kind: "silent" | "stalled" | "late"
}

/**
 * Judges what a model sends for one step. A stream that succeeds has exactly one Finish, its last part, and some text or
 * call before it. Everything else is a failure: an error part, a clean end without Finish, no word, silence, a stall.
 * Nothing is read beyond the Finish. Sees no Alive or Failed parts through.
 */
export const checked = (
  provider: string,
  patience: Patience,
  step: Stream.Stream<StepPart, AiFailure>
): Stream.Stream<StepPart, AiFailure> => {
  const waitFor = (now: number, isFirst: boolean): Wait => {
    const until = now + (isFirst ? patience.firstToken : patience.stall)
    if (patience.deadline < until) return { until: patience.deadline, kind: "late" }
    return { until, kind: isFirst ? "silent" : "stalled" }
  }

  const reasons = {
    silent: `${provider} said nothing for ${patience.firstToken / 1000} s`,
    stalled: `${provider} stopped for ${patience.stall / 1000} s in its answer`,
    late: "the answer took too long"
  }

  const judged = (pull: Effect.Effect<Chunk.Chunk<StepPart>, Option.Option<AiFailure>>, startedAt: number) => {
    let wait = waitFor(startedAt, true)
    let hasContent = false
    /** How the stream goes on once the parts before are delivered; null = it is still open. */
    let ending: Option.Option<AiFailure> | null = null

    const take = (parts: Chunk.Chunk<StepPart>, now: number): Chunk.Chunk<StepPart> => {
      // Comments and keep-alive events are no parts, and do not make a silent provider a speaking one.
      if (Chunk.isNonEmpty(parts)) wait = waitFor(now, false)
      const through: Array<StepPart> = []
      for (const part of parts) {
        if (part._tag === "Alive") continue
        if (part._tag === "Failed") {
          ending = Option.some(part.failure)
          break
        }
        if (part._tag === "Finish" && !hasContent) {
          ending = Option.some(failure(provider, "empty", `${provider} gave an empty answer`))
          break
        }
        through.push(part)
        if (part._tag === "Finish") {
          ending = Option.none()
          break
        }
        hasContent ||= part._tag === "Called" || part.text.trim() !== ""
      }
      return Chunk.unsafeFromArray(through)
    }

    const closed = () => failure(provider, "cut", `${provider} ended its answer without finishing it`)

    return Effect.gen(function* () {
      if (ending !== null) return yield* Effect.fail(ending)
      const { until, kind } = wait
      const parts = yield* pull.pipe(
        Effect.timeoutFail({
          duration: Math.max(0, until - (yield* Clock.currentTimeMillis)),
          onTimeout: () => Option.some(failure(provider, kind, reasons[kind]))
        }),
        Effect.mapError(Option.orElseSome(closed))
      )
      return take(parts, yield* Clock.currentTimeMillis)
    })
  }

  return Stream.unwrapScoped(
    Effect.gen(function* () {
      const startedAt = yield* Clock.currentTimeMillis
      return Stream.repeatEffectChunkOption(judged(yield* Stream.toPull(step), startedAt))
    })
  )
}
