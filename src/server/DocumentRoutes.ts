import { createHash } from "node:crypto"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { asyncApi } from "../documents/asyncApi.ts"
import { documentPage, documentStyle } from "../documents/documentPage.ts"
import type { JsonObject } from "../documents/Json.ts"
import { jsonSchemaFiles } from "../documents/jsonSchemaFiles.ts"
import { openApi } from "../documents/openApi.ts"

interface Document {
  readonly body: Uint8Array
  readonly contentType: string
  readonly etag: string
}

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("base64")

const documentOf = (text: string, contentType: string): Document => {
  const body = new TextEncoder().encode(text)
  return { body, contentType, etag: `"${sha256(body)}"` }
}

const jsonDocument = (json: JsonObject, contentType = "application/json"): Document =>
  documentOf(`${JSON.stringify(json, null, 1)}\n`, contentType)

const styleHash = sha256(documentStyle)

/** Made when first asked for, and the same from then on. */
const make = Effect.sync((): ReadonlyMap<string, Document> => {
  const protocol = asyncApi()
  return new Map([
    ["/asyncapi.json", jsonDocument(protocol)],
    ["/openapi.json", jsonDocument(openApi())],
    ["/docs", documentOf(documentPage(protocol), "text/html; charset=utf-8")],
    ...[...jsonSchemaFiles()].map(
      ([name, json]) => [`/schemas/${name}.json`, jsonDocument(json, "application/schema+json")] as const
    )
  ])
})

const headers = {
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  // Tools on other pages may read what everybody may read.
  "access-control-allow-origin": "*",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

/** If-None-Match may list several tags, and proxies make them weak. */
const has = (tags: string | undefined, etag: string): boolean =>
  tags?.split(",").some(tag => tag.trim().replace(/^W\//, "") === etag) ?? false

const documents = Effect.runSync(Effect.cached(make))

const answer = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const found = (yield* documents).get(new URL(request.url, "http://host").pathname)
  if (found === undefined) return HttpServerResponse.text("There is nothing here.\n", { status: 404 })
  const { body, contentType, etag } = found
  return has(request.headers["if-none-match"], etag)
    ? HttpServerResponse.empty({ status: 304, headers: { ...headers, etag } })
    : HttpServerResponse.uint8Array(body, { contentType, headers: { ...headers, etag } })
})

/** What is to be known about talking to this server, for machines and for people. */
export const documentRoutes = HttpRouter.empty.pipe(
  HttpRouter.get("/asyncapi.json", answer),
  HttpRouter.get("/openapi.json", answer),
  HttpRouter.get("/docs", answer),
  HttpRouter.get("/schemas/:name", answer)
)
