import { Config, Duration, LogLevel } from "effect"
import { anthropicBaseUrl, openAiBaseUrl } from "./assistant/AiSettings.ts"
import {
  address,
  addressOf,
  bytes,
  duration,
  level,
  list,
  maybe,
  natural,
  networks,
  onOff,
  port,
  positive,
  providers,
  setting,
  signingSecret,
  url,
  yesNo
} from "./Setting.ts"

/** Every setting there is. `doctor` and the README print this list. */
export const settings = {
  host: setting("HOST", Config.nonEmptyString, "127.0.0.1", "127.0.0.1", "address to listen on"),
  port: setting("PORT", port, 3000, "3000", "port to listen on; 0 = any free one"),
  databaseUrl: maybe(
    "DATABASE_URL",
    addressOf(/^postgres(ql)?:/, "postgres://user:password@host:5432/name"),
    "PostgreSQL, as postgres://user:password@host:port/name; none = the embedded database",
    true
  ),
  dataDir: setting(
    "DATA_DIR",
    Config.nonEmptyString,
    ".data",
    ".data",
    "folder of the embedded database; memory:// = keep nothing"
  ),
  redisUrl: maybe(
    "REDIS_URL",
    addressOf(/^rediss?:/, "redis://user:password@host:6379"),
    "Redis, which several servers share, as redis://user:password@host:port; without it they hear of changes and messages through PostgreSQL, of answers as they are made not at all",
    true
  ),
  auth: setting(
    "AUTH",
    Config.literal("none", "jwt"),
    "none",
    "none",
    "none = everybody is one local editor; jwt = everybody shows a token"
  ),
  authNoneAnywhere: setting(
    "AUTH_NONE_ANYWHERE",
    yesNo,
    false,
    "no",
    "yes = with AUTH=none, HOST may be more than this machine"
  ),
  jwtSecret: maybe(
    "JWT_SECRET",
    signingSecret,
    "key of HS256 tokens, 32 characters or more, shared with their issuer",
    true
  ),
  jwksUrl: maybe("JWKS_URL", url, "or else: where the public keys of RS256 or ES256 tokens (and their longer kin) are"),
  jwtIssuer: maybe("JWT_ISSUER", Config.nonEmptyString, 'what "iss" of a token must be'),
  jwtAudience: maybe("JWT_AUDIENCE", Config.nonEmptyString, 'what "aud" of a token must be'),
  signInUrl: maybe("SIGN_IN_URL", url, "where the page sends people for a token; see Who you are"),
  helloTimeout: setting(
    "HELLO_TIMEOUT",
    duration,
    Duration.seconds(10),
    "10 seconds",
    "time for a hello with a token, where the upgrade had none"
  ),
  allowedOrigins: setting(
    "ALLOWED_ORIGINS",
    list,
    [],
    "",
    "origins of other pages that may connect and upload, with commas, e.g. https://plan.example.org; our own always may"
  ),
  trustedProxies: setting(
    "TRUSTED_PROXIES",
    networks,
    [],
    "",
    "addresses or networks of load balancers, with commas, e.g. 10.0.0.0/8: the address of a client is what they say in X-Forwarded-For; none = whoever connects is the client"
  ),
  maxMessageBytes: setting("MAX_MESSAGE_BYTES", bytes, 65_536, "64 KiB", "largest frame a client may send"),
  maxImportBytes: setting("MAX_IMPORT_BYTES", bytes, 32 * 1024 ** 2, "32 MiB", "largest timetable file to upload"),
  messagesPerSecond: setting("RATE_MESSAGES_PER_SECOND", positive, 10, "10", "frames a second of one connection"),
  burst: setting("RATE_BURST", positive, 40, "40", "frames that one connection may send at once"),
  ratePerUser: setting(
    "RATE_PER_USER",
    natural,
    40,
    "40",
    "frames a second of one person, where there are tokens, over all connections; four seconds' worth at once; 0 = no limit"
  ),
  ratePerAddress: setting(
    "RATE_PER_ADDRESS",
    natural,
    0,
    "0",
    "the same of one network address; 0 = no limit (many people may share a proxy)"
  ),
  maxConnections: setting("MAX_CONNECTIONS", positive, 20_000, "20000", "connections of this server"),
  maxConnectionsPerUser: setting(
    "MAX_CONNECTIONS_PER_USER",
    natural,
    50,
    "50",
    "connections of one person, where there are tokens; 0 = no limit"
  ),
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
  echo: setting("ECHO", onOff, "off", "off", "for tests of the protocol alone: on = /ws/echo gives back every message"),
  aiProviders: setting(
    "AI_PROVIDERS",
    providers,
    [],
    "",
    "who words answers, in this order: openai, anthropic, local, builtin; none = those that are configured, then builtin"
  ),
  openAiKey: maybe("OPENAI_API_KEY", name => Config.redacted(name), "key of OpenAI; needs OPENAI_MODEL", true),
  openAiBaseUrl: setting(
    "OPENAI_BASE_URL",
    address,
    openAiBaseUrl,
    openAiBaseUrl,
    "where OpenAI is, or another server that speaks its /responses, with /v1"
  ),
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
    "where Anthropic is, or another server that speaks its /v1/messages, without /v1"
  ),
  anthropicModel: maybe("ANTHROPIC_MODEL", Config.nonEmptyString, "model of Anthropic"),
  localAiUrl: maybe("LOCAL_AI_URL", address, "Ollama, llama.cpp, vLLM: base address with /v1; needs LOCAL_AI_MODEL"),
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
    level,
    LogLevel.Info,
    "info",
    "trace, debug (every frame), info, warning, error, none"
  ),
  logFormat: setting(
    "LOG_FORMAT",
    name => Config.literal("pretty", "json")(name),
    "pretty",
    "pretty",
    "pretty for people, json for machines; logs go to standard error"
  ),
  otelEndpoint: maybe(
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    address,
    "where traces go (OTLP over HTTP), as http://collector:4318; none = nothing is traced"
  )
} as const
