import type { User } from "../User.ts"
import { TokenBucket } from "./TokenBucket.ts"

/** Frames a second; 0 = no limit. */
export interface SharedRates {
  readonly perUser: number
  readonly perAddress: number
}

/** Seconds' worth of frames that may come at once. */
const burstSeconds = 4

interface Held {
  readonly bucket: TokenBucket
  holders: number
}

/**
 * Buckets that several connections draw from: all of one person, all of one network address. One that nobody holds stays
 * until it is full again, so that to come back is no way round it.
 */
export class SharedBuckets {
  readonly #rates: SharedRates
  readonly #held = new Map<string, Held>()

  constructor(rates: SharedRates) {
    this.#rates = rates
  }

  keysOf({ schoolId, id }: User, address: string): ReadonlyArray<readonly [key: string, perSecond: number]> {
    const { perUser, perAddress } = this.#rates
    const all = [
      [`user:${JSON.stringify([schoolId, id])}`, perUser],
      [`address:${address}`, perAddress]
    ] as const
    return all.filter(([, perSecond]) => perSecond > 0)
  }

  hold(key: string, perSecond: number, now: number): TokenBucket {
    const held = this.#held.get(key) ?? {
      bucket: new TokenBucket(perSecond, perSecond * burstSeconds, now),
      holders: 0
    }
    held.holders += 1
    this.#held.set(key, held)
    return held.bucket
  }

  release(key: string): void {
    const held = this.#held.get(key)
    if (held !== undefined) held.holders -= 1
  }

  forgetFull(now: number): void {
    for (const [key, { bucket, holders }] of this.#held) if (holders === 0 && bucket.isFull(now)) this.#held.delete(key)
  }

  entries(): Iterable<readonly [string, Held]> {
    return this.#held
  }

  get size(): number {
    return this.#held.size
  }
}
