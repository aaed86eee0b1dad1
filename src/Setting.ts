import { isIP } from "node:net"
import { Config, ConfigError, Duration, Either, LogLevel, type Option, Redacted } from "effect"
import type { ProviderName } from "./assistant/AiSettings.ts"

/** One setting: where it comes from, what it is when nobody says, and what it does. */
export interface Setting<A> {
  readonly name: string
  readonly about: string
  /** The default as a person would write it; null = none. */
  readonly fallback: string | null
  readonly secret: boolean
  readonly config: Config.Config<A>
}

export const setting = <A>(
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

export const positive = checked(Config.integer, n => n > 0, "a whole number above 0")
export const natural = checked(Config.integer, n => n >= 0, "a whole number, 0 or more")
export const port = checked(Config.integer, n => n >= 0 && n <= 65535, "a port, 0 to 65535 (0 = any free one)")
export const duration = checked(Config.duration, d => Duration.toMillis(d) > 0, 'a duration such as "25 seconds"')
export const yesNo = (name: string) => Config.map(Config.literal("yes", "no")(name), answer => answer === "yes")
export const onOff = (name: string) => Config.literal("on", "off")(name)
const parts = (text: string): ReadonlyArray<string> =>
  text
    .split(",")
    .map(part => part.trim())
    .filter(part => part !== "")
export const list = (name: string) => Config.map(Config.string(name), parts)
/** Each part made by `read`; null = that is none. Read in one go: an error of what was mapped before has lost its name. */
const listOf =
  <A>(read: (part: string) => A | null, message: string) =>
  (name: string): Config.Config<ReadonlyArray<A>> =>
    Config.mapOrFail(Config.string(name), text => {
      const values = parts(text).map(read)
      const good = values.filter(value => value !== null)
      return good.length === values.length
        ? Either.right(good)
        : Either.left(ConfigError.InvalidData([], `${message}, with commas`))
    })

export const bytes = (name: string): Config.Config<number> =>
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
export const level = (name: string) => Config.map(Config.literal(...levelNames)(name), asked => levels[asked])

/** A setting that nobody need give. */
export const maybe = <A>(
  name: string,
  config: (name: string) => Config.Config<A>,
  about: string,
  secret = false
): Setting<Option.Option<A>> => ({ name, about, fallback: null, secret, config: Config.option(config(name)) })

const providerNames: ReadonlyArray<ProviderName> = ["openai", "anthropic", "local", "builtin"]
export const providers = listOf(
  part => providerNames.find(name => name === part) ?? null,
  `names out of ${providerNames.join(", ")}`
)
export const address = checked(
  Config.nonEmptyString,
  text => /^https?:/.test(text) && URL.canParse(text),
  "an http address"
)

export const url = (name: string) => Config.map(address(name), text => new URL(text))

const isNetwork = (text: string): boolean => {
  const [address = "", prefix, ...more] = text.split("/")
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1
  return more.length === 0 && bits > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
}
export const networks = listOf(part => (isNetwork(part) ? part : null), 'addresses or networks such as "10.0.0.0/8"')

/** A text that is shown to nobody. */
const secretly = (accepts: (text: string) => boolean, message: string) => (name: string) =>
  Config.map(checked(Config.string, accepts, message)(name), text => Redacted.make(text))

/** HS256 wants a key as long as its hash (RFC 7518, 3.2); a shorter one can be guessed from any token. */
const shortestSecret = 32
export const signingSecret = secretly(text => text.length >= shortestSecret, `at least ${shortestSecret} characters`)

/** An address of one of these schemes; it may hold a password. */
export const addressOf = (schemes: RegExp, example: string) =>
  secretly(text => schemes.test(text) && URL.canParse(text), `an address such as ${example}`)
