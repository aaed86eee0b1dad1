import { Cause, type Context, Exit, Option, Predicate, Tracer } from "effect"

/** What a span may tell; all else stays here. Statements hold places for values, never values. */
const told: ReadonlySet<string> = new Set([
  "connection_id",
  "ref",
  "run_id",
  "command",
  "db.system.name",
  "db.operation.name",
  "db.query.text",
  "http.request.method",
  "http.response.status_code",
  "server.address",
  "gen_ai.system",
  "gen_ai.operation.name",
  "gen_ai.request.model",
  "gen_ai.usage.input_tokens",
  "gen_ai.usage.output_tokens"
])
const longest = 1_000

const bounded = (value: unknown): unknown =>
  typeof value === "string" && value.length > longest ? `${value.slice(0, longest)}…` : value

/** What an error is, without its words: those may quote what somebody wrote. */
const nameOf = (error: unknown): string => {
  if (Predicate.hasProperty(error, "_tag") && typeof error._tag === "string") return error._tag
  return error instanceof Error ? error.name : "Error"
}

const nameless = (exit: Exit.Exit<unknown, unknown>): Exit.Exit<unknown, unknown> => {
  if (Exit.isSuccess(exit)) return Exit.void
  if (Cause.isInterruptedOnly(exit.cause)) return exit
  return Exit.fail(nameOf(Cause.squash(exit.cause)))
}

/** A span that is exported without anything personal: ids and names of ours, and of an error what it is. */
export class DiscreetSpan implements Tracer.Span {
  readonly _tag = "Span"
  readonly #inner: Tracer.Span

  constructor(inner: Tracer.Span) {
    this.#inner = inner
  }

  get name(): string {
    return this.#inner.name
  }
  get spanId(): string {
    return this.#inner.spanId
  }
  get traceId(): string {
    return this.#inner.traceId
  }
  get parent(): Option.Option<Tracer.AnySpan> {
    return this.#inner.parent
  }
  get context(): Context.Context<never> {
    return this.#inner.context
  }
  get status(): Tracer.SpanStatus {
    return this.#inner.status
  }
  get attributes(): ReadonlyMap<string, unknown> {
    return this.#inner.attributes
  }
  get links(): ReadonlyArray<Tracer.SpanLink> {
    return this.#inner.links
  }
  get sampled(): boolean {
    return true
  }
  get kind(): Tracer.SpanKind {
    return this.#inner.kind
  }

  end(endTime: bigint, exit: Exit.Exit<unknown, unknown>): void {
    this.#inner.end(endTime, nameless(exit))
  }
  attribute(key: string, value: unknown): void {
    if (told.has(key)) this.#inner.attribute(key, bounded(value))
  }
  event(name: string, startTime: bigint): void {
    this.#inner.event(name, startTime)
  }
  addLinks(): void {}
}

/** Frames whose traces begin in a second, at most; and at once. */
export const tracesPerSecond = 200
export const tracesAtOnce = 400

/**
 * Only what belongs to a frame is told, and of a flood of frames only some: `mayBegin` is asked for each. What the server
 * does by itself, such as looking for news, would be most of it and say nothing.
 */
export const discreet = (tracer: Tracer.Tracer, silent: Tracer.Tracer, mayBegin: () => boolean): Tracer.Tracer =>
  Tracer.make({
    span: (name, parent, context, links, startTime, kind, options) => {
      const isTold = Option.match(parent, {
        onNone: () => name.startsWith("Frame.") && mayBegin(),
        onSome: above => above instanceof DiscreetSpan
      })
      return isTold
        ? new DiscreetSpan(tracer.span(name, parent, context, [], startTime, kind, options))
        : silent.span(name, parent, context, links, startTime, kind, options)
    },
    context: (execution, fiber) => tracer.context(execution, fiber)
  })
