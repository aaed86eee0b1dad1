/** Keeps to the server's rate: hands frames on at once while the burst lasts, then one by one. */
export class Pace {
  #tokens: number
  #at: number
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #waiting: Array<() => void> = []
  readonly #perSecond: number
  readonly #burst: number

  /** Stays a little below what is allowed: the server's clock is not ours. */
  constructor(perSecond: number, burst: number) {
    this.#perSecond = Math.max(1, perSecond * 0.9)
    this.#burst = Math.max(1, Math.floor(burst * 0.9))
    this.#tokens = this.#burst
    this.#at = performance.now()
  }

  pass(job: () => void): void {
    this.#waiting.push(job)
    this.#go()
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#waiting.length = 0
  }

  readonly #go = (): void => {
    const now = performance.now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) * this.#perSecond) / 1_000)
    this.#at = now
    while (this.#tokens >= 1) {
      const job = this.#waiting.shift()
      if (job === undefined) return
      this.#tokens -= 1
      job()
    }
    if (this.#waiting.length === 0 || this.#timer !== null) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#go()
    }, 1_000 / this.#perSecond)
  }
}
