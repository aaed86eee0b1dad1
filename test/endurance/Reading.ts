import type { Score } from "./Score.ts"

interface Position {
  readonly epoch: string
  seq: number
  /** Came before their turn: what was new before the server knew where this reader stood. */
  readonly ahead: Set<number>
}

export interface Place {
  readonly topic: string
  readonly epoch: string
  readonly seq: number
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null)

/** The place that a frame says it has; null: it is not kept. */
export const placeOf = (metadata: Readonly<Record<string, unknown>>): Place | null => {
  const { seq } = metadata
  const epoch = text(metadata.epoch)
  const timetable = text(metadata.timetable_id)
  const conversation = text(metadata.conversation_id)
  const topic =
    text(metadata.topic) ?? (timetable === null ? conversation && `conv:${conversation}` : `timetable:${timetable}`)
  return epoch === null || typeof seq !== "number" || topic === null ? null : { topic, epoch, seq }
}

/** Where one reader stands in its topics, over all its connections. Counts what came twice; what never came is left over. */
export class Reading {
  readonly #positions = new Map<string, Position>()
  readonly #score: Score

  constructor(score: Score) {
    this.#score = score
  }

  /** What to say to come back to where it stood. */
  get places(): ReadonlyArray<Place> {
    return [...this.#positions].map(([topic, { epoch, seq }]) => ({ topic, epoch, seq }))
  }

  /** Frames that must lie between others and did not come. */
  get missing(): number {
    let missing = 0
    for (const { seq, ahead } of this.#positions.values())
      if (ahead.size > 0) missing += Math.max(...ahead) - seq - ahead.size
    return missing
  }

  /** An ack tells a place too, where the frame itself may have come before: it is not counted as a second time. */
  take({ topic, epoch, seq }: Place, isAck = false): void {
    const known = this.#positions.get(topic)
    if (known === undefined || known.epoch !== epoch) {
      if (known !== undefined) this.#score.add("wrong", "epoch changed")
      this.#positions.set(topic, { epoch, seq, ahead: new Set() })
      return
    }
    if (seq <= known.seq || known.ahead.has(seq)) {
      if (!isAck) this.#score.add("wrong", "duplicate")
      return
    }
    known.ahead.add(seq)
    while (known.ahead.delete(known.seq + 1)) known.seq += 1
  }

  /** It cannot be resumed: it goes on from wherever it stands now. */
  forget(topic: string): void {
    this.#positions.delete(topic)
  }

  has(topic: string): boolean {
    return this.#positions.has(topic)
  }
}
