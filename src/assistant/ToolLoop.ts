import { Clock, Effect, type Exit } from "effect"
import { type AiFailure, failure } from "./AiFailure.ts"
import type { AiMeter } from "./AiMeter.ts"
import type { AnswerRequest } from "./AiProvider.ts"
import { AnswerPart, addedUsage, type Hear, type Usage } from "./AnswerPart.ts"
import { type Call, type Model, type Returned, type StepPart, Turn } from "./models/Model.ts"
import { Pseudonyms } from "./Pseudonyms.ts"
import { checked, type Patience } from "./StepCheck.ts"
import { estimateOf } from "./stepEstimate.ts"
import { serve } from "./ToolDesk.ts"

/** Calls served in one step; more than a person could mean. The rest is refused. */
const callsAStep = 8
/** Steps with a refusal, after which there are no more tools: the mistake, and one correction that is wrong again. */
const refusedSteps = 2
/** Characters of a result that a ToolUse shows. */
const summaryLength = 200

/**
 * One attempt of one model at an answer: calls it, serves the tools it asks for, calls it again, at most
 * `limits.steps` times. What a person may not be named by to a provider is hidden on the way out and restored on the way
 * back. Ends with one Finish, or fails.
 */
export const toolLoop = (
  model: Model,
  request: AnswerRequest,
  patience: Patience,
  meter: AiMeter,
  tell: Hear<AnswerPart>
): Effect.Effect<void, AiFailure> =>
  Effect.suspend(() => {
    const { limits, tools } = request
    const veil = new Pseudonyms(request.privacy?.names ?? [], request.privacy?.key ?? "")
    const turns: Array<Turn> = [...request.messages, { role: "user" as const, text: request.question }].map(
      ({ role, text }) => Turn.Says({ role, text: veil.hide(text) })
    )
    const prompt = veil.hide(request.prompt)
    let usage: Usage | null = null
    let refusals = 0
    let hasSpoken = false

    const late = failure(model.name, "late", "the answer took too long")

    /** A tool takes what is left of the answer's time, at most. */
    const served = (call: Call, index: number) =>
      Effect.gen(function* () {
        const asked = { ...call, arguments: veil.restore(call.arguments) }
        const left = patience.deadline - (yield* Clock.currentTimeMillis)
        const outcome =
          index < callsAStep
            ? yield* Effect.timeoutFail(serve(tools, asked), { duration: Math.max(0, left), onTimeout: () => late })
            : { text: `Refused: at most ${callsAStep} calls at once.`, refused: true }
        const returned: Returned = { id: call.id, text: veil.hide(outcome.text), refused: outcome.refused }
        const part = AnswerPart.ToolUse({
          name: call.name,
          arguments: asked.arguments,
          result: outcome.text.slice(0, summaryLength),
          refused: outcome.refused
        })
        return { returned, part }
      })

    /** Text is told as it comes. */
    const step = (mayCall: boolean) =>
      Effect.suspend(() => {
        const unveil = veil.restoring()
        const said: Array<string> = []
        const calls: Array<Call> = []
        let ending: "whole" | "length" = "whole"
        let counted: Usage | null = null
        const separator = hasSpoken ? "\n\n" : ""

        const speak = (text: string): ReadonlyArray<AnswerPart> => {
          if (text === "") return []
          const isFirst = said.length === 0
          said.push(text)
          hasSpoken = true
          return [AnswerPart.Text({ text: isFirst ? separator + text : text })]
        }
        const hear = (part: StepPart): ReadonlyArray<AnswerPart> => {
          if (part._tag === "Text") return speak(unveil.feed(part.text))
          if (part._tag === "Called") calls.push(part.call)
          if (part._tag !== "Finish") return []
          ending = part.ending
          counted = part.usage
          return speak(unveil.end())
        }
        const asked = { prompt, turns: [...turns], tools, mayCall, maxOutputTokens: limits.maxOutputTokens }
        /** What it took is paid for, also where it was cut short and its provider came to no count. */
        const settle = (exit: Exit.Exit<void, AiFailure>) =>
          Effect.sync(() => {
            const spent = counted ?? estimateOf(asked, said.join(""), calls, exit)
            if (spent === null) return
            meter.used(model.name, spent)
            request.bill(model.name, spent)
            usage = addedUsage(usage, spent)
          })
        return checked(
          model.name,
          patience,
          listen => model.step(asked, listen),
          parts => {
            const answer = parts.flatMap(hear)
            return answer.length === 0 ? Effect.void : tell(answer)
          }
        ).pipe(
          Effect.onExit(settle),
          Effect.map(() => ({ text: said.join(""), calls, ending }))
        )
      })

    return Effect.gen(function* () {
      for (let nth = 1; ; nth++) {
        const mayCall = tools.length > 0 && nth < limits.steps && refusals < refusedSteps
        const { text, calls, ending } = yield* step(mayCall)
        if (calls.length === 0) {
          const isCut = ending === "length"
          const reason = isCut ? "the answer was cut at its greatest length" : null
          return yield* tell([AnswerPart.Finish({ provider: model.name, usage, degraded: isCut, reason })])
        }
        if (!mayCall) return yield* failure(model.name, "looped", `${model.name} asked for tools without end`)
        const all = yield* Effect.forEach(calls, served)
        turns.push(
          Turn.Calls({ text: veil.hide(text), calls }),
          Turn.Returns({ results: all.map(({ returned }) => returned) })
        )
        if (all.some(({ returned }) => returned.refused)) refusals += 1
        yield* tell(all.map(({ part }) => part))
      }
    })
  })
