const defaultMillis = 5_000

/** Waits for what events bring about: each `changed()` looks again, the deadline says what was awaited in vain. */
export class Watch {
  readonly #lookAgain = new Set<() => void>()

  readonly changed = (): void => {
    for (const look of [...this.#lookAgain]) look()
  }

  /** The first value of `look` that is not undefined. What `look` throws ends the waiting. */
  until<A>(what: string, look: () => A | undefined, millis = defaultMillis): Promise<A> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        this.#lookAgain.delete(again)
      }
      const again = () => {
        try {
          const found = look()
          if (found === undefined) return
          end()
          resolve(found)
        } catch (error) {
          end()
          reject(error)
        }
      }
      const timer = setTimeout(() => {
        end()
        reject(new Error(`${what}: not within ${millis} ms`))
      }, millis)
      this.#lookAgain.add(again)
      again()
    })
  }
}

/** For what tells nobody when it changes: looks each turn of the event loop. */
export const eventually = async (what: string, isSo: () => boolean, millis = defaultMillis): Promise<void> => {
  const until = performance.now() + millis
  while (!isSo()) {
    if (performance.now() > until) throw new Error(`${what}: not within ${millis} ms`)
    await new Promise(resolve => setImmediate(resolve))
  }
}
