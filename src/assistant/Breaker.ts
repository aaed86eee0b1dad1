/**
 * The circuit breaker of one provider, as a value. `failures` in a row; after `limit` of them it rests until `restsUntil`
 * (milliseconds), then one probe is let through, whose outcome decides.
 */
export interface Breaker {
  readonly failures: number
  readonly restsUntil: number | null
  readonly probing: boolean
}

export interface BreakerPolicy {
  readonly limit: number
  readonly restMillis: number
}

export const closed: Breaker = { failures: 0, restsUntil: null, probing: false }

export const admits = (breaker: Breaker, now: number): boolean =>
  breaker.restsUntil === null || (now >= breaker.restsUntil && !breaker.probing)

/** Only for one that `admits`. */
export const entered = (breaker: Breaker): Breaker =>
  breaker.restsUntil === null ? breaker : { ...breaker, probing: true }

export const failed = (breaker: Breaker, now: number, { limit, restMillis }: BreakerPolicy): Breaker => {
  const failures = breaker.failures + 1
  return { failures, restsUntil: failures >= limit ? now + restMillis : null, probing: false }
}

/** Nothing was learnt: the asker left, or the fault was in the question. */
export const left = (breaker: Breaker): Breaker => ({ ...breaker, probing: false })
