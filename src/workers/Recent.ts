/** The few values that were used last, by key. What is used becomes the newest; the oldest is dropped. */
export class Recent<A> {
  readonly #most: number
  readonly #items = new Map<string, A>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): A | undefined {
    const item = this.#items.get(key)
    if (item === undefined) return undefined
    this.#items.delete(key)
    this.#items.set(key, item)
    return item
  }

  /** Without becoming the newest. */
  peek(key: string): A | undefined {
    return this.#items.get(key)
  }

  put(key: string, item: A): void {
    this.#items.delete(key)
    this.#items.set(key, item)
    const [oldest] = this.#items.keys()
    if (this.#items.size > this.#most && oldest !== undefined) this.#items.delete(oldest)
  }

  drop(key: string): void {
    this.#items.delete(key)
  }
}
