import { Cause, Chunk, Clock, Effect, Exit, Option, Queue, Stream } from "effect"
import { type AiFailure, failure } from "./AiFailure.ts"
import type { StepPart } from "./models/Model.ts"

export interface Patience {
  /** Milliseconds until the first token, and between one and the next. */
  readonly firstToken: number
  readonly stall: number
  /** When the whole answer has to be there: a time, in milliseconds. */
  readonly deadline: number
}

/** Pieces that may wait to be judged. */
const ahead = 16

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

  type Pulled = Exit.Exit<Chunk.Chunk<StepPart>, Option.Option<AiFailure>>

  /**
   * What is pulled next, or that it takes too long. One fiber reads and one watches for as long as the step lasts: a
   * timeout around each pull would make two of them for every token.
   */
  const watched = Effect.gen(function* () {
    const heard = yield* Queue.bounded<Pulled>(ahead)
    let wait = waitFor(yield* Clock.currentTimeMillis, true)
    const listen = (parts: Chunk.Chunk<StepPart>) =>
      Effect.zipRight(
        Queue.offer(heard, Exit.succeed(parts)),
        Effect.map(Clock.currentTimeMillis, now => {
          // Comments and keep-alive events are no parts, and do not make a silent provider a speaking one.
          if (Chunk.isNonEmpty(parts)) wait = waitFor(now, false)
        })
      )
    const reading = Stream.runForEachChunk(step, listen).pipe(
      Effect.exit,
      Effect.flatMap(exit =>
        Queue.offer(
          heard,
          Exit.match(exit, {
            onSuccess: () => Exit.fail(Option.none()),
            onFailure: cause => Exit.failCause(Cause.map(cause, Option.some))
          })
        )
      )
    )
    const watching: Effect.Effect<void> = Effect.flatMap(Clock.currentTimeMillis, now => {
      const { until, kind } = wait
      // Never beyond a stall that begins while this sleeps.
      if (now < until) return Effect.zipRight(Effect.sleep(Math.min(until - now, patience.stall)), watching)
      return Queue.offer(heard, Exit.fail(Option.some(failure(provider, kind, reasons[kind]))))
    })
    yield* Effect.forkScoped(reading)
    yield* Effect.forkScoped(watching)
    return heard
  })

  const judged = (pull: Effect.Effect<Chunk.Chunk<StepPart>, Option.Option<AiFailure>>) => {
    let hasContent = false
    /** How the stream goes on once the parts before are delivered; null = it is still open. */
    let ending: Option.Option<AiFailure> | null = null

    const take = (parts: Chunk.Chunk<StepPart>): Chunk.Chunk<StepPart> => {
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

    return Effect.suspend(() =>
      ending === null
        ? Effect.map(Effect.mapError(pull, Option.orElseSome(closed)), take)
        : Effect.fail<Option.Option<AiFailure>>(ending)
    )
  }

  return Stream.unwrapScoped(
    Effect.map(watched, heard => Stream.repeatEffectChunkOption(judged(Effect.flatten(Queue.take(heard)))))
  )
}
