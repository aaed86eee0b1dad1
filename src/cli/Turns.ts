import { v7 } from "uuid"
import { type AnswerMetadata, decodeServerFrame, type ServerEvent } from "../protocol/ServerFrame.ts"

/** What a dialogue needs of the connection and the terminal. */
export interface Ends {
  readonly send: (frame: string) => void
  readonly say: (text: string) => void
  readonly warn: (text: string) => void
  readonly answer: (text: string, answer: AnswerMetadata) => void
  /** The next piece of an answer; the whole of it comes as `answer`. */
  readonly piece: (text: string) => void
  /** What was streamed so far is void; this stands instead. */
  readonly anew: (text: string) => void
  readonly progress: (phase: string, fraction: number, best: string) => void
  readonly later: (job: () => void, millis: number) => void
  /** Everything that was asked is answered, and nothing more will be asked. */
  readonly done: () => void
}

const frameOf = (id: string, type: "command" | "user" | "system", content: string, metadata: object): string =>
  JSON.stringify({ id, type, content, timestamp: new Date().toISOString(), metadata })

interface Asked {
  readonly id: string
  readonly frame: string
  /** The run that answers it, once that has begun. */
  run: string | null
  isCancelled: boolean
}

/** An answer that is still being made after a break shows itself within this time. */
const patienceMillis = 2_000

/**
 * One person's side of a conversation: a line is sent when the one before is answered, so that a long script in a pipe
 * neither overtakes itself nor outruns the server's limits. Lines wait until the server has greeted. The conversation
 * outlives its connection: what is not answered is sent again, with the same id, and done once.
 */
export class Turns {
  readonly #ends: Ends
  readonly #conversation = v7()
  readonly #lines: Array<string> = []
  /** The frame that is not answered yet. */
  #asked: Asked | null = null
  #greeted = false
  #knowsServer = false
  #ended = false

  constructor(ends: Ends) {
    this.#ends = ends
  }

  /** Whether a server has ever greeted. */
  get knowsServer(): boolean {
    return this.#knowsServer
  }

  line(text: string): void {
    if (text.trim() !== "") this.#lines.push(text.trim())
    this.#next()
  }

  end(): void {
    this.#ended = true
    this.#next()
  }

  /** Ctrl-C: what is being answered is cancelled. Answers whether there was anything to cancel; a second time, there is not. */
  interrupt(): boolean {
    const asked = this.#asked
    if (asked === null || asked.isCancelled || !this.#greeted) return false
    asked.isCancelled = true
    this.#lines.length = 0
    this.#ends.send(frameOf(v7(), "system", "cancel", { event: "cancel", target: asked.id }))
    return true
  }

  /** The connection is gone; another one will greet. */
  lost(): void {
    this.#greeted = false
  }

  /** Takes a frame of the server. */
  heard(text: string): void {
    const { message, answer, event } = decodeServerFrame(text)
    if (answer !== null) this.#ends.answer(message.content, answer)
    if (answer?.ref !== undefined && answer.ref === this.#asked?.id) this.#answered()
    if (event !== null) this.#onEvent(event, message.content)
  }

  #onEvent(event: ServerEvent, content: string): void {
    const asked = this.#asked
    switch (event.event) {
      case "ready":
        return this.#onReady(content)
      case "goodbye":
      case "notice":
        return this.#ends.say(content)
      case "ack":
        if (event.status === "duplicate" && event.ref === asked?.id) this.#awaitMissed(asked)
        return
      case "run.start":
        if (event.ref === asked?.id) asked.run = event.run_id
        return
      case "run.snapshot":
        if (event.ref !== asked?.id) return
        asked.run = event.run_id
        return this.#ends.anew(event.text)
      case "delta":
        return this.#isAsked(event.run_id) ? this.#ends.piece(content) : undefined
      case "run.reset":
        return this.#isAsked(event.run_id) ? this.#ends.anew("") : undefined
      case "progress": {
        const best = event.best === undefined ? "" : `, best so far: hard ${event.best.hard}, soft ${event.best.soft}`
        return this.#isAsked(event.run_id) ? this.#ends.progress(event.phase, event.fraction ?? 0, best) : undefined
      }
      case "run.done":
        // Mostly the answer was there already; a run that was cancelled or failed may have none.
        if (!this.#isAsked(event.run_id)) return
        if (event.outcome !== "completed") this.#ends.warn(event.reason ?? event.outcome)
        return this.#answered()
      case "error":
        if (asked !== null && event.code === "rate_limited" && event.retry_after_ms !== undefined) {
          return this.#ends.later(() => this.#ends.send(asked.frame), event.retry_after_ms)
        }
        this.#ends.warn(`! ${content}`)
        if (event.ref === undefined || event.ref === asked?.id) this.#answered()
    }
  }

  #onReady(content: string): void {
    if (this.#knowsServer) this.#ends.say("Connected again.")
    else this.#ends.say(content)
    this.#greeted = true
    this.#knowsServer = true
    if (this.#asked === null) return this.#next()
    this.#ends.send(this.#asked.frame)
  }

  /** The server has had it before the break: its answer goes on, or came while nobody listened. */
  #awaitMissed(asked: Asked): void {
    asked.run = null
    this.#ends.later(() => {
      if (this.#asked !== asked || asked.run !== null) return
      this.#ends.warn("The answer came while the connection was lost; /messages shows it.")
      this.#answered()
    }, patienceMillis)
  }

  #isAsked(run: string): boolean {
    return this.#asked !== null && this.#asked.run === run
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
      const type = text.startsWith("/") ? "command" : "user"
      const frame = frameOf(id, type, text, { conversation_id: this.#conversation })
      this.#asked = { id, frame, run: null, isCancelled: false }
      this.#ends.send(frame)
    } else if (this.#ended) this.#ends.done()
  }
}
