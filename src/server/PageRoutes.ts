import { HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { page as landingPage } from "./LandingPage.ts"
import { type PageFile, PageFiles } from "./PageFiles.ts"
import { PageSettings } from "./PageSettings.ts"

const always = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" }

/** Nothing from elsewhere, nothing inline: what a hostile name smuggles in as markup stays inert. */
const policyWith = (renewsAt: URL | null) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    // The page asks there for another token before its own ends.
    `connect-src 'self'${renewsAt === null ? "" : ` ${renewsAt.origin}`}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join("; ")

const landing = HttpServerResponse.html(landingPage).pipe(
  Effect.succeed,
  Effect.map(
    HttpServerResponse.setHeaders({
      ...always,
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    })
  )
)

const send = (file: PageFile, request: HttpServerRequest.HttpServerRequest, renewsAt: URL | null) => {
  const headers = {
    ...always,
    "content-security-policy": policyWith(renewsAt),
    "cache-control": file.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.etag,
    vary: "accept-encoding"
  }
  if (request.headers["if-none-match"] === file.etag) return HttpServerResponse.empty({ status: 304, headers })
  const takesGzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")
  return HttpServerResponse.uint8Array(takesGzip ? file.gzipped : file.body, {
    contentType: file.contentType,
    headers: takesGzip ? { ...headers, "content-encoding": "gzip" } : headers
  })
}

const file = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const files = yield* PageFiles
  const { signInUrl } = yield* PageSettings
  const found = files.get(new URL(request.url, "http://host").pathname)
  return found === undefined
    ? HttpServerResponse.text("There is nothing here.\n", { status: 404 })
    : send(found, request, signInUrl)
})

const root = Effect.flatMap(PageFiles, files => (files.has("/") ? file : landing))

const settings = Effect.map(PageSettings, ({ auth, signInUrl }) =>
  HttpServerResponse.unsafeJson(
    { auth, sign_in_url: signInUrl?.href ?? null },
    { headers: { ...always, "cache-control": "no-cache" } }
  )
)

/** The page and what belongs to it; without a built page, the address tells how to connect. */
export const pageRoutes = HttpRouter.empty.pipe(
  HttpRouter.get("/", root),
  HttpRouter.get("/page.json", settings),
  HttpRouter.get("/assets/*", file),
  HttpRouter.get("/icon.svg", file),
  HttpRouter.get("/worker.js", file)
)
