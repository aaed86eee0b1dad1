import { Context, Layer } from "effect"
import type { AppConfig } from "../AppConfig.ts"
import { isAllowedOrigin } from "./Origin.ts"

/** Who may upload from where, and how much. */
export class Uploads extends Context.Tag("server/Uploads")<
  Uploads,
  {
    readonly maxBytes: number
    readonly mayComeFrom: (headers: Readonly<Record<string, string | undefined>>) => boolean
  }
>() {}

export const layer = ({
  host,
  allowedOrigins,
  maxImportBytes
}: Pick<AppConfig, "host" | "allowedOrigins" | "maxImportBytes">) =>
  Layer.succeed(Uploads, {
    maxBytes: maxImportBytes,
    mayComeFrom: ({ origin, host: named }) =>
      isAllowedOrigin({ origin, host: named, listensOn: host, allowed: allowedOrigins })
  })
