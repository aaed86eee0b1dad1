import type { ScheduleContext } from "../protocol/ChatMessage.ts"
import type { ServerEvent, ServerEventOf } from "../protocol/ServerFrame.ts"
import { type Answer, answerOf, type Frame, readFrame } from "./frames.ts"
import { freshId } from "./freshId.ts"
import type { Link } from "./Link.ts"
import type { Listeners } from "./Listeners.ts"
import { missedAnswer } from "./missedAnswer.ts"
import type { Outgoing } from "./Outgoing.ts"
import { isResumed, type Positions } from "./Positions.ts"
import type { Exchange } from "./Reply.ts"

interface Parts {
  readonly link: Link
  readonly outgoing: Outgoing
  readonly positions: Positions
  readonly listeners: Listeners
  readonly conversation: string
  readonly token: (() => string | Promise<string>) | undefined
  readonly name: string
}

/** What is done with what comes in: greeting, resuming, and handing each frame to whom it belongs. */
export class Reception {
  ready: ServerEventOf<"ready"> | null = null
  readonly #parts: Parts
  readonly #followed: Set<string>
  #context: ScheduleContext | null = null
  /** The greeting that counts answers this hello; null = the first that comes. */
  #hello: string | null = null
  #isGreeted = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#followed = new Set([parts.conversation])
  }

  opened(): void {
    this.#isGreeted = false
    this.#hello = null
    const { token } = this.#parts
    const session = this.ready?.session_id
    if (token === undefined && session === undefined) return
    const hello = freshId()
    this.#hello = hello
    void this.#withToken(given => {
      const { outgoing, positions, name } = this.#parts
      if (this.#hello !== hello) return
      const resume = session === undefined ? {} : { resume: { session_id: session, topics: positions.all } }
      outgoing.tell("hello", { ...given, client: name, ...resume }, hello)
    })
  }

  lost(): void {
    this.#isGreeted = false
    this.#hello = null
  }

  view(context: ScheduleContext): void {
    this.#context = context
    if (this.#isGreeted) this.#parts.outgoing.tell("view", { context })
  }

  follow(conversation: string): void {
    if (this.#followed.has(conversation)) return
    this.#followed.add(conversation)
    if (this.#isGreeted) this.#parts.outgoing.tell("view", { subscribe: [`conv:${conversation}`] })
  }

  heard(data: unknown): void {
    const { outgoing, positions, listeners } = this.#parts
    const frame = readFrame(data)
    if (frame === null) return
    outgoing.alive()
    if (frame.place !== null) {
      const following = positions.take(frame.place)
      // An acknowledgement is for this connection, even where what it acknowledges was told before.
      if (following === "repeated" && !(frame.is === "event" && frame.event.event === "ack")) return
      if (following === "gap") listeners.tell("stale", { topics: [frame.place.topic] })
    }
    this.#deliver(frame)
    outgoing.tidy()
  }

  #deliver(frame: Frame): void {
    const { outgoing, listeners } = this.#parts
    if (frame.is === "answer") {
      const { ref, run_id } = frame.answer
      const exchange = (run_id === undefined ? undefined : outgoing.ofRun(run_id)) ?? outgoing.of(ref)
      exchange?.answered(frame.answer)
      return listeners.tell("answer", frame.answer)
    }
    if (frame.is === "said") return listeners.tell("said", frame.said)
    const { event, content } = frame
    if (event.event === "ready") this.#onReady(event)
    else if (event.event === "goodbye") this.#parts.link.goodbye(event.after_ms)
    else if (event.event === "error" && event.code === "token_expiring") void this.#refresh()
    else this.#exchangeOf(event, content)
    listeners.tell(event.event, event, content)
  }

  #onReady(ready: ServerEventOf<"ready">): void {
    const { link, outgoing, positions, listeners } = this.#parts
    // A server that needs no hello greets by itself as well; that greeting resumes nothing.
    if (this.#hello !== null && ready.ref !== this.#hello) return
    const before = this.ready
    this.ready = ready
    this.#isGreeted = true
    positions.begin(ready)
    link.established()
    const topics = [...this.#followed].map(followed => `conv:${followed}`)
    outgoing.tell("view", { subscribe: topics, ...(this.#context === null ? {} : { context: this.#context }) })
    outgoing.begin(ready.limits)
    if (before === null) return
    const known = [...topics, ...(ready.timetable === null ? [] : [`timetable:${ready.timetable.id}`])]
    const missed = known.filter(topic => !isResumed(ready, topic))
    if (missed.length > 0) listeners.tell("stale", { topics: missed })
  }

  #exchangeOf(event: ServerEvent, content: string): void {
    const { outgoing } = this.#parts
    const ref = "ref" in event ? event.ref : undefined
    const runId = "run_id" in event ? event.run_id : undefined
    const exchange =
      (ref === undefined ? undefined : outgoing.of(ref)) ?? (runId === undefined ? undefined : outgoing.ofRun(runId))
    if (exchange === undefined) return
    if (event.event === "error" && event.code === "rate_limited")
      return outgoing.later(exchange, event.retry_after_ms ?? 1_000)
    exchange.heard(event, content)
    if (event.event === "ack" && event.status === "duplicate") this.#onDuplicate(exchange, event.result)
  }

  /** It was there already: its first result comes along, or is in the history, or is still being made. */
  #onDuplicate(exchange: Exchange, result: unknown): void {
    if (isAnswer(result)) return exchange.answered(answerOf(result))
    if (exchange.isSaid) missedAnswer(this.#parts.outgoing, exchange)
  }

  async #withToken(job: (given: { readonly token?: string }) => void): Promise<void> {
    try {
      const { token } = this.#parts
      job(token === undefined ? {} : { token: await token() })
    } catch {
      // Without a token the server closes with 4401, or greets without.
      job({})
    }
  }

  #refresh(): Promise<void> {
    return this.#withToken(({ token }) => {
      if (token !== undefined) this.#parts.outgoing.tell("auth", { token })
    })
  }
}

const isAnswer = (result: unknown): result is Answer =>
  typeof result === "object" && result !== null && "message_id" in result
