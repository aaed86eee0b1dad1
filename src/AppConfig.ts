import { type Config, type ConfigError, Effect } from "effect"
import { settings } from "./settings.ts"

/** What all settings say, read. */
export type AppConfig = { readonly [K in keyof typeof settings]: Config.Config.Success<(typeof settings)[K]["config"]> }

/** Reads all settings; the first that cannot be read is the error. */
export const load: Effect.Effect<AppConfig, ConfigError.ConfigError> = Effect.suspend(() =>
  Effect.all({
    host: settings.host.config,
    port: settings.port.config,
    databaseUrl: settings.databaseUrl.config,
    dataDir: settings.dataDir.config,
    redisUrl: settings.redisUrl.config,
    auth: settings.auth.config,
    authNoneAnywhere: settings.authNoneAnywhere.config,
    jwtSecret: settings.jwtSecret.config,
    jwksUrl: settings.jwksUrl.config,
    jwtIssuer: settings.jwtIssuer.config,
    jwtAudience: settings.jwtAudience.config,
    signInUrl: settings.signInUrl.config,
    helloTimeout: settings.helloTimeout.config,
    allowedOrigins: settings.allowedOrigins.config,
    trustedProxies: settings.trustedProxies.config,
    maxMessageBytes: settings.maxMessageBytes.config,
    maxImportBytes: settings.maxImportBytes.config,
    messagesPerSecond: settings.messagesPerSecond.config,
    burst: settings.burst.config,
    ratePerUser: settings.ratePerUser.config,
    ratePerAddress: settings.ratePerAddress.config,
    maxConnections: settings.maxConnections.config,
    maxConnectionsPerUser: settings.maxConnectionsPerUser.config,
    maxConnectionsPerAddress: settings.maxConnectionsPerAddress.config,
    heartbeatInterval: settings.heartbeatInterval.config,
    heartbeatGrace: settings.heartbeatGrace.config,
    idleTimeout: settings.idleTimeout.config,
    outboxBytes: settings.outboxBytes.config,
    drainTimeout: settings.drainTimeout.config,
    compression: settings.compression.config,
    echo: settings.echo.config,
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
    logFormat: settings.logFormat.config,
    otelEndpoint: settings.otelEndpoint.config
  })
)
