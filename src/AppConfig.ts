import { Config, ConfigError, Duration, Effect, Either, LogLevel, Option, Redacted } from "effect"
import {
  type AiSettings,
  defaults as aiDefaults,
  anthropicBaseUrl,
  openAiBaseUrl,
  type ProviderName
} from "./assistant/AiSettings.ts"

/** One setting: where it comes from, what it is when nobody says, and what it does. */
export interface Setting<A> {
  readonly name: string
  readonly about: string
  /** The default as a person would write it; null = none. */
  readonly fallback: string | null
  readonly secret: boolean
  readonly config: Config.Config<A>
}

const setting = <A>(
  name: string,
  config: (name: string) => Config.Config<A>,
  fallback: A,
  written: string,
  about: string
): Setting<A> => ({
  name,
  about,
  fallback: written,
  secret: false,
  config: Config.withDefault(config(name), fallback)
})

const checked =
  <A>(base: (name: string) => Config.Config<A>, accepts: (value: A) => boolean, message: string) =>
  (name: string): Config.Config<A> =>
    Config.validate(base(name), { message, validation: accepts })

const positive = checked(Config.integer, n => n > 0, "a whole number above 0")
const natural = checked(Config.integer, n => n >= 0, "a whole number, 0 or more")
const port = checked(Config.integer, n => n >= 0 && n <= 65535, "a port, 0 to 65535 (0 = any free one)")
const duration = checked(Config.duration, d => Duration.toMillis(d) > 0, 'a duration such as "25 seconds"')
const onOff = (name: string) => Config.literal("on", "off")(name)
const list = (name: string) =>
  Config.map(Config.string(name), text =>
    text
      .split(",")
      .map(part => part.trim())
      .filter(part => part !== "")
  )

const bytes = (name: string): Config.Config<number> =>
  Config.mapOrFail(Config.string(name), text => {
    const match = /^(\d+)\s*(KiB|MiB|)$/.exec(text.trim())
    const size =
      Number(match?.[1] ?? 0) *
      { KiB: 1024, MiB: 1024 ** 2, "": 1 }[match?.[2] === "KiB" ? "KiB" : match?.[2] === "MiB" ? "MiB" : ""]
    return size > 0
      ? Either.right(size)
      : Either.left(ConfigError.InvalidData([], 'a size such as "65536", "64 KiB" or "1 MiB"'))
  })

const levels = {
  trace: LogLevel.Trace,
  debug: LogLevel.Debug,
  info: LogLevel.Info,
  warning: LogLevel.Warning,
  error: LogLevel.Error,
  none: LogLevel.None
}
const levelNames = ["trace", "debug", "info", "warning", "error", "none"] as const

/** A setting that nobody need give. */
const maybe = <A>(
  name: string,
  config: (name: string) => Config.Config<A>,
  about: string,
  secret = false
): Setting<Option.Option<A>> => ({ name, about, fallback: null, secret, config: Config.option(config(name)) })

const providerNames: ReadonlyArray<ProviderName> = ["openai", "anthropic", "local", "builtin"]
const providers = (name: string): Config.Config<ReadonlyArray<ProviderName>> =>
  Config.mapOrFail(list(name), asked => {
    const known = asked.flatMap(each => providerNames.filter(provider => provider === each))
    return known.length === asked.length
      ? Either.right(known)
      : Either.left(ConfigError.InvalidData([], `names out of ${providerNames.join(", ")}, with commas`))
  })
const address = checked(Config.nonEmptyString, text => /^https?:/.test(text) && URL.canParse(text), "an http address")

const secretAddress = (scheme: RegExp, example: string) =>
  checked(
    (name: string) => Config.redacted(name),
    url => scheme.test(Redacted.value(url)) && URL.canParse(Redacted.value(url)),
    `an address such as ${example}`
  )

