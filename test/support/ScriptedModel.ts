import { Clock, Effect } from "effect"
import { type AiFailure, type FailureKind, failure } from "../../src/assistant/AiFailure.ts"
import type { Hear } from "../../src/assistant/AnswerPart.ts"
import { type Model, StepPart, type StepRequest } from "../../src/assistant/models/Model.ts"

/** What a model does in one step, in order; `wait` is by the test's clock. */
export type Act =
  | { readonly say: string }
  | { readonly wait: number }
  | { readonly fail: FailureKind; readonly retryAfter?: number }
  | { readonly alive: true }
  | { readonly call: string }
  | { readonly finish: "whole" | "length" }

export const whole: Act = { finish: "whole" }

const perform = <E>(name: string, act: Act, hear: Hear<StepPart, E>): Effect.Effect<void, AiFailure | E> => {
  if ("say" in act) return hear([StepPart.Text({ text: act.say })])
  if ("wait" in act) return Effect.sleep(act.wait)
  if ("fail" in act) return Effect.fail(failure(name, act.fail, `${name}: ${act.fail}`, act.retryAfter ?? null))
  if ("call" in act) return hear([StepPart.Called({ call: { id: act.call, name: act.call, arguments: "{}" } })])
  if ("alive" in act) return hear([StepPart.Alive()])
  return hear([StepPart.Finish({ ending: act.finish, usage: { input: 3, output: 2 } })])
}

/** A model without a network, whose nth step acts out the nth script; the last one is repeated. */
export const scriptedModel = (name: string, ...scripts: ReadonlyArray<ReadonlyArray<Act>>) => {
  /** When it was called, by the test's clock. */
  const calledAt: Array<number> = []
  const requests: Array<StepRequest> = []
  const model: Model = {
    name,
    step: (request, hear) =>
      Effect.flatMap(Clock.currentTimeMillis, now => {
        const script = scripts[Math.min(calledAt.length, scripts.length - 1)] ?? []
        calledAt.push(now)
        requests.push(request)
        return Effect.forEach(script, act => perform(name, act, hear), { discard: true })
      })
  }
  return { model, calledAt, requests }
}
