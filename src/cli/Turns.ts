import { v7 } from "uuid"
import { decodeServerFrame, type ServerEvent } from "../protocol/ServerFrame.ts"

/** What a dialogue needs of the connection and the terminal. */
export interface Ends {
  readonly send: (frame: string) => void
  readonly say: (text: string) => void
  readonly later: (job: () => void, millis: number) => void
  /** Everything that was asked is answered, and nothing more will be asked. */
  readonly done: () => void
}

const frameOf = (id: string, text: string): string =>
  JSON.stringify({
    id,
    type: text.startsWith("/") ? "command" : "user",
    content: text,
    timestamp: new Date().toISOString()
  })

/**
 * One person's side of a conversation: a line is sent when the one before is answered, so that a long script in a pipe
 * neither overtakes itself nor outruns the server's limits. Lines wait until the server has greeted.
 */
export class Turns {
  readonly #ends: Ends
  readonly #lines: Array<string> = []
  /** The frame that is not answered yet, and the run that answers it once that has begun. */
  #asked: { readonly id: string; readonly frame: string; run: string | null } | null = null
  #greeted = false
  #ended = false

  constructor(ends: Ends) {
    this.#ends = ends
  }

  line(text: string): void {
    if (text.trim() !== "") this.#lines.push(text.trim())
    this.#next()
  }

  end(): void {
    this.#ended = true
    this.#next()
  }

  /** Takes a frame of the server. Streamed pieces are left to the final message. */
  heard(text: string): void {
    const { message, answer, event } = decodeServerFrame(text)
    if (answer !== null) this.#ends.say(message.content)
    if (answer?.ref !== undefined && answer.ref === this.#asked?.id) this.#answered()
    if (event !== null) this.#onEvent(event, message.content)
  }

  #onEvent(event: ServerEvent, content: string): void {
    switch (event.event) {
      case "ready":
        this.#ends.say(content)
        this.#greeted = true
        return this.#next()
      case "goodbye":
        return this.#ends.say(content)
      case "run.start":
        if (this.#asked !== null && event.ref === this.#asked.id) this.#asked.run = event.run_id
        return
      case "run.done":
        // Mostly the answer was there already; a run that was cancelled or failed has none.
        if (event.run_id === this.#asked?.run) this.#answered()
        return
      case "error": {
        const asked = this.#asked
        if (asked !== null && event.code === "rate_limited" && event.retry_after_ms !== undefined) {
          return this.#ends.later(() => this.#ends.send(asked.frame), event.retry_after_ms)
        }
        this.#ends.say(`! ${content}`)
        if (event.ref === undefined || event.ref === asked?.id) this.#answered()
      }
    }
  }

  #answered(): void {
    this.#asked = null
    this.#next()
  }

  #next(): void {
    if (!this.#greeted || this.#asked !== null) return
    const text = this.#lines.shift()
    if (text !== undefined) {
      const id = v7()
      const frame = frameOf(id, text)
      this.#asked = { id, frame, run: null }
      this.#ends.send(frame)
    } else if (this.#ended) this.#ends.done()
  }
}
