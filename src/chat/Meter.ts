import { Context, Layer } from "effect"
import type { User } from "./User.ts"

/** What is counted about conversations. Plain functions: some are called for every frame. */
export class Meter extends Context.Tag("chat/Meter")<
  Meter,
  {
    /** kind: "user", "command", an event name, or "bad". */
    readonly received: (kind: string) => void
    /** A frame was sent. */
    readonly sent: () => void
    readonly refused: (code: string) => void
    /** command: its name, or "message" for free text. */
    readonly answered: (command: string, seconds: number) => void
    /** A run of the assistant has ended. */
    readonly ran: (outcome: string, degraded: boolean) => void
    /** Tokens, in and out, that a provider took for one answer, whole or not. */
    readonly spent: (user: User, provider: string, tokens: number) => void
    /** Ids in an answer that the engine had not supplied; they were taken out. */
    readonly ungrounded: (ids: number) => void
    /** How the attempt to resume a topic ended: "resumed", or why not. */
    readonly resumed: (result: string) => void
    /** An event was kept for those who come back. */
    readonly kept: () => void
    /** So many were too old, and were forgotten. */
    readonly forgotten: (events: number) => void
    /** Where it can be read how many topics are followed, each counted once for everybody who follows it. */
    readonly countSubscriptions: (read: () => number) => void
  }
>() {}
export type Counting = Context.Tag.Service<Meter>

const nothing = () => {}

/** Counts nothing. */
export const uncounted: Counting = {
  received: nothing,
  sent: nothing,
  refused: nothing,
  answered: nothing,
  ran: nothing,
  spent: nothing,
  ungrounded: nothing,
  resumed: nothing,
  kept: nothing,
  forgotten: nothing,
  countSubscriptions: nothing
}

export const layerNoop = Layer.succeed(Meter, uncounted)
