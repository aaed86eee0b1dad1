import { once } from "node:events"
import { WebSocket } from "ws"
import { decodeServerFrame } from "../../src/protocol/ServerFrame.ts"
import { placeOf, Reading } from "./Reading.ts"
import type { Score } from "./Score.ts"

type Frame = ReturnType<typeof decodeServerFrame>

/** What came of something that was said. */
export type Outcome = NonNullable<Frame["answer"]> | "refused" | "gone" | "late" | "done"

const patienceMillis = 30_000

export interface Pass {
  readonly url: string
  readonly token: string
  readonly score: Score
}

/** One person's tab. It comes back after a break and says where it stood, and checks what it is told all the while. */
export class Visitor {
  readonly #pass: Pass
  readonly #reading: Reading
  readonly #waiting = new Map<string, (outcome: Outcome) => void>()
  /** Runs whose start it was told, and how often their end. */
  readonly #ends = new Map<string, number>()
  /** What it said, by run. */
  readonly #refs = new Map<string, string>()
  /** Ids of events: an ack is all that answers them. */
  readonly #told = new Set<string>()
  /** Was not answered in time, and may be still. */
  readonly #late = new Set<string>()
  readonly #name: string
  #ids = 0
  #sessionId: string | null = null
  #ws: WebSocket | null = null
  /** Of what it sent last. */
  lastId = ""

  constructor(name: string, pass: Pass) {
    this.#name = name
    this.#pass = pass
    this.#reading = new Reading(pass.score)
  }

  get isHere(): boolean {
    return this.#ws?.readyState === WebSocket.OPEN
  }

  /** A run that it was told of has not ended yet. */
  get isBusy(): boolean {
    return [...this.#ends.values()].includes(0)
  }

  get socket(): WebSocket {
    if (this.#ws === null) throw new Error(`${this.#name} has never been here`)
    return this.#ws
  }

  /**
   * Connects and takes up where it stood; who was never here before does so too, from the place it has just been told, as a
   * page does that is reloaded at once. Resolves with the last greeting.
   */
  async come(): Promise<void> {
    const { url, token } = this.#pass
    const ws = new WebSocket(url, { headers: { Authorization: `Bearer ${token}` } })
    this.#ws = ws
    ws.on("error", () => {})
    ws.on("close", code => this.#left(code))
    const greeted = this.#reply("greeting")
    ws.on("message", data => this.#heard(data.toString()))
    if ((await greeted) === "gone") return
    if (this.#sessionId === null) return
    const resume = { session_id: this.#sessionId, topics: this.#reading.places }
    if (resume.topics.length > 0) await this.tell("hello", { resume })
  }

  /** Without a word, as a network does. */
  cut(): void {
    this.#ws?.terminate()
  }

  async leave(): Promise<void> {
    const ws = this.#ws
    if (ws === null || ws.readyState === WebSocket.CLOSED) return
    const closed = once(ws, "close")
    ws.close(1000)
    await closed
  }

  say(words: string, conversation: string): Promise<Outcome> {
    return this.#send("user", words, { conversation_id: conversation })
  }

  command(line: string, conversation?: string): Promise<Outcome> {
    return this.#send("command", line, conversation === undefined ? {} : { conversation_id: conversation })
  }

  tell(event: string, body: Readonly<Record<string, unknown>>): Promise<Outcome> {
    this.#told.add(this.#nextId)
    return this.#send("system", event, { event, ...body })
  }

  /** At the end: what it should have been told and was not. */
  settle(): void {
    const { score } = this.#pass
    for (const id of this.#late) score.add("wrong", `${id} never answered`)
    if (this.#reading.missing > 0) score.add("wrong", "gap", this.#reading.missing)
    for (const times of this.#ends.values())
      if (times !== 1) score.add("wrong", times === 0 ? "run without end" : "run that ended twice")
  }

  get #nextId(): string {
    return `${this.#name}-${this.#ids}`
  }

  #send(type: string, content: string, metadata: Readonly<Record<string, unknown>>): Promise<Outcome> {
    if (!this.isHere) return Promise.resolve("gone")
    const id = this.#nextId
    this.#ids += 1
    this.lastId = id
    const reply = this.#reply(id)
    this.#ws?.send(JSON.stringify({ id, type, content, timestamp: new Date().toISOString(), metadata }))
    return reply
  }

  /** Resolves when it is answered, refused, or nobody is there any more to answer. */
  #reply(id: string): Promise<Outcome> {
    return new Promise(resolve => {
      const late = setTimeout(() => this.#settleReply(id, "late"), patienceMillis)
      this.#waiting.set(id, outcome => {
        clearTimeout(late)
        resolve(outcome)
      })
    })
  }

  #settleReply(id: string, outcome: Outcome): void {
    const { score } = this.#pass
    const settle = this.#waiting.get(id)
    if (settle === undefined) {
      if (this.#late.delete(id)) score.add("late", "answered after all")
      return
    }
    if (outcome === "late") {
      score.add("late", this.#name)
      this.#late.add(id)
    }
    this.#waiting.delete(id)
    this.#told.delete(id)
    settle(outcome)
  }

  #left(code: number): void {
    this.#pass.score.add("close", String(code))
    this.#late.clear()
    for (const id of [...this.#waiting.keys()]) this.#settleReply(id, "gone")
  }

  #heard(data: string): void {
    const { score } = this.#pass
    score.add("frames", "received")
    const { message, answer, event } = decodeServerFrame(data)
    const place = placeOf(message.metadata ?? {})
    if (place !== null && event?.event !== "ready") this.#reading.take(place, event?.event === "ack")
    if (answer !== null) return this.#settleReply(answer.ref, answer)
    switch (event?.event) {
      case "ready":
        return this.#greeted(event)
      case "ack":
        return this.#told.has(event.ref) ? this.#settleReply(event.ref, "done") : undefined
      case "run.start":
        if (!this.#ends.has(event.run_id)) this.#ends.set(event.run_id, 0)
        this.#refs.set(event.run_id, event.ref)
        return
      case "run.done": {
        score.add("outcome", event.degraded ? `${event.outcome}, degraded` : event.outcome)
        const times = this.#ends.get(event.run_id)
        if (times !== undefined) this.#ends.set(event.run_id, times + 1)
        this.#settleReply(this.#refs.get(event.run_id) ?? "", "done")
        this.#refs.delete(event.run_id)
        return
      }
      case "error":
        score.add("error", event.code)
        if (event.ref !== undefined) this.#settleReply(event.ref, "refused")
    }
  }

  #greeted(ready: Extract<Frame["event"], { event: "ready" }>): void {
    if (ready.ref === undefined) {
      this.#sessionId ??= ready.session_id
      for (const place of ready.topics) if (!this.#reading.has(place.topic)) this.#reading.take(place)
      return this.#settleReply("greeting", "done")
    }
    for (const [topic, isResumed] of Object.entries(ready.resumed)) {
      const reason = isResumed ? "resumed" : (ready.reasons?.[topic] ?? "refused")
      this.#pass.score.add("resume", reason)
      if (isResumed) continue
      // Nobody is away for as long, or misses as much, as is remembered.
      this.#pass.score.add("wrong", `not resumed: ${reason}`)
      this.#reading.forget(topic)
      const place = ready.topics.find(each => each.topic === topic)
      if (place !== undefined) this.#reading.take(place)
    }
    this.#settleReply(ready.ref, "done")
  }
}
