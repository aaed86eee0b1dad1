import { once } from "node:events"
import { type RawData, WebSocket } from "ws"
import { type AnswerMetadata, decodeServerFrame, type ServerEventOf } from "../../src/protocol/ServerFrame.ts"

/** What came of a command, and after how many milliseconds. */
export interface Told {
  /** Until the first sign that it is being worked on or done: progress, or the answer. */
  readonly firstMillis: number
  readonly millis: number
  readonly bytes: number
  /** null: it was refused. */
  readonly answer: AnswerMetadata | null
  readonly error: ServerEventOf<"error"> | null
}

const patienceMillis = 120_000

/** One person at a time table, who asks one thing after another. */
export class Planner {
  readonly #ws: WebSocket
  #ids = 0

  private constructor(url: string) {
    this.#ws = new WebSocket(url, { perMessageDeflate: false })
  }

  static async connect(url: string): Promise<Planner> {
    const planner = new Planner(url)
    await once(planner.#ws, "open")
    return planner
  }

  ask(line: string): Promise<Told> {
    const id = `planner-${this.#ids++}`
    return new Promise((resolve, reject) => {
      const from = performance.now()
      let first: number | null = null
      const listen = (data: RawData) => {
        const text = data.toString()
        if (!text.includes(id)) return
        const millis = performance.now() - from
        const { answer, event } = decodeServerFrame(text)
        if (event?.event === "progress") first ??= millis
        const error = event?.event === "error" && event.ref === id ? event : null
        if (answer?.ref !== id && error === null) return
        this.#ws.off("message", listen)
        clearTimeout(late)
        resolve({ firstMillis: first ?? millis, millis, bytes: Buffer.byteLength(text), answer, error })
      }
      const late = setTimeout(() => reject(new Error(`no answer to ${line}`)), patienceMillis)
      this.#ws.on("message", listen)
      this.#ws.send(JSON.stringify({ id, type: "command", content: line, timestamp: "2026-01-01T00:00:00.000Z" }))
    })
  }

  close(): void {
    this.#ws.close(1000)
  }
}
