import type { Duplex } from "node:stream"
import { WaitingDelta } from "./WaitingDelta.ts"

/** What is handed to the socket before we wait for it to drain; the rest waits here, where it is counted and bounded. */
const highWater = 64 * 1024

/** What sending needs of a WebSocket. */
export interface Sender {
  /** Bytes that were handed over and not yet to the network. */
  readonly bufferedAmount: number
  /** `data` is text, encoded already or not. */
  readonly send: (data: string | Buffer, options: { readonly binary: false }, done?: () => void) => void
}

/** A frame, and how many bytes it has once it is encoded. */
interface Frame {
  readonly text: string | Buffer
  readonly bytes: number
}

type Waiting = Frame | WaitingDelta

const asText = { binary: false } as const

/** Writes the outboxes that have something, once a turn of the event loop: one system call for all answers of a turn. */
export class Flusher {
  #dirty: Array<Outbox> = []
  #newest: { readonly text: string; readonly bytes: number; encoded: Buffer | null } | null = null
  /** Bytes of all frames that were handed to sockets. */
  sentBytes = 0

  schedule(outbox: Outbox): void {
    if (this.#dirty.length === 0) setImmediate(() => this.#flush())
    this.#dirty.push(outbox)
  }

  /** What one is told is encoded on its way out; what the next is told as well, once for all of them. */
  frame(text: string): Frame {
    if (this.#newest?.text !== text) {
      const bytes = Buffer.byteLength(text)
      this.#newest = { text, bytes, encoded: null }
      return { text, bytes }
    }
    const { bytes } = this.#newest
    this.#newest.encoded ??= Buffer.from(text)
    return { text: this.#newest.encoded, bytes }
  }

  #flush(): void {
    this.#newest = null
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
    const frame = this.#flusher.frame(text)
    this.#bytes += frame.bytes
    if (this.bytes > this.#limit) {
      this.stop()
      this.#onOverflow()
      return
    }
    this.#frames ??= []
    if (this.#state === "draining") this.#wait(this.#frames, text, frame)
    else this.#frames.push(frame)
    if (this.#state === "idle") {
      this.#state = "scheduled"
      this.#flusher.schedule(this)
    }
  }

  /** Only behind a reader who is slow already: nobody else pays for looking at what waits. */
  #wait(frames: Array<Waiting>, text: string, frame: Frame): void {
    const { bytes } = frame
    const delta = WaitingDelta.of(text, bytes)
    const last = frames.at(-1)
    const before = last?.bytes ?? 0
    if (delta !== null && last instanceof WaitingDelta && last.joined(delta)) this.#bytes += last.bytes - before - bytes
    else frames.push(delta ?? frame)
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
    // `ws` corks the two parts of a frame itself.
    const isBunch = frames.length > 1
    if (isBunch) this.#socket.cork()
    let sent = 0
    for (const { text, bytes } of frames) {
      const buffered = this.#ws.bufferedAmount
      if (buffered >= highWater) break
      sent += 1
      this.#bytes -= bytes
      this.#flusher.sentBytes += bytes
      // Below half of the mark nothing will wait for it; pings and pongs, which come on top, are less than the other half.
      this.#ws.send(text, asText, buffered + bytes < highWater / 2 ? undefined : this.#drained)
    }
    if (isBunch) this.#socket.uncork()
    this.#frames = sent === frames.length ? null : frames.slice(sent)
    if (this.#frames !== null) this.#state = "draining"
  }

  readonly #drained = (): void => {
    if (this.#state === "draining") this.flush()
  }
}
