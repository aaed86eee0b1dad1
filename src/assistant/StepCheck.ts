import { Data, Effect } from "effect"
import { type AiFailure, failure } from "./AiFailure.ts"
import type { Hear } from "./AnswerPart.ts"
import { StepPart } from "./models/Model.ts"

export interface Patience {
  /** Milliseconds until the first token, and between one and the next. */
  readonly firstToken: number
  readonly stall: number
  /** When the whole answer has to be there: a time, in milliseconds. */
  readonly deadline: number
}

/** Of the text of one step: many times what a provider is asked to keep to, for the one that does not. */
export const mostCharacters = 32_000

/** Until when something has to come, and what it is called when it does not. */
interface Wait {
  readonly until: number
  readonly kind: "silent" | "stalled" | "late"
}

/** Its Finish came: nothing is read beyond it. */
class Finished extends Data.TaggedError("Finished") {}

/**
 * Judges what a model sends for one step. A step that succeeds has exactly one Finish, its last part, and some text or
 * call before it. Everything else is a failure: an error part, a clean end without Finish, no word, silence, a stall.
 * Nothing is read beyond the Finish, or beyond as much text as anybody would read. Sees no Alive or Failed parts through.
 */
export const checked = (
  provider: string,
  patience: Patience,
  step: <E>(hear: Hear<StepPart, E>) => Effect.Effect<void, AiFailure | E>,
  hear: Hear<StepPart>
): Effect.Effect<void, AiFailure> => {
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

  return Effect.clockWith(clock => {
    const now = () => clock.unsafeCurrentTimeMillis()
    let wait = waitFor(now(), true)
    let hasContent = false
    let room = mostCharacters

    const bounded = (part: StepPart): ReadonlyArray<StepPart> => {
      if (part._tag !== "Text") return [part]
      const text = part.text.slice(0, room)
      room -= text.length
      if (text.length === part.text.length) return [part]
      return [StepPart.Text({ text }), StepPart.Finish({ ending: "length", usage: null })]
    }

    /** What may be seen, and how the step goes on after it; null = it is still open. */
    const judge = (parts: ReadonlyArray<StepPart>) => {
      const through: Array<StepPart> = []
      for (const part of parts.flatMap(bounded)) {
        if (part._tag === "Alive") continue
        if (part._tag === "Failed") return { through, ending: part.failure }
        if (part._tag === "Finish" && !hasContent)
          return { through, ending: failure(provider, "empty", `${provider} gave an empty answer`) }
        through.push(part)
        if (part._tag === "Finish") return { through, ending: new Finished() }
        hasContent ||= part._tag === "Called" || part.text.trim() !== ""
      }
      return { through, ending: null }
    }

    const handedOn = Effect.sync(() => {
      wait = waitFor(now(), false)
    })
    const listen = (parts: ReadonlyArray<StepPart>): Effect.Effect<void, AiFailure | Finished> => {
      // Comments and keep-alive events are no parts, and do not make a silent provider a speaking one.
      if (parts.length === 0) return Effect.void
      const { through, ending } = judge(parts)
      // While what it said waits to be taken, a provider cannot be blamed for saying nothing.
      wait = { until: patience.deadline, kind: "late" }
      const heard = Effect.zipRight(through.length === 0 ? Effect.void : hear(through), handedOn)
      return ending === null ? heard : Effect.zipRight(heard, Effect.fail(ending))
    }
    const reading = step(listen).pipe(
      Effect.zipRight(Effect.fail(failure(provider, "cut", `${provider} ended its answer without finishing it`))),
      Effect.catchTag("Finished", () => Effect.void)
    )
    const watching: Effect.Effect<never, AiFailure> = Effect.suspend(() => {
      const left = wait.until - now()
      // Never beyond a stall that begins while this sleeps.
      if (left > 0) return Effect.zipRight(Effect.sleep(Math.min(left, patience.stall)), watching)
      return Effect.fail(failure(provider, wait.kind, reasons[wait.kind]))
    })
    // One reads and one watches for as long as the step lasts: a timeout around each token would cost two fibers a token.
    return Effect.raceFirst(reading, watching)
  })
}
