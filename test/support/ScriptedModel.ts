import { Clock, Effect, Stream } from "effect"
import { type AiFailure, type FailureKind, failure } from "../../src/assistant/AiFailure.ts"
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

const partOf = (name: string, act: Act): Stream.Stream<StepPart, AiFailure> => {
  if ("say" in act) return Stream.succeed(StepPart.Text({ text: act.say }))
  if ("wait" in act) return Stream.drain(Stream.fromEffect(Effect.sleep(act.wait)))
  if ("fail" in act) return Stream.fail(failure(name, act.fail, `${name}: ${act.fail}`, act.retryAfter ?? null))
  if ("call" in act) return Stream.succeed(StepPart.Called({ call: { id: act.call, name: act.call, arguments: "{}" } }))
  if ("alive" in act) return Stream.succeed(StepPart.Alive())
  return Stream.succeed(StepPart.Finish({ ending: act.finish, usage: { input: 3, output: 2 } }))
}

/** A model without a network, whose nth step acts out the nth script; the last one is repeated. */
export const scriptedModel = (name: string, ...scripts: ReadonlyArray<ReadonlyArray<Act>>) => {
  /** When it was called, by the test's clock. */
  const calledAt: Array<number> = []
  const requests: Array<StepRequest> = []
  const model: Model = {
    name,
    step: request =>
      Stream.unwrap(
        Effect.map(Clock.currentTimeMillis, now => {
          const script = scripts[Math.min(calledAt.length, scripts.length - 1)] ?? []
          calledAt.push(now)
          requests.push(request)
          return Stream.flatMap(Stream.fromIterable(script), act => partOf(name, act))
        })
      )
  }
  return { model, calledAt, requests }
}