/** Every setting there is. `doctor` and the README print this list. */
export const settings = {
  host: setting("HOST", Config.nonEmptyString, "127.0.0.1", "127.0.0.1", "address to listen on"),
  port: setting("PORT", port, 3000, "3000", "port to listen on; 0 = any free one"),
  databaseUrl: maybe(
    "DATABASE_URL",
    secretAddress(/^postgres(ql)?:/, "postgres://user:password@host:5432/name"),
    "PostgreSQL, as postgres://user:password@host:port/name; none = the embedded database",
    true
  ),
  redisUrl: maybe("REDIS_URL", secretAddress(/^rediss?:/, "redis://host:6379"), "Redis, for several servers", true),
  dataDir: setting(
    "DATA_DIR",
    Config.nonEmptyString,
    ".data",
    ".data",
    "folder of the embedded database; memory:// = keep nothing"
  ),
  auth: maybe(
    "AUTH",
    name => Config.literal("none")(name),
    "none = everybody is one local editor; without it the server only listens on this machine"
  ),
  allowedOrigins: setting(
    "ALLOWED_ORIGINS",
    list,
    [],
    "",
    "origins of other pages that may connect, with commas, e.g. https://plan.example.org"
  ),
  maxMessageBytes: setting("MAX_MESSAGE_BYTES", bytes, 65_536, "64 KiB", "largest frame a client may send"),
  messagesPerSecond: setting("RATE_MESSAGES_PER_SECOND", positive, 10, "10", "frames a second of one connection"),
  burst: setting("RATE_BURST", positive, 40, "40", "frames that one connection may send at once"),
  maxConnections: setting("MAX_CONNECTIONS", positive, 20_000, "20000", "connections of this server"),
  maxConnectionsPerAddress: setting(
    "MAX_CONNECTIONS_PER_ADDRESS",
    natural,
    0,
    "0",
    "connections of one network address; 0 = no limit (many people may share a proxy)"
  ),
  heartbeatInterval: setting(
    "HEARTBEAT_INTERVAL",
    duration,
    Duration.seconds(25),
    "25 seconds",
    "silence after which a connection is pinged"
  ),
  heartbeatGrace: setting(
    "HEARTBEAT_GRACE",
    duration,
    Duration.seconds(8),
    "8 seconds",
    "time to answer a ping before the connection is cut"
  ),
  idleTimeout: setting(
    "IDLE_TIMEOUT",
    duration,
    Duration.minutes(30),
    "30 minutes",
    "a connection that sends nothing for so long is closed"
  ),
  outboxBytes: setting(
    "OUTBOX_BYTES",
    bytes,
    1024 ** 2,
    "1 MiB",
    "what may wait for a slow reader before it is cut off"
  ),
  drainTimeout: setting(
    "DRAIN_TIMEOUT",
    duration,
    Duration.seconds(20),
    "20 seconds",
    "how long a stopping server waits for answers and goodbyes"
  ),
  compression: setting("COMPRESSION", onOff, "on", "on", "compress frames above 1 KiB: on or off"),
  aiProviders: setting(
    "AI_PROVIDERS",
    providers,
    [],
    "",
    "who words answers, in this order: openai, anthropic, local, builtin; none = those that are configured, then builtin"
  ),
  openAiKey: maybe("OPENAI_API_KEY", name => Config.redacted(name), "key of OpenAI; needs OPENAI_MODEL", true),
  openAiBaseUrl: setting("OPENAI_BASE_URL", address, openAiBaseUrl, openAiBaseUrl, "where OpenAI is, with /v1"),
  openAiModel: maybe("OPENAI_MODEL", Config.nonEmptyString, "model of OpenAI"),
  anthropicKey: maybe(
    "ANTHROPIC_API_KEY",
    name => Config.redacted(name),
    "key of Anthropic; needs ANTHROPIC_MODEL",
    true
  ),
  anthropicBaseUrl: setting(
    "ANTHROPIC_BASE_URL",
    address,
    anthropicBaseUrl,
    anthropicBaseUrl,
    "where Anthropic is, without /v1"
  ),
  anthropicModel: maybe("ANTHROPIC_MODEL", Config.nonEmptyString, "model of Anthropic"),
  localAiUrl: maybe("LOCAL_AI_URL", address, "a server that speaks Chat Completions, with /v1; needs LOCAL_AI_MODEL"),
  localAiModel: maybe("LOCAL_AI_MODEL", Config.nonEmptyString, "model of that server"),
  aiFirstTokenTimeout: setting(
    "AI_FIRST_TOKEN_TIMEOUT",
    duration,
    Duration.seconds(20),
    "20 seconds",
    "silence before the first word after which another provider is asked"
  ),
  aiStallTimeout: setting(
    "AI_STALL_TIMEOUT",
    duration,
    Duration.seconds(15),
    "15 seconds",
    "silence within an answer after which it is broken off"
  ),
  aiPrivacy: setting("AI_PRIVACY", onOff, "off", "off", "on = providers get pseudonyms instead of people's names"),
  aiDailyTokensPerUser: setting(
    "AI_DAILY_TOKENS_PER_USER",
    natural,
    0,
    "0",
    "tokens a day; beyond, the built-in assistant answers; 0 = no limit"
  ),
  aiDailyTokensPerSchool: setting("AI_DAILY_TOKENS_PER_SCHOOL", natural, 0, "0", "the same for a whole school"),
  logLevel: setting(
    "LOG_LEVEL",
    name => Config.map(Config.literal(...levelNames)(name), level => levels[level]),
    LogLevel.Info,
    "info",
    "trace, debug (every frame), info, warning, error, none"
  ),
  logFormat: setting(
    "LOG_FORMAT",
    name => Config.literal("pretty", "json")(name),
    "pretty",
    "pretty",
    "pretty for people, json for machines"
  )
} as const

