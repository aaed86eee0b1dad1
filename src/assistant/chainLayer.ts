import type { HttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Context, Duration, Effect, Layer, type Scope } from "effect"
import { type AiMeter, silent } from "./AiMeter.ts"
import { AiProvider } from "./AiProvider.ts"
import { type AiSettings, modelOrder, type ProviderName } from "./AiSettings.ts"
import * as Builtin from "./BuiltinProvider.ts"
import { chain } from "./Chain.ts"
import type { Model } from "./models/Model.ts"
import { makeBreakers, ProviderStates } from "./ProviderStates.ts"

/** Failures in a row, after which a provider rests. */
const breakerLimit = 5

type Loading = Effect.Effect<Model, never, HttpClient.HttpClient | Scope.Scope>

/** A provider's package costs a third of a second to import: only what is configured is loaded. */
const load = (settings: AiSettings, name: Exclude<ProviderName, "builtin">): Loading | null => {
  const { openai, anthropic, local } = settings
  if (name === "openai" && openai !== null)
    return Effect.flatMap(
      Effect.promise(() => import("./models/OpenAiModel.ts")),
      module => module.make(openai)
    )
  if (name === "anthropic" && anthropic !== null)
    return Effect.flatMap(
      Effect.promise(() => import("./models/AnthropicModel.ts")),
      module => module.make(anthropic)
    )
  if (name === "local" && local !== null)
    return Effect.flatMap(
      Effect.promise(() => import("./models/LocalModel.ts")),
      module => module.make(local)
    )
  return null
}

/** Follows no redirect: whoever is redirected to would be handed the key. It streams cheaper than fetch does. */
const http = NodeHttpClient.layer

const make = (settings: AiSettings, meter: AiMeter) =>
  Effect.gen(function* () {
    const loading = modelOrder(settings).map(name => load(settings, name))
    const models = yield* Effect.all(loading.filter(model => model !== null))
    const breakers = yield* makeBreakers(
      models.map(({ name }) => name),
      Builtin.name,
      { limit: breakerLimit, restMillis: Duration.toMillis(settings.breakerRest) }
    )
    const answer = chain(models, breakers, meter, {
      firstToken: Duration.toMillis(settings.firstTokenTimeout),
      stall: Duration.toMillis(settings.stallTimeout),
      answer: Duration.toMillis(settings.answerTimeout),
      retryPause: Duration.toMillis(settings.retryPause)
    })
    return Context.make(AiProvider, { name: models[0]?.name ?? Builtin.name, answer }).pipe(
      Context.add(ProviderStates, breakers.states)
    )
  })

/** The assistant as configured: its providers in order, the built-in one behind them. */
export const chainLayer = (settings: AiSettings, meter: AiMeter = silent): Layer.Layer<AiProvider | ProviderStates> =>
  Layer.scopedContext(make(settings, meter)).pipe(Layer.provide(http))
