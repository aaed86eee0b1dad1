/** Lets `burst` through at once and `perSecond` after that. A few numbers of state, no timer. */
export class TokenBucket {
  readonly perSecond: number
  readonly burst: number
  #tokens: number
  #at: number
  #drawn = 0

  constructor(perSecond: number, burst: number, now: number) {
    this.perSecond = perSecond
    this.burst = burst
    this.#tokens = burst
    this.#at = now
  }

  /** 0 = taken; else the milliseconds after which one token is there. `now` in milliseconds; it may stand still. */
  take(now: number): number {
    this.#refill(now)
    if (this.#tokens >= 1) {
      this.#tokens -= 1
      this.#drawn += 1
      return 0
    }
    return Math.ceil(((1 - this.#tokens) / this.perSecond) * 1000)
  }

  isFull(now: number): boolean {
    this.#refill(now)
    return this.#tokens >= this.burst
  }

  /** How many were taken since this was asked last. */
  drawn(): number {
    const drawn = this.#drawn
    this.#drawn = 0
    return drawn
  }

  /** Others draw from it too: so many were left, those counted that `drawn` has told. Below 0 = overdrawn. */
  correct(tokens: number, now: number): void {
    this.#at = now
    this.#tokens = tokens - this.#drawn
  }

  #refill(now: number): void {
    const passed = Math.max(0, now - this.#at)
    this.#at = now
    this.#tokens = Math.min(this.burst, this.#tokens + (passed / 1000) * this.perSecond)
  }
}
