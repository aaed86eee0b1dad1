import { Context, Layer } from "effect"

/** What is counted about conversations. Plain functions: some are called for every frame. */
export class Meter extends Context.Tag("chat/Meter")<
  Meter,
  {
    /** kind: "user", "command", an event name, or "bad". */
    readonly received: (kind: string) => void
    readonly sent: (bytes: number) => void
    readonly refused: (code: string) => void
    /** command: its name, or "message" for free text. */
    readonly answered: (command: string, seconds: number) => void
  }
>() {}
export type Counting = Context.Tag.Service<Meter>

const nothing = () => {}

export const layerNoop = Layer.succeed(Meter, {
  received: nothing,
  sent: nothing,
  refused: nothing,
  answered: nothing
})
