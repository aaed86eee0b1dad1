import { Context, Layer, Option } from "effect"
import type { AppConfig } from "../AppConfig.ts"

/** What the page has to know before it connects. */
export class PageSettings extends Context.Tag("server/PageSettings")<
  PageSettings,
  {
    readonly auth: AppConfig["auth"]
    /** Where people get a token; null: they have one, or a link with one. */
    readonly signInUrl: URL | null
  }
>() {}

export const layer = ({ auth, signInUrl }: Pick<AppConfig, "auth" | "signInUrl">) =>
  Layer.succeed(PageSettings, { auth, signInUrl: Option.getOrNull(signInUrl) })
