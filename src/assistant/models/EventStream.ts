import { HttpBody, type HttpClient, HttpClientRequest, type HttpClientResponse } from "@effect/platform"
import { type Chunk, Clock, Effect, Stream } from "effect"
import { createParser } from "eventsource-parser"
import { type AiFailure, type FailureKind, failure } from "../AiFailure.ts"
import type { Hear } from "../AnswerPart.ts"
import { StepPart } from "./Model.ts"

/** Turns the events of one stream into parts; it may remember what came before. */
export interface EventReader {
  readonly read: (data: string) => ReadonlyArray<StepPart>
  /** The stream ended by itself. */
  readonly end: () => ReadonlyArray<StepPart>
}

/** An event, and a line that does not end, may be this long. */
const maxEventCharacters = 1024 ** 2
/** Of one stream: hundreds of times what an answer needs, its events' wrapping and its thoughts included. */
const maxStreamBytes = 16 * 1024 ** 2

/** By HTTP status, as the three protocols use them. */
export const kindOfStatus = (status: number): FailureKind => {
  if (status === 429) return "limited"
  if (status >= 500 || status === 408) return "overloaded"
  return status === 401 || status === 403 || status === 404 ? "denied" : "rejected"
}

/** Seconds or an HTTP date, as RFC 9110 has it; null where there is none that makes sense. */
const retryAfter = (value: string | undefined, now: number): number | null => {
  if (value === undefined) return null
  const millis = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(millis) ? Math.max(0, millis) : null
}

const refusal = (provider: string, { status, headers }: HttpClientResponse.HttpClientResponse) =>
  Effect.flatMap(Clock.currentTimeMillis, now =>
    Effect.fail(
      failure(provider, kindOfStatus(status), `${provider} answered ${status}`, retryAfter(headers["retry-after"], now))
    )
  )

/** Turns the bytes of one stream into parts. */
const partsOf = (provider: string, { read }: EventReader) => {
  const decoder = new TextDecoder()
  let found: Array<StepPart> = []
  let hasFailed = false
  let left = maxStreamBytes
  const fail = (reason: string) => {
    hasFailed = true
    found.push(StepPart.Failed({ failure: failure(provider, "malformed", `${provider} ${reason}`) }))
  }
  const parser = createParser({
    maxBufferSize: maxEventCharacters,
    onEvent: ({ data }) => found.push(...read(data)),
    // Some servers write errors beside the format; a line that is no event is never skipped.
    onError: ({ type }) => fail(`sent a stream that is no event stream (${type})`)
  })
  return (pieces: Chunk.Chunk<Uint8Array>): ReadonlyArray<StepPart> => {
    found = []
    for (const bytes of pieces) {
      left -= bytes.length
      if (left < 0) fail("sent a stream without end")
      // After its buffer overflowed a parser throws; the failure before that ends the step.
      if (hasFailed) break
      parser.feed(decoder.decode(bytes, { stream: true }))
    }
    return found
  }
}

/**
 * Posts JSON and reads server-sent events, in one loop. Fails as unreachable, by status, or as cut where the connection
 * breaks; interruption aborts the request.
 */
export const postForEvents = <E>(
  client: HttpClient.HttpClient,
  provider: string,
  path: string,
  body: unknown,
  makeReader: () => EventReader,
  hear: Hear<StepPart, E>
): Effect.Effect<void, AiFailure | E> =>
  client.execute(HttpClientRequest.post(path, { body: HttpBody.unsafeJson(body) })).pipe(
    Effect.mapError(({ reason }) =>
      failure(provider, "unreachable", `${provider} cannot be reached (${reason.toLowerCase()})`)
    ),
    Effect.filterOrElse(
      ({ status }) => status >= 200 && status < 300,
      response => refusal(provider, response)
    ),
    Effect.flatMap(response => {
      const reader = makeReader()
      const parts = partsOf(provider, reader)
      return response.stream.pipe(
        Stream.mapError(() => failure(provider, "cut", `the connection to ${provider} broke off`)),
        Stream.runForEachChunk(pieces => hear(parts(pieces))),
        Effect.zipRight(Effect.suspend(() => hear(reader.end())))
      )
    })
  )
