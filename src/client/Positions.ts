import type { ServerEventOf } from "../protocol/ServerFrame.ts"
import type { Place } from "./frames.ts"

/** How a frame follows on those before it in its topic. */
export type Following = "next" | "repeated" | "gap"

const atMost = 64

/** Up to where each topic has been read: what is given back to resume, and what tells repeated frames from new ones. */
export class Positions {
  readonly #places = new Map<string, Place>()

  /** Takes note of a frame. A new epoch begins anew. */
  take(place: Place): Following {
    const known = this.#places.get(place.topic)
    if (known?.epoch === place.epoch && place.seq <= known.seq) return "repeated"
    this.#set(place)
    return known?.epoch === place.epoch && place.seq > known.seq + 1 ? "gap" : "next"
  }

  /** What the server says where its topics stand; topics that were resumed come up to it frame by frame. */
  begin(ready: ServerEventOf<"ready">): void {
    for (const place of ready.topics) if (!isResumed(ready, place.topic)) this.#set(place)
  }

  get all(): ReadonlyArray<Place> {
    return [...this.#places.values()]
  }

  #set(place: Place): void {
    this.#places.delete(place.topic)
    this.#places.set(place.topic, place)
    const [oldest] = this.#places.keys()
    if (this.#places.size > atMost && oldest !== undefined) this.#places.delete(oldest)
  }
}

/** Whether nothing of a topic was missed. */
export const isResumed = ({ resumed }: ServerEventOf<"ready">, topic: string): boolean => resumed[topic] === true
