import { Effect } from "effect"
import type { Usage } from "../assistant/AnswerPart.ts"
import type { Action } from "../protocol/Action.ts"
import { eventFrame, type Outcome, type ServerEventOf, type ServerFrame } from "../protocol/ServerFrame.ts"
import type { SearchProgress } from "../suggestions/Searcher.ts"
import type { Fork } from "./Lane.ts"
import type { Run } from "./Runs.ts"

/** How a run came to its end. */
export interface Ending {
  readonly outcome: Outcome
  readonly degraded: boolean
  /** null: nobody counted. */
  readonly usage: Usage | null
  readonly reason: string | null
  readonly actions: ReadonlyArray<Action>
  /** Who was answering when it broke off. */
  readonly provider?: string
}

export const ended = (outcome: Outcome, more: Partial<Ending> = {}): Ending => ({
  outcome,
  degraded: false,
  usage: null,
  reason: null,
  actions: [],
  ...more
})

/** 25 frames of deltas a second; the first at once. */
const betweenDeltas = "40 millis"

const wordsOf = (what: string): Record<Outcome, string> => ({
  completed: `The ${what} is complete.`,
  cancelled: `The ${what} was cancelled.`,
  interrupted: `The ${what} was interrupted.`,
  failed: `The ${what} failed.`
})

/**
 * What is told of one run, in order: run.start, its deltas, its message, and run.done, once. Says run.start by itself
 * where nobody had come to it. `shown` of the run is what has been told, for those who join.
 */
export class RunVoice {
  readonly messageId: string
  readonly #run: Run
  readonly #what: "answer" | "search"
  readonly #tell: (frame: ServerFrame) => void
  readonly #fork: Fork
  #pending = ""
  #isPausing = false
  #isOver = false

  constructor(options: {
    readonly run: Run
    readonly messageId: string
    readonly what: "answer" | "search"
    readonly tell: (frame: ServerFrame) => void
    readonly fork: Fork
  }) {
    this.#run = options.run
    this.messageId = options.messageId
    this.#what = options.what
    this.#tell = options.tell
    this.#fork = options.fork
  }

  /** All that was said and stands, told already or not. */
  get text(): string {
    return (this.#run.shown?.text ?? "") + this.#pending
  }

  start(provider: string): void {
    if (this.#run.shown !== null) return
    this.#run.shown = { messageId: this.messageId, text: "", nextIndex: 0 }
    this.#tell(
      eventFrame(`The ${this.#what} begins.`, {
        event: "run.start",
        run_id: this.#run.id,
        ref: this.#run.target,
        conversation_id: this.#run.conversationId,
        provider,
        attempt: 1
      })
    )
  }

  say(text: string): void {
    if (text === "") return
    this.#pending += text
    if (!this.#isPausing) this.#flushAndPause()
  }

  reset(provider: string, attempt: number): void {
    this.#pending = ""
    if (this.#run.shown !== null) this.#run.shown = { ...this.#run.shown, text: "" }
    this.#tell(eventFrame("The answer begins anew.", { event: "run.reset", run_id: this.#run.id, attempt, provider }))
  }

  progress({ phase, fraction, score, best }: SearchProgress): void {
    if (this.#isOver) return
    this.#tell(
      eventFrame(`${phase}: ${Math.round(fraction * 100)} %, best so far hard ${best.hard}, soft ${best.soft}.`, {
        event: "progress",
        ref: this.#run.target,
        run_id: this.#run.id,
        phase,
        fraction,
        score: { hard: score.hard, soft: score.soft },
        best: { hard: best.hard, soft: best.soft }
      })
    )
  }

  answer(frame: ServerFrame): void {
    this.#flush()
    this.#tell(frame)
  }

  done({ outcome, degraded, usage, reason, actions }: Ending): void {
    if (this.#isOver) return
    this.start("none")
    this.#flush()
    this.#isOver = true
    const event: ServerEventOf<"run.done"> = {
      event: "run.done",
      run_id: this.#run.id,
      outcome,
      degraded,
      ...(usage === null ? {} : { usage }),
      ...(reason === null ? {} : { reason }),
      ...(actions.length === 0 ? {} : { actions })
    }
    this.#tell(eventFrame(wordsOf(this.#what)[outcome], event))
  }

  #flush(): void {
    const { shown } = this.#run
    if (this.#pending === "" || shown === null) return
    const content = this.#pending
    this.#pending = ""
    this.#run.shown = { ...shown, text: shown.text + content, nextIndex: shown.nextIndex + 1 }
    this.#tell({
      type: "assistant",
      content,
      metadata: { event: "delta", run_id: this.#run.id, message_id: this.messageId, index: shown.nextIndex }
    })
  }

  #flushAndPause(): void {
    this.#flush()
    this.#isPausing = true
    this.#fork(
      Effect.map(Effect.sleep(betweenDeltas), () => {
        this.#isPausing = false
        if (this.#pending !== "" && !this.#isOver) this.#flushAndPause()
      })
    )
  }
}
