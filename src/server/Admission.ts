import type { User } from "../chat/User.ts"
import type { Rejection } from "./Rejection.ts"

/** 0 = no limit, but for the whole server. */
export interface AdmissionLimits {
  readonly maxConnections: number
  readonly maxConnectionsPerUser: number
  readonly maxConnectionsPerAddress: number
}

const retryAfterSeconds = 10

/** How many there are of each; only those that are there cost anything. */
class Counts {
  readonly #counts = new Map<string, number>()

  of(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  add(key: string, by: 1 | -1): void {
    const now = this.of(key) + by
    if (now <= 0) this.#counts.delete(key)
    else this.#counts.set(key, now)
  }
}

const keyOf = ({ schoolId, id }: User): string => JSON.stringify([schoolId, id])

/** Who is in, those included whose credentials are still being looked at; and whether there is room for one more. */
export class Admission {
  readonly #limits: AdmissionLimits
  readonly #addresses = new Counts()
  readonly #users = new Counts()
  #total = 0

  constructor(limits: AdmissionLimits) {
    this.#limits = limits
  }

  /** null: there is room. */
  refusal(address: string): Rejection | null {
    const { maxConnections, maxConnectionsPerAddress: perAddress } = this.#limits
    if (this.#total >= maxConnections) return { status: 503, message: "Too many connections.\n", retryAfterSeconds }
    return perAddress > 0 && this.#addresses.of(address) >= perAddress
      ? { status: 429, message: "Too many connections of your address.\n", retryAfterSeconds }
      : null
  }

  enter(address: string): void {
    this.#total += 1
    this.#addresses.add(address, 1)
  }

  leave(address: string): void {
    this.#total -= 1
    this.#addresses.add(address, -1)
  }

  hasRoomFor(user: User): boolean {
    const { maxConnectionsPerUser: limit } = this.#limits
    return limit === 0 || this.#users.of(keyOf(user)) < limit
  }

  /** Answers what takes it back. */
  enterAs(user: User): () => void {
    const key = keyOf(user)
    this.#users.add(key, 1)
    return () => this.#users.add(key, -1)
  }
}

export const tooManyOfUser: Rejection = {
  status: 429,
  message: "You have too many connections open.\n",
  retryAfterSeconds
}
