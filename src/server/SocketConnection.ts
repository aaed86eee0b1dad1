import type { Duplex } from "node:stream"
import type { WebSocket } from "ws"
import type { Connection, Heartbeat } from "../chat/sessions/Connection.ts"
import { type CloseReason, closeCodes } from "../protocol/CloseCode.ts"
import { type Flusher, Outbox } from "./Outbox.ts"

/** A WebSocket as a Connection: its outbox, its heartbeat, its end. */
export class SocketConnection implements Connection {
  readonly id: string
  readonly address: string
  readonly openedAt: number
  readonly #ws: WebSocket
  readonly #outbox: Outbox
  readonly #closing: (reason: CloseReason) => void
  #heardAt: number
  /** When the ping was sent that has not been answered; 0 = none. */
  #pingedAt = 0

  constructor(options: {
    readonly id: string
    readonly address: string
    readonly now: number
    readonly ws: WebSocket
    readonly socket: Duplex
    readonly flusher: Flusher
    readonly outboxBytes: number
    /** Told why, when the server ends it. */
    readonly closing: (reason: CloseReason) => void
  }) {
    this.id = options.id
    this.address = options.address
    this.openedAt = options.now
    this.#heardAt = options.now
    this.#ws = options.ws
    this.#closing = options.closing
    this.#outbox = new Outbox(options.ws, options.socket, options.flusher, options.outboxBytes, () =>
      this.close("slowConsumer")
    )
  }

  readonly queuedBytes = (): number => this.#outbox.bytes

  readonly send = (encoded: string): void => this.#outbox.push(encoded)

  /** Sends what is waiting, then the close frame. A peer that does not answer it is cut off by `ws` (closeTimeout). */
  readonly close = (reason: CloseReason): void => {
    const { code, reason: words } = closeCodes[reason]
    if (this.#ws.readyState === this.#ws.OPEN) this.#closing(reason)
    this.#outbox.flush()
    this.#outbox.stop()
    this.#ws.resume()
    this.#ws.close(code, words)
  }

  readonly pause = (): void => this.#ws.pause()
  readonly resume = (): void => this.#ws.resume()

  /** The peer has shown that it is alive: a frame or a pong. */
  heard(now: number): void {
    this.#heardAt = now
    this.#pingedAt = 0
  }

  /** Pings a silent peer, cuts one that did not answer in time. */
  readonly beat = (now: number, { intervalMillis, graceMillis }: Heartbeat): void => {
    if (this.#pingedAt > 0) {
      if (now - this.#pingedAt < graceMillis) return
      this.close("noPong")
      // A peer that is gone answers no close frame either; there is nothing to wait for.
      this.#ws.terminate()
    } else if (now - this.#heardAt >= intervalMillis && this.#ws.readyState === this.#ws.OPEN) {
      this.#pingedAt = now
      this.#ws.ping()
    }
  }

  readonly terminate = (): void => this.#ws.terminate()
}
