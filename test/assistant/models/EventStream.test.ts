import { HttpClient, HttpClientResponse } from "@effect/platform"
import { it } from "@effect/vitest"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import { postForEvents } from "../../../src/assistant/models/EventStream.ts"
import { StepPart } from "../../../src/assistant/models/Model.ts"

const line = new TextEncoder().encode(`: ${"x".repeat(64 * 1024)}\n\n`)

/** Answers with comments of 64 KiB, as often as it is asked for more. */
const makeEndless = () => {
  const served = { bytes: 0 }
  const client = HttpClient.make(request =>
    Effect.sync(() => {
      const body = new ReadableStream<Uint8Array>({
        pull: controller => {
          served.bytes += line.length
          controller.enqueue(line)
        }
      })
      return HttpClientResponse.fromWeb(request, new Response(body))
    })
  )
  return { client, served }
}

describe("a stream of events", () => {
  it.effect("that goes on and on and says nothing is given up", () =>
    Effect.gen(function* () {
      const { client, served } = makeEndless()
      const error = yield* Effect.flip(
        postForEvents(
          client,
          "local",
          "http://localhost/chat",
          {},
          () => ({ read: () => [], end: () => [] }),
          parts => {
            const failed = parts.find(StepPart.$is("Failed"))
            return failed === undefined ? Effect.void : Effect.fail(failed.failure)
          }
        )
      )
      expect(error).toMatchObject({ kind: "malformed", reason: "local sent a stream without end" })
      expect(served.bytes).toBeLessThan(18 * 1024 ** 2)
    })
  )
})
