import { Hash } from "effect"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"

const kept = 32

interface Seen {
  readonly body: number
  answer: AnswerMetadata | null
}

/**
 * The last frames of a client, so that one that is sent again (the ack got lost) is answered with the first result and
 * done only once. Bounded: 32 ids; read-only commands may be repeated harmlessly after that, writes are kept in the store.
 */
export class RecentFrames {
  #seen: Map<string, Seen> | null = null

  /** "new" also remembers the frame. `body` is what the frame says, without its timestamp. */
  check(id: string, body: string): "new" | "conflict" | { readonly answer: AnswerMetadata | null } {
    this.#seen ??= new Map()
    const hash = Hash.string(body)
    const before = this.#seen.get(id)
    if (before !== undefined) return before.body === hash ? { answer: before.answer } : "conflict"
    this.#seen.set(id, { body: hash, answer: null })
    if (this.#seen.size > kept) {
      for (const oldest of this.#seen.keys()) {
        this.#seen.delete(oldest)
        break
      }
    }
    return "new"
  }

  /** It failed: when it comes again, it is tried again. */
  forget(id: string): void {
    this.#seen?.delete(id)
  }

  /** null: it is under way, failed, or was never seen. */
  answerTo(id: string): AnswerMetadata | null {
    return this.#seen?.get(id)?.answer ?? null
  }

  remember(id: string, answer: AnswerMetadata): void {
    const seen = this.#seen?.get(id)
    if (seen !== undefined) seen.answer = answer
  }
}
