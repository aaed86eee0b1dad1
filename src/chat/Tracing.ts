import { Context, type Effect, Layer, type Tracer } from "effect"

/** Where the work of one frame begins in a trace. */
export interface Origin {
  /** "command", "user", an event name. */
  readonly kind: string
  readonly connectionId: string
  /** The frame's, as its client gave it; null: nobody asked. */
  readonly ref: string | null
  /** What goes on for a frame whose span has ended goes on under it; null: a trace of its own. */
  readonly parent: Tracer.AnySpan | null
}

type Traced = <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** Spans around what frames set going. Where nothing is traced these are the work itself: nobody pays for what is off. */
export class Tracing extends Context.Tag("chat/Tracing")<
  Tracing,
  {
    readonly isOn: boolean
    readonly frame: (origin: Origin) => Traced
    /** A part of it, under whatever span it runs in. Attributes are ids and names of ours, never what somebody wrote. */
    readonly part: (name: string, attributes?: Readonly<Record<string, string>>) => Traced
  }
>() {}

const untouched: Traced = work => work

/** The spans of named effects, which nobody would see, are not made either. */
export const layerNoop = Layer.merge(
  Layer.succeed(Tracing, { isOn: false, frame: () => untouched, part: () => untouched }),
  Layer.setTracerEnabled(false)
)
