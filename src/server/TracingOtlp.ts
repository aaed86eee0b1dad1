import { FetchHttpClient, HttpClient, HttpClientError } from "@effect/platform"
import { Effect, Layer } from "effect"
import { TokenBucket } from "../chat/sessions/TokenBucket.ts"
import { Tracing } from "../chat/Tracing.ts"
import { discreet, tracesAtOnce, tracesPerSecond } from "./DiscreetSpan.ts"

/** A collector that does not answer must not have spans pile up here. */
const patience = "5 seconds"
const exportEvery = "2 seconds"

const spans = Layer.succeed(Tracing, {
  isOn: true,
  frame:
    ({ kind, connectionId, ref, parent }) =>
    work =>
      Effect.withSpan(work, `Frame.${kind}`, {
        kind: "server",
        captureStackTrace: false,
        ...(parent === null ? { root: true } : { parent }),
        attributes: { connection_id: connectionId, ...(ref === null ? {} : { ref }) }
      }),
  part: (name, attributes) => work =>
    Effect.withSpan(work, name, { captureStackTrace: false, ...(attributes === undefined ? {} : { attributes }) })
})

const http = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(
    HttpClient.HttpClient,
    HttpClient.transform((sending, request) =>
      Effect.timeoutFail(sending, {
        duration: patience,
        onTimeout: () => new HttpClientError.RequestError({ request, reason: "Transport", description: "no answer" })
      })
    )
  )
).pipe(Layer.provide(FetchHttpClient.layer))

/**
 * Traces by OTLP (HTTP, JSON) to `endpoint`/v1/traces: from a frame to its command, its statements, and its provider. What
 * cannot be sent is dropped; nothing ever waits for it. The exporter is loaded only where it is used.
 */
export const layer = (endpoint: string, version: string): Layer.Layer<Tracing> =>
  Layer.unwrapScoped(
    Effect.gen(function* () {
      const [exporter, serialization] = yield* Effect.promise(() =>
        Promise.all([import("@effect/opentelemetry/OtlpTracer"), import("@effect/opentelemetry/OtlpSerialization")])
      )
      const tracer = yield* exporter
        .make({
          url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
          resource: { serviceName: "timetable-chat", serviceVersion: version },
          exportInterval: exportEvery
        })
        .pipe(Effect.provide(Layer.merge(http, serialization.layerJson)))
      const silent = yield* Effect.tracer
      const clock = yield* Effect.clock
      const now = () => clock.unsafeCurrentTimeMillis()
      const bucket = new TokenBucket(tracesPerSecond, tracesAtOnce, now())
      return Layer.merge(Layer.setTracer(discreet(tracer, silent, () => bucket.take(now()) === 0)), spans)
    })
  )
