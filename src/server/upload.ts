import { basename, dirname } from "node:path"
import { HttpServerRequest, Multipart } from "@effect/platform"
import { Effect, Option, Predicate, Schema } from "effect"
import type { ImportWishes } from "../chat/keepImport.ts"
import { refuse } from "../chat/Refusal.ts"
import { Uploads } from "./Uploads.ts"

/** What is in a multipart body beside the files. */
const framingBytes = 64 * 1024
/** FET's CSV files are eight; then there are the three wishes. */
const mostParts = 16
/** A slow line has so long for its 32 MiB; nobody may hold a place for ever. */
export const uploadMillis = 5 * 60_000

const yesNo = Schema.optionalWith(Schema.Literal("yes", "no"), { default: () => "no" as const })

const Form = Schema.Struct({
  file: Schema.NonEmptyArray(Multipart.FileSchema),
  name: Schema.optional(Schema.Trim.pipe(Schema.minLength(1), Schema.maxLength(120))),
  replace: yesNo,
  current: yesNo
})

/** On this server's disk until the request is over. */
export interface Upload extends ImportWishes {
  /** Where its files lie. */
  readonly folder: string
  /** The file; of several, their folder. */
  readonly path: string
}

const mebibytes = (bytes: number): string => `${Math.round((bytes / 1024 ** 2) * 10) / 10} MiB`

const tooLarge = (maxBytes: number) =>
  refuse("limit_exceeded", `The upload is larger than ${mebibytes(maxBytes)}, the most that is taken here.`, [
    { path: "file", message: `at most ${maxBytes} bytes` }
  ])

const badForm = refuse(
  "validation_failed",
  'Send multipart/form-data: the file as "file" (all of FET\'s CSV files, each as "file"), and if you like "name", "replace" (yes or no) and "current" (yes or no).',
  [{ path: "file", message: "missing, or not a file" }]
)

/** A limit that is met within a file comes as the failure of that file's stream. */
const isTooLarge = ({ reason, cause }: Multipart.MultipartError): boolean =>
  reason === "FileTooLarge" ||
  reason === "BodyTooLarge" ||
  (Predicate.hasProperty(cause, "limit") && (cause.limit === "MaxPartSize" || cause.limit === "MaxTotalSize"))

/** Takes the files of a request in, within bounds. */
export const takeUpload = Effect.gen(function* () {
  const { maxBytes } = yield* Uploads
  const request = yield* HttpServerRequest.HttpServerRequest
  if (Number(request.headers["content-length"] ?? 0) > maxBytes + framingBytes) return yield* tooLarge(maxBytes)
  const form = yield* HttpServerRequest.schemaBodyForm(Form).pipe(
    Multipart.withLimits({
      maxParts: Option.some(mostParts),
      maxFieldSize: 1024,
      maxFileSize: Option.some(maxBytes),
      maxTotalSize: Option.some(maxBytes + framingBytes)
    }),
    Effect.timeoutFail({
      duration: uploadMillis,
      onTimeout: () => refuse("timeout", "The upload took longer than five minutes.")
    }),
    Effect.catchTags({
      MultipartError: error => (isTooLarge(error) ? tooLarge(maxBytes) : badForm),
      ParseError: () => badForm,
      RequestError: () => badForm
    })
  )
  const [first] = form.file
  const names = form.file.map(({ path }) => basename(path))
  const isFolder = names.length > 1 || names.some(name => /\.csv$/i.test(name))
  if (isFolder && !names.includes("activities.csv"))
    return yield* refuse(
      "validation_failed",
      "Several files are taken only where they are FET's CSV files; activities.csv is not among them.",
      [{ path: "file", message: "activities.csv is missing" }]
    )
  const folder = dirname(first.path)
  const upload: Upload = {
    folder,
    path: isFolder ? folder : first.path,
    name: form.name ?? null,
    replace: form.replace === "yes",
    makeCurrent: form.current === "yes"
  }
  return upload
})
