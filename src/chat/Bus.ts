import { Context, Effect, Layer, type Scope } from "effect"

/**
 * Word of what passes: pieces of answers, who is here, who logged out. It reaches whoever listens to the channel at that
 * moment, on every node, the teller's own included. Telling never waits and never fails; what cannot be sent is lost, so
 * nothing goes this way that must not be lost.
 */
export class Bus extends Context.Tag("chat/Bus")<
  Bus,
  {
    readonly tell: (channel: string, text: string) => void
    /** As long as the Scope is open. `hear` must not throw, and must be quick. */
    readonly listen: (channel: string, hear: (text: string) => void) => Effect.Effect<void, never, Scope.Scope>
  }
>() {}

/** Who listens to what on this node. */
export class Listeners {
  readonly #channels = new Map<string, Set<(text: string) => void>>()

  /** true: the first of this channel. */
  add(channel: string, hear: (text: string) => void): boolean {
    const known = this.#channels.get(channel)
    if (known === undefined) this.#channels.set(channel, new Set([hear]))
    else known.add(hear)
    return known === undefined
  }

  /** true: the last of this channel. */
  remove(channel: string, hear: (text: string) => void): boolean {
    const known = this.#channels.get(channel)
    known?.delete(hear)
    return known?.size === 0 && this.#channels.delete(channel)
  }

  tell(channel: string, text: string): void {
    for (const hear of this.#channels.get(channel) ?? []) hear(text)
  }
}

/** One node: whoever listens is here. */
export const layerLocal = Layer.sync(Bus, () => {
  const listeners = new Listeners()
  return {
    tell: (channel, text) => listeners.tell(channel, text),
    listen: (channel, hear) =>
      Effect.acquireRelease(
        Effect.sync(() => {
          // A listener of its own for each call: the same function may listen twice.
          const own = (text: string) => hear(text)
          listeners.add(channel, own)
          return own
        }),
        own => Effect.sync(() => listeners.remove(channel, own))
      )
  }
})
