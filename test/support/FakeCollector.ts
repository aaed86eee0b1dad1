import { createServer } from "node:http"
import { Schema } from "effect"
import { Watch } from "./Watch.ts"

const Value = Schema.Struct({ stringValue: Schema.optional(Schema.String), intValue: Schema.optional(Schema.Number) })
const Span = Schema.Struct({
  traceId: Schema.String,
  spanId: Schema.String,
  parentSpanId: Schema.optional(Schema.String),
  name: Schema.String,
  attributes: Schema.Array(Schema.Struct({ key: Schema.String, value: Value }))
})
export type CollectedSpan = typeof Span.Type

const Batch = Schema.parseJson(
  Schema.Struct({
    resourceSpans: Schema.Array(
      Schema.Struct({ scopeSpans: Schema.Array(Schema.Struct({ spans: Schema.Array(Span) })) })
    )
  })
)

/** What an OTLP collector is sent, on a free port. */
export const fakeCollector = async () => {
  const spans: Array<CollectedSpan> = []
  const bodies: Array<string> = []
  const watch = new Watch()
  const server = createServer((request, response) => {
    let body = ""
    request.setEncoding("utf8").on("data", chunk => {
      body += String(chunk)
    })
    request.on("end", () => {
      bodies.push(`${request.method} ${request.url} ${body}`)
      for (const { scopeSpans } of Schema.decodeSync(Batch)(body).resourceSpans)
        for (const scope of scopeSpans) spans.push(...scope.spans)
      response.end("{}")
      watch.changed()
    })
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("no port")
  const attributeOf = (span: CollectedSpan, key: string) =>
    span.attributes.find(attribute => attribute.key === key)?.value.stringValue
  const above = (span: CollectedSpan): ReadonlyArray<CollectedSpan> => {
    const parent = spans.find(({ spanId }) => spanId === span.parentSpanId)
    return parent === undefined ? [span] : [...above(parent), span]
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    bodies,
    attributeOf,
    /** A span that matches, all that stand above it first. */
    path: (what: string, matches: (span: CollectedSpan) => boolean): Promise<ReadonlyArray<CollectedSpan>> =>
      watch.until(
        what,
        () =>
          spans
            .filter(matches)
            .map(above)
            .find(([first]) => first?.parentSpanId === undefined),
        15_000
      ),
    close: (): Promise<void> =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
