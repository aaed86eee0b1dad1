import type { Duplex } from "node:stream"
import { WaitingDelta } from "./WaitingDelta.ts"

/** What is handed to the socket before we wait for it to drain; the rest waits here, where it is counted and bounded. */
const highWater = 64 * 1024

/** What sending needs of a WebSocket. */
export interface Sender {
  /** Bytes that were handed over and not yet to the network. */
  readonly bufferedAmount: number
  readonly send: (text: string, done: () => void) => void
}

type Waiting = { readonly text: string; readonly bytes: number } | WaitingDelta

/** Writes the outboxes that have something, once a turn of the event loop: one system call for all answers of a turn. */
export class Flusher {
  #dirty: Array<Outbox> = []
  /** Bytes of all frames that were handed to sockets. */
  sentBytes = 0

  schedule(outbox: Outbox): void {
    if (this.#dirty.length === 0) setImmediate(() => this.#flush())
    this.#dirty.push(outbox)
  }

  #flush(): void {
    const dirty = this.#dirty
    this.#dirty = []
    for (const outbox of dirty) outbox.flush()
  }
}

/** What one peer has yet to be sent. Bounded in bytes; over the bound the peer is a slow consumer, and told so. */
export class Outbox {
  readonly #ws: Sender
  readonly #socket: Duplex
  readonly #flusher: Flusher
  readonly #limit: number
  readonly #onOverflow: () => void
  #frames: Array<Waiting> | null = null
  #bytes = 0
  #state: "idle" | "scheduled" | "draining" | "over" = "idle"

  constructor(ws: Sender, socket: Duplex, flusher: Flusher, limit: number, onOverflow: () => void) {
    this.#ws = ws
    this.#socket = socket
    this.#flusher = flusher
    this.#limit = limit
    this.#onOverflow = onOverflow
  }

  /** What waits here, and what the socket has not yet passed on. */
  get bytes(): number {
    return this.#bytes + this.#ws.bufferedAmount
  }

  push(text: string): void {
    if (this.#state === "over") return
    const bytes = Buffer.byteLength(text)
    this.#bytes += bytes
    if (this.bytes > this.#limit) {
      this.stop()
      this.#onOverflow()
      return
    }
    this.#frames ??= []
    if (this.#state === "draining") this.#wait(this.#frames, text, bytes)
    else this.#frames.push({ text, bytes })
    if (this.#state === "idle") {
      this.#state = "scheduled"
      this.#flusher.schedule(this)
    }
  }

  /** Only behind a reader who is slow already: nobody else pays for looking at what waits. */
  #wait(frames: Array<Waiting>, text: string, bytes: number): void {
    const delta = WaitingDelta.of(text, bytes)
    const last = frames.at(-1)
    const before = last?.bytes ?? 0
    if (delta !== null && last instanceof WaitingDelta && last.joined(delta)) this.#bytes += last.bytes - before - bytes
    else frames.push(delta ?? { text, bytes })
  }

  /** Forgets what is waiting and takes no more. */
  stop(): void {
    this.#state = "over"
    this.#frames = null
    this.#bytes = 0
  }

  /** Sends what is waiting, as far as the socket takes it without piling up. */
  readonly flush = (): void => {
    if (this.#state === "over") return
    const frames = this.#frames
    this.#state = "idle"
    if (frames === null) return
    this.#socket.cork()
    let sent = 0
    for (const { text, bytes } of frames) {
      if (this.#ws.bufferedAmount >= highWater) break
      sent += 1
      this.#bytes -= bytes
      this.#flusher.sentBytes += bytes
      this.#ws.send(text, this.#drained)
    }
    this.#socket.uncork()
    this.#frames = sent === frames.length ? null : frames.slice(sent)
    if (this.#frames !== null) this.#state = "draining"
  }

  readonly #drained = (): void => {
    if (this.#state === "draining") this.flush()
  }
}
