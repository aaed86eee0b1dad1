import { HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { type KeptImport, keepImport } from "../chat/keepImport.ts"
import { mayAct } from "../chat/User.ts"
import { wireTimetable } from "../chat/wire.ts"
import { Importer } from "../interchange/Importer.ts"
import type { ImportedTimetable } from "../interchange/ImportReport.ts"
import type { WireImport } from "../protocol/WireImport.ts"
import { asker, rejectionHeaders } from "./asker.ts"
import { preflight, readableElsewhere } from "./CrossOrigin.ts"
import { type ImportError, importRefusal, type RefusedImport, rejectedImport } from "./importRefusal.ts"
import { Readiness } from "./Readiness.ts"
import type { Rejection } from "./Rejection.ts"
import { Uploads } from "./Uploads.ts"
import { takeUpload } from "./upload.ts"

export const importPath = "/import"

const elsewhere: Rejection = { status: 403, message: "This origin may not upload; see ALLOWED_ORIGINS." }
const stopping: Rejection = { status: 503, message: "The server is stopping.", retryAfterSeconds: 5 }

/** Before a byte of the body is read. */
const editor = Effect.gen(function* () {
  if ((yield* Readiness).isDraining()) return yield* Effect.fail(stopping)
  const { mayComeFrom } = yield* Uploads
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  // Without this, any page that somebody visits could upload to a server that asks for no token.
  if (!mayComeFrom(headers)) return yield* Effect.fail(elsewhere)
  const user = yield* asker("an editor")
  return mayAct(user.role, "editor")
    ? user
    : yield* Effect.fail<Rejection>({ status: 403, message: `This needs the role "editor"; yours is "${user.role}".` })
})

const wireImport = ({ body, report }: ImportedTimetable, { head, isCurrent, isReplaced }: KeptImport): WireImport => ({
  timetable: wireTimetable(head),
  current: isCurrent,
  replaced: isReplaced,
  format: report.format,
  counts: {
    lessons: body.lessons.length,
    placed: body.placements.length,
    teachers: body.teachers.length,
    classes: body.classes.length,
    rooms: body.rooms.length
  },
  mapped: report.mapped,
  unmapped: report.unmapped,
  inactive: report.inactive,
  notes: report.notes
})

const answer = ({ status, body, retryAfterSeconds }: RefusedImport) =>
  HttpServerResponse.unsafeJson(body, { status, headers: rejectionHeaders({ status, retryAfterSeconds }) })

const failed = (folder: string) => (error: ImportError) => Effect.fail(importRefusal(error, folder))

const upload = Effect.gen(function* () {
  const user = yield* Effect.mapError(editor, rejectedImport)
  const wishes = yield* Effect.catchAll(takeUpload, failed(""))
  const importer = yield* Importer
  return yield* importer.read(wishes.path).pipe(
    Effect.flatMap(imported =>
      Effect.map(keepImport(user, imported, wishes), kept =>
        HttpServerResponse.unsafeJson(wireImport(imported, kept), { status: kept.isReplaced ? 200 : 201 })
      )
    ),
    Effect.catchAll(failed(wishes.folder))
  )
}).pipe(
  Effect.catchAll(refused => Effect.succeed(answer(refused))),
  Effect.map(HttpServerResponse.setHeader("cache-control", "no-store")),
  readableElsewhere
)

/** A whole timetable from a file: read in a thread of its own, kept whole or not at all. */
export const importRoutes = HttpRouter.empty.pipe(
  HttpRouter.post(importPath, upload),
  HttpRouter.options(importPath, preflight)
)
