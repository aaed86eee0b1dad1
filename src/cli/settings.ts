import { PlatformConfigProvider } from "@effect/platform"
import { type ConfigError, Effect, Layer, Logger } from "effect"
import { type AppConfig, load } from "../AppConfig.ts"
import { isLoopback } from "../server/Origin.ts"
import { badInput, type Failure } from "./Failure.ts"

/** ".env" beside the environment, which wins. */
export const environment = PlatformConfigProvider.layerDotEnvAdd(".env")

/** All settings, or one line that names the one that is wrong. */
export const readSettings: Effect.Effect<AppConfig, Failure> = Effect.mapError(load, error =>
  badInput(`settings: ${inWords(error)}`)
)

const inWords = (error: ConfigError.ConfigError): string => {
  switch (error._op) {
    case "And":
    case "Or":
      return inWords(error.left)
    default:
      return `${error.path.join(".")}: ${error.message}`
  }
}

/** Without authentication everybody who reaches the server may edit: only this machine does, unless told otherwise. */
export const refuseOpenHost = (config: AppConfig): Effect.Effect<void, Failure> =>
  isLoopback(config.host) || config.auth !== "none" || config.authNoneAnywhere
    ? Effect.void
    : Effect.fail(
        badInput(
          `HOST is ${config.host}, but there is no authentication: everybody who reaches it could edit. Set AUTH=jwt, leave HOST at 127.0.0.1, or set AUTH_NONE_ANYWHERE=yes if that is meant.`
        )
      )

/** Logs go to standard error, so that standard output holds answers only. */
export const logging = (config: AppConfig) =>
  Layer.merge(
    Logger.replace(
      Logger.defaultLogger,
      config.logFormat === "json"
        ? Logger.withConsoleError(Logger.jsonLogger)
        : Logger.withConsoleError(Logger.prettyLogger({ colors: "auto" }))
    ),
    Logger.minimumLogLevel(config.logLevel)
  )