export type AppConfig = { readonly [K in keyof typeof settings]: Config.Config.Success<(typeof settings)[K]["config"]> }

/** Reads all settings; the first that cannot be read is the error. */
export const load: Effect.Effect<AppConfig, ConfigError.ConfigError> = Effect.suspend(() =>
  Effect.all({
    host: settings.host.config,
    port: settings.port.config,
    databaseUrl: settings.databaseUrl.config,
    redisUrl: settings.redisUrl.config,
    dataDir: settings.dataDir.config,
    auth: settings.auth.config,
    allowedOrigins: settings.allowedOrigins.config,
    maxMessageBytes: settings.maxMessageBytes.config,
    messagesPerSecond: settings.messagesPerSecond.config,
    burst: settings.burst.config,
    maxConnections: settings.maxConnections.config,
    maxConnectionsPerAddress: settings.maxConnectionsPerAddress.config,
    heartbeatInterval: settings.heartbeatInterval.config,
    heartbeatGrace: settings.heartbeatGrace.config,
    idleTimeout: settings.idleTimeout.config,
    outboxBytes: settings.outboxBytes.config,
    drainTimeout: settings.drainTimeout.config,
    compression: settings.compression.config,
    aiProviders: settings.aiProviders.config,
    openAiKey: settings.openAiKey.config,
    openAiBaseUrl: settings.openAiBaseUrl.config,
    openAiModel: settings.openAiModel.config,
    anthropicKey: settings.anthropicKey.config,
    anthropicBaseUrl: settings.anthropicBaseUrl.config,
    anthropicModel: settings.anthropicModel.config,
    localAiUrl: settings.localAiUrl.config,
    localAiModel: settings.localAiModel.config,
    aiFirstTokenTimeout: settings.aiFirstTokenTimeout.config,
    aiStallTimeout: settings.aiStallTimeout.config,
    aiPrivacy: settings.aiPrivacy.config,
    aiDailyTokensPerUser: settings.aiDailyTokensPerUser.config,
    aiDailyTokensPerSchool: settings.aiDailyTokensPerSchool.config,
    logLevel: settings.logLevel.config,
    logFormat: settings.logFormat.config
  })
)

/** The part of the settings that is about the assistant; a provider without its model is not configured. */
export const aiSettings = (config: AppConfig): AiSettings => {
  const { aiProviders, openAiKey, openAiModel, anthropicKey, anthropicModel, localAiUrl, localAiModel } = config
  return {
    ...aiDefaults,
    order: aiProviders.length === 0 ? null : aiProviders,
    openai: Option.getOrNull(
      Option.zipWith(openAiKey, openAiModel, (key, model) => ({ key, model, baseUrl: config.openAiBaseUrl }))
    ),
    anthropic: Option.getOrNull(
      Option.zipWith(anthropicKey, anthropicModel, (key, model) => ({ key, model, baseUrl: config.anthropicBaseUrl }))
    ),
    local: Option.getOrNull(
      Option.zipWith(localAiUrl, localAiModel, (baseUrl, model) => ({ key: null, model, baseUrl }))
    ),
    firstTokenTimeout: config.aiFirstTokenTimeout,
    stallTimeout: config.aiStallTimeout
  }
}
