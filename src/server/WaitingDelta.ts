import { Option, Schema } from "effect"

const Delta = Schema.parseJson(
  Schema.Struct({
    id: Schema.String,
    type: Schema.Literal("assistant"),
    content: Schema.String,
    timestamp: Schema.String,
    metadata: Schema.Struct({
      event: Schema.Literal("delta"),
      run_id: Schema.String,
      message_id: Schema.String,
      index: Schema.Int,
      next_index: Schema.optionalWith(Schema.Int, { exact: true })
    })
  })
)
type Delta = typeof Delta.Type
const decode = Schema.decodeOption(Delta, { onExcessProperty: "preserve" })

/** Spares reading what cannot be a delta; in a text of JSON these quotes stand in no string. */
const mark = '"event":"delta"'

const bytesOf = (content: string): number => Buffer.byteLength(JSON.stringify(content)) - 2

/**
 * Deltas of one run that wait for a slow reader, as one: the pieces joined, `index` of the first, and `next_index`, which
 * says how far they reach. Saves their envelopes, not their text: that is never dropped.
 */
export class WaitingDelta {
  readonly #alone: string
  readonly #first: Delta
  readonly #pieces: Array<string>
  #nextIndex: number
  bytes: number

  private constructor(alone: string, first: Delta, bytes: number) {
    this.#alone = alone
    this.#first = first
    this.#pieces = [first.content]
    this.#nextIndex = nextOf(first)
    this.bytes = bytes
  }

  /** null: the frame is no delta. */
  static of(text: string, bytes: number): WaitingDelta | null {
    if (!text.includes(mark)) return null
    return Option.match(decode(text), { onNone: () => null, onSome: delta => new WaitingDelta(text, delta, bytes) })
  }

  /** false: it does not go on where this one ends, and has to wait behind it. */
  joined(next: WaitingDelta): boolean {
    const { metadata } = next.#first
    if (metadata.run_id !== this.#first.metadata.run_id || metadata.index !== this.#nextIndex) return false
    this.#pieces.push(...next.#pieces)
    this.#nextIndex = next.#nextIndex
    this.bytes += bytesOf(next.#first.content)
    return true
  }

  get text(): string {
    if (this.#pieces.length === 1) return this.#alone
    const { metadata, ...rest } = this.#first
    return JSON.stringify({
      ...rest,
      content: this.#pieces.join(""),
      metadata: { ...metadata, next_index: this.#nextIndex }
    })
  }
}

const nextOf = ({ metadata }: Delta): number => metadata.next_index ?? metadata.index + 1
