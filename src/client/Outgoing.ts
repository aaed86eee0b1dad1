import { ChatError } from "./ChatError.ts"
import { freshId } from "./freshId.ts"
import { Pace } from "./Pace.ts"
import { Exchange, type Reply } from "./Reply.ts"
import type { Verdict } from "./verdictOf.ts"

const silenceMillis = 10_000
const pongMillis = 5_000

interface Limits {
  readonly max_message_bytes: number
  readonly messages_per_second: number
  readonly burst: number
}

interface Outlet {
  readonly most: number
  readonly send: (text: string) => void
  /** Nothing moves any more. */
  readonly stuck: () => void
  /** Somebody wants something, connected or not. */
  readonly wanted: () => void
}

export interface Request {
  readonly id: string
  readonly type: "user" | "command"
  readonly content: string
  readonly metadata: Readonly<Record<string, unknown>> & { readonly conversation_id: string }
}

/** All that waits for an answer: bounded, in order, sent again under the same id until it is acknowledged and answered. */
export class Outgoing {
  readonly #outlet: Outlet
  readonly #exchanges = new Map<string, Exchange>()
  #limits: Limits | null = null
  #pace: Pace | null = null
  #silence: ReturnType<typeof setTimeout> | null = null
  #isClosed = false

  constructor(outlet: Outlet) {
    this.#outlet = outlet
  }

  get all(): ReadonlyArray<Exchange> {
    return [...this.#exchanges.values()]
  }

  of(ref: string): Exchange | undefined {
    return this.#exchanges.get(ref)
  }

  ofRun(runId: string): Exchange | undefined {
    return this.all.find(exchange => exchange.runId === runId)
  }

  /** Keeps it until it is over. Refused at once when too many wait or it is larger than the server takes. */
  request({ id, type, content, metadata }: Request): Reply {
    const frame = frameOf(id, type, content, metadata)
    const exchange = new Exchange({
      id,
      conversationId: metadata.conversation_id,
      frame,
      isSaid: type === "user",
      cancel: () => this.#cancel(exchange)
    })
    const error = this.#refusal(frame)
    if (error !== null) exchange.fail(error)
    else if (!this.#exchanges.has(id)) {
      this.#exchanges.set(id, exchange)
      if (this.#pace === null) this.#outlet.wanted()
      else this.#post(exchange)
    } else return this.#exchanges.get(id) ?? exchange
    return exchange
  }

  /** An event to the server that needs no answer, and no second try: it is made anew for each connection. */
  tell(event: string, body: Readonly<Record<string, unknown>>, id = freshId()): void {
    this.#outlet.send(frameOf(id, "system", event, { event, ...body }))
  }

  /** There is a connection: all that is not over goes out again, in order. */
  begin(limits: Limits): void {
    this.#limits = limits
    this.#pace?.stop()
    this.#pace = new Pace(limits.messages_per_second, limits.burst)
    for (const exchange of this.all) this.#post(exchange)
  }

  lost({ drops, action }: Verdict): void {
    this.#pace?.stop()
    this.#pace = null
    this.#quiet()
    for (const exchange of this.all) {
      if (action === "stop" && exchange.isSent)
        exchange.fail(new ChatError("closed", "The server ended the connection.", { temporary: true }))
      else if (drops && exchange.isSent && !exchange.isAcknowledged)
        exchange.fail(new ChatError("frame_refused", "The server could not take this message."))
      exchange.lost()
    }
    this.tidy()
  }

  /** Frames come in: the connection lives. */
  alive(): void {
    this.#quiet()
    if (this.all.some(({ isSent, isAcknowledged }) => isSent && !isAcknowledged)) this.#listen()
  }

  /** The server asks for patience with this one. */
  later(exchange: Exchange, millis: number): void {
    setTimeout(() => {
      if (!exchange.isOver) this.#post(exchange)
    }, millis)
  }

  /** Forgets what is over. */
  tidy(): void {
    for (const exchange of this.all) if (exchange.isOver) this.#exchanges.delete(exchange.id)
  }

  close(): void {
    this.#isClosed = true
    this.#pace?.stop()
    this.#pace = null
    this.#quiet()
    for (const exchange of this.all) exchange.fail(new ChatError("closed", "This client was closed."))
    this.tidy()
  }

  #refusal(frame: string): ChatError | null {
    if (this.#isClosed) return new ChatError("closed", "This client was closed.")
    if (this.#exchanges.size >= this.#outlet.most)
      return new ChatError("queue_full", `${this.#outlet.most} messages wait for an answer; wait for one of them.`, {
        temporary: true
      })
    const most = this.#limits?.max_message_bytes ?? Number.POSITIVE_INFINITY
    const bytes = new TextEncoder().encode(frame).length
    return bytes > most ? new ChatError("too_big", `The message has ${bytes} bytes; the server takes ${most}.`) : null
  }

  #post(exchange: Exchange): void {
    this.#pace?.pass(() => {
      if (exchange.isOver) return
      exchange.isSent = true
      this.#outlet.send(exchange.frame)
      this.#listen()
    })
  }

  /** What never left need not be cancelled there. */
  #cancel(exchange: Exchange): void {
    if (exchange.isOver) return
    if (exchange.isSent) return this.tell("cancel", { target: exchange.id })
    exchange.fail(new ChatError("cancelled", "Cancelled before it was sent."))
    this.tidy()
  }

  #listen(): void {
    this.#silence ??= setTimeout(() => {
      this.tell("ping", {})
      this.#silence = setTimeout(() => this.#outlet.stuck(), pongMillis)
    }, silenceMillis)
  }

  #quiet(): void {
    if (this.#silence !== null) clearTimeout(this.#silence)
    this.#silence = null
  }
}

const frameOf = (id: string, type: string, content: string, metadata: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ id, type, content, timestamp: new Date().toISOString(), metadata })
