import { Duration, type Redacted } from "effect"

export type ProviderName = "openai" | "anthropic" | "local" | "builtin"

/** How the assistant is set up; a provider that is null is not configured. The built-in one is always there, last. */
export interface AiSettings {
  /** Whom to ask, in this order; null = all that are configured, in the order of the fields below. */
  readonly order: ReadonlyArray<ProviderName> | null
  /** `baseUrl` with /v1. */
  readonly openai: { readonly key: Redacted.Redacted; readonly baseUrl: string; readonly model: string } | null
  /** `baseUrl` without /v1. */
  readonly anthropic: { readonly key: Redacted.Redacted; readonly baseUrl: string; readonly model: string } | null
  /** `baseUrl` with /v1. Most local servers want no key. */
  readonly local: {
    readonly key: Redacted.Redacted | null
    readonly baseUrl: string
    readonly model: string
  } | null
  /** To the first token of a step; a model that reasons silently needs more. */
  readonly firstTokenTimeout: Duration.Duration
  /** From one token to the next. */
  readonly stallTimeout: Duration.Duration
  /** For the whole answer, every attempt and tool included. */
  readonly answerTimeout: Duration.Duration
  /** Pause before the first retry at the same provider, doubled for the second; half to one and a half of it, at random. */
  readonly retryPause: Duration.Duration
  /** How long a provider rests that failed five times in a row. */
  readonly breakerRest: Duration.Duration
}

/** No provider but the built-in one. */
export const defaults: AiSettings = {
  order: null,
  openai: null,
  anthropic: null,
  local: null,
  firstTokenTimeout: Duration.seconds(20),
  stallTimeout: Duration.seconds(15),
  answerTimeout: Duration.minutes(2),
  retryPause: Duration.millis(250),
  breakerRest: Duration.seconds(30)
}

export const openAiBaseUrl = "https://api.openai.com/v1"
export const anthropicBaseUrl = "https://api.anthropic.com"

/** The models to load, in order. What stands behind `builtin` would never be asked. */
export const modelOrder = (settings: AiSettings): ReadonlyArray<Exclude<ProviderName, "builtin">> => {
  const configured = (["openai", "anthropic", "local"] as const).filter(name => settings[name] !== null)
  if (settings.order === null) return configured
  const end = settings.order.indexOf("builtin")
  const asked = new Set(end === -1 ? settings.order : settings.order.slice(0, end))
  return [...asked].flatMap(name => configured.filter(known => known === name))
}
