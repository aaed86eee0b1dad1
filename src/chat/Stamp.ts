import { Context } from "effect"

/**
 * Ids and the time for what the server says. Plain functions, not effects: they are called once per frame. The clock is
 * the outside world's, so tests bring their own.
 */
export class Stamp extends Context.Tag("chat/Stamp")<
  Stamp,
  {
    /** A fresh UUIDv7. */
    readonly id: () => string
    /** Milliseconds since 1970. */
    readonly millis: () => number
    /** ISO 8601 in UTC. */
    readonly now: () => string
  }
>() {}
export type Stamper = Context.Tag.Service<Stamp>
