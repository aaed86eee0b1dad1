import type { ServerEvent } from "../protocol/ServerFrame.ts"
import { ChatError, refused } from "./ChatError.ts"
import type { Answer } from "./frames.ts"
import { type Part, Parts } from "./Parts.ts"

/** What comes of something that was said or asked: as a promise of the whole, or piece by piece with `for await`. */
export interface Reply extends AsyncIterable<Part> {
  /** The client's id of the frame, which everything about it carries as `ref`. */
  readonly id: string
  readonly conversationId: string
  /** Rejects with a ChatError. */
  readonly answer: Promise<Answer>
  /** Ends the run; what was said so far stays. */
  readonly cancel: () => void
}

/** One request on its way: from the queue over the socket, perhaps several times, to its one end. */
export class Exchange implements Reply {
  readonly id: string
  readonly conversationId: string
  readonly frame: string
  readonly isSaid: boolean
  readonly answer: Promise<Answer>
  readonly cancel: () => void
  /** Sent on the present connection. */
  isSent = false
  isAcknowledged = false
  isOver = false
  runId: string | null = null
  readonly #parts = new Parts()
  #resolve: (answer: Answer) => void = () => {}
  #reject: (error: ChatError) => void = () => {}
  #isAnswered = false
  #nextIndex = 0

  constructor(options: {
    readonly id: string
    readonly conversationId: string
    readonly frame: string
    readonly isSaid: boolean
    readonly cancel: () => void
  }) {
    this.id = options.id
    this.conversationId = options.conversationId
    this.frame = options.frame
    this.isSaid = options.isSaid
    this.cancel = options.cancel
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Whoever reads the parts only, or nothing at all, need not handle it.
    this.answer.catch(() => {})
  }

  [Symbol.asyncIterator](): AsyncIterator<Part> {
    return this.#parts
  }

  get isAnswered(): boolean {
    return this.#isAnswered
  }

  answered(answer: Answer): void {
    if (this.#isAnswered || this.isOver) return
    this.#isAnswered = true
    this.#parts.push({ type: "answer", answer })
    this.#resolve(answer)
    if (this.runId === null) this.#end()
  }

  /** The connection is gone. What has its answer needs no other, though the end of its run was not heard. */
  lost(): void {
    this.isSent = false
    if (this.#isAnswered) this.#end()
  }

  fail(error: ChatError): void {
    if (this.isOver) return
    this.isOver = true
    this.#parts.end(error)
    this.#reject(error)
  }

  /** An event about this request; `content` is the text of its frame. */
  heard(event: ServerEvent, content: string): void {
    switch (event.event) {
      case "ack":
        this.isAcknowledged = true
        if (event.position !== undefined) this.#parts.push({ type: "queued", position: event.position })
        return
      case "error":
        return this.fail(refused(event))
      case "run.start":
        this.runId = event.run_id
        return this.#parts.push({ type: "started", provider: event.provider })
      case "run.snapshot":
        this.runId = event.run_id
        this.#nextIndex = event.next_index
        return this.#parts.push({ type: "reset", text: event.text })
      case "run.reset":
        return this.#parts.push({ type: "reset", text: "" })
      case "delta":
        if (event.index < this.#nextIndex) return
        this.#nextIndex = event.next_index ?? event.index + 1
        return this.#parts.push({ type: "text", text: content })
      case "progress":
        this.runId = event.run_id
        return this.#parts.push({ type: "progress", progress: event })
      case "run.done":
        this.#parts.push({ type: "done", done: event })
        if (this.#isAnswered) return this.#end()
        if (event.outcome === "completed") return
        return this.fail(
          new ChatError(event.outcome, event.reason ?? content, {
            temporary: event.outcome !== "cancelled",
            actions: event.actions ?? []
          })
        )
    }
  }

  #end(): void {
    this.isOver = true
    this.#parts.end()
  }
}
