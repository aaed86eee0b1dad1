import { backOff } from "./backOff.ts"
import { watchNetwork } from "./network.ts"
import { codeOf, dataOfEvent, isOpen, type Socket, type SocketClass } from "./Socket.ts"
import { type Verdict, verdictOf } from "./verdictOf.ts"

/** How the connection stands. "asleep": ended for idleness, back when something is sent; "stopped": `reconnect` only. */
export type Status =
  | { readonly state: "connecting" | "online" | "asleep"; readonly attempt: number }
  | { readonly state: "waiting"; readonly attempt: number; readonly retryInMillis: number; readonly code: number }
  | { readonly state: "stopped"; readonly attempt: number; readonly code: number }

export interface LinkOptions {
  readonly url: string
  readonly WebSocket: SocketClass
  readonly random: () => number
  readonly opened: () => void
  readonly heard: (data: unknown) => void
  /** The connection is gone; whatever was on its way may be lost. */
  readonly lost: (verdict: Verdict) => void
  readonly changed: (status: Status) => void
}

const subProtocol = "timetable-chat.v1"
/** What ends without a close frame. */
const abnormal = 1006

/** One connection at a time, made anew as long as that has sense. */
export class Link {
  status: Status = { state: "connecting", attempt: 0 }
  readonly #options: LinkOptions
  readonly #unwatch: () => void
  #socket: Socket | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #attempt = 0
  /** Since the last time that all was well, so many connections ended for want of a good token. */
  #unauthorised = 0
  /** From the server's goodbye: when to be back. */
  #backInMillis: number | null = null

  constructor(options: LinkOptions) {
    this.#options = options
    this.#unwatch = watchNetwork({ up: () => this.hurry(), down: () => this.cut() })
  }

  get isOpen(): boolean {
    return this.#socket !== null && isOpen(this.#socket)
  }

  send(text: string): void {
    if (this.#socket !== null && isOpen(this.#socket)) this.#socket.send(text)
  }

  /** The server has greeted: from here on a fault is a new fault. */
  established(): void {
    this.#attempt = 0
    this.#unauthorised = 0
    this.#change({ state: "online", attempt: 0 })
  }

  goodbye(afterMillis: number): void {
    this.#backInMillis = afterMillis
  }

  connect(): void {
    this.#clear()
    const { url, WebSocket, opened, heard } = this.#options
    this.#change({ state: "connecting", attempt: this.#attempt })
    const socket = new WebSocket(url, [subProtocol])
    this.#socket = socket
    const isCurrent = () => this.#socket === socket
    socket.addEventListener("open", () => {
      if (isCurrent()) opened()
    })
    socket.addEventListener("message", event => {
      if (isCurrent()) heard(dataOfEvent(event))
    })
    // "close" follows and has the code; without a listener `ws` would throw.
    socket.addEventListener("error", () => {})
    socket.addEventListener("close", event => {
      if (isCurrent()) this.#closed(codeOf(event) ?? abnormal)
    })
  }

  /** The person wants to be back now. */
  hurry(): void {
    if (this.status.state === "waiting" || this.status.state === "asleep") this.connect()
  }

  /** Gives up a connection on which nothing moves any more. Its close frame would not arrive either. */
  cut(): void {
    const socket = this.#socket
    if (socket === null) return
    this.#closed(abnormal)
    socket.close()
  }

  stop(): void {
    this.#unwatch()
    this.#clear()
    const socket = this.#socket
    this.#socket = null
    socket?.close(1000, "bye")
    this.#change({ state: "stopped", attempt: 0, code: 1000 })
  }

  #closed(code: number): void {
    this.#socket = null
    const found = verdictOf(code)
    if (found.action === "token") this.#unauthorised += 1
    // A second token that is no good either will not be better the third time.
    const verdict: Verdict = this.#unauthorised > 1 ? { ...found, action: "stop" } : found
    this.#options.lost(verdict)
    if (verdict.action === "stop") return this.#change({ state: "stopped", attempt: this.#attempt, code })
    if (verdict.action === "asleep") return this.#change({ state: "asleep", attempt: 0 })
    const usual = Math.max(verdict.afterMillis, backOff(this.#attempt, this.#options.random))
    const retryInMillis = this.#backInMillis ?? usual
    this.#backInMillis = null
    this.#attempt += 1
    this.#timer = setTimeout(() => this.connect(), retryInMillis)
    this.#change({ state: "waiting", attempt: this.#attempt, retryInMillis, code })
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #change(status: Status): void {
    this.status = status
    this.#options.changed(status)
  }
}
