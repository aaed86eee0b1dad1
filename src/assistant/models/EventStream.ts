import { HttpBody, type HttpClient, HttpClientRequest, type HttpClientResponse } from "@effect/platform"
import { Chunk, Clock, Effect, Stream } from "effect"
import { createParser } from "eventsource-parser"
import { type AiFailure, type FailureKind, failure } from "../AiFailure.ts"
import { StepPart } from "./Model.ts"

/** Turns the events of one stream into parts; it may remember what came before. */
export interface EventReader {
  readonly read: (data: string) => ReadonlyArray<StepPart>
  /** The stream ended by itself. */
  readonly end: () => ReadonlyArray<StepPart>
}

/** An event, and a line that does not end, may be this long. */
const maxEventCharacters = 1024 ** 2

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

const parts = (provider: string, reader: EventReader) => {
  let found: Array<StepPart> = []
  const fail = (reason: string) =>
    found.push(StepPart.Failed({ failure: failure(provider, "malformed", `${provider} ${reason}`) }))
  const parser = createParser({
    maxBufferSize: maxEventCharacters,
    onEvent: ({ data }) => found.push(...reader.read(data)),
    // Some servers write errors beside the format; a line that is no event is never skipped.
    onError: ({ type }) => fail(`sent a stream that is no event stream (${type})`)
  })
  const taken = (): Chunk.Chunk<StepPart> => {
    const all = found
    found = []
    return Chunk.unsafeFromArray(all)
  }
  return {
    feed: (texts: Chunk.Chunk<string>): Chunk.Chunk<StepPart> => {
      // After its buffer overflowed a parser throws; the failure before that ends the step.
      for (const text of texts) if (!found.some(StepPart.$is("Failed"))) parser.feed(text)
      return taken()
    },
    end: (): Chunk.Chunk<StepPart> => Chunk.unsafeFromArray([...reader.end()])
  }
}

/**
 * Posts JSON and reads server-sent events. Fails as unreachable, by status, or as cut where the connection breaks;
 * interruption aborts the request.
 */
export const postForEvents = (
  client: HttpClient.HttpClient,
  provider: string,
  path: string,
  body: unknown,
  makeReader: () => EventReader
): Stream.Stream<StepPart, AiFailure> =>
  client.execute(HttpClientRequest.post(path, { body: HttpBody.unsafeJson(body) })).pipe(
    Effect.mapError(({ reason }) =>
      failure(provider, "unreachable", `${provider} cannot be reached (${reason.toLowerCase()})`)
    ),
    Effect.filterOrElse(
      ({ status }) => status >= 200 && status < 300,
      response => refusal(provider, response)
    ),
    Effect.map(response => {
      const events = parts(provider, makeReader())
      return response.stream.pipe(
        Stream.mapError(() => failure(provider, "cut", `the connection to ${provider} broke off`)),
        Stream.decodeText(),
        Stream.mapChunks(events.feed),
        Stream.concat(Stream.suspend(() => Stream.fromChunk(events.end())))
      )
    }),
    Stream.unwrapScoped
  )
