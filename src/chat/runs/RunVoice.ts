import { Effect } from "effect"
import { addedUsage, type Usage } from "../../assistant/AnswerPart.ts"
import type { Action } from "../../protocol/Action.ts"
import { eventFrame, type Outcome, type ServerEventOf, type ServerFrame } from "../../protocol/ServerFrame.ts"
import type { SearchProgress } from "../../suggestions/Searcher.ts"
import type { StoredMessage } from "../conversations/ConversationRepo.ts"
import type { Happening } from "../conversations/Conversations.ts"
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

const wordsOf = (what: string): Record<Outcome, string> => ({
  completed: `The ${what} is complete.`,
  cancelled: `The ${what} was cancelled.`,
  interrupted: `The ${what} was interrupted.`,
  failed: `The ${what} failed.`
})

/**
 * How the frames of a run reach those who follow its conversation. What is kept is told when it is written, in the order in
 * which it was handed over, and `told` called after it, come what may.
 */
export interface Telling {
  /** Not kept: told at once. */
  readonly tell: (frame: ServerFrame) => void
  readonly keep: (happening: Happening, frame: ServerFrame, told: () => void) => void
  /** Told by one alone, whoever else ends the run. */
  readonly end: (ending: Ending, frame: ServerFrame, told: () => void) => void
}

/** Tells that a run begins. */
export const startFrame = (
  { id, target, conversationId }: Pick<Run, "id" | "target" | "conversationId">,
  what: "answer" | "search",
  provider: string
): ServerFrame =>
  eventFrame(`The ${what} begins.`, {
    event: "run.start",
    run_id: id,
    ref: target,
    conversation_id: conversationId,
    provider,
    attempt: 1
  })

/**
 * What is told of one run, in order: run.start, its deltas, its message, and run.done, once. Says run.start by itself
 * where nobody had come to it. `shown` of the run is what has been told, for those who join.
 */
export class RunVoice {
  readonly #run: Run
  readonly #what: "answer" | "search"
  readonly #telling: Telling
  #pending = ""
  #spent: Usage | null = null
  #isStarted = false
  /** run.start has been told. */
  readonly #begun = Effect.unsafeMakeLatch(false)
  /** Nothing is on its way to be kept and told. */
  readonly #kept = Effect.unsafeMakeLatch(true)
  #onItsWay = 0
  #isOver = false

  constructor(options: {
    readonly run: Run
    readonly what: "answer" | "search"
    readonly telling: Telling
  }) {
    this.#run = options.run
    this.#what = options.what
    this.#telling = options.telling
  }

  /** All that was said and stands, told already or not. */
  get text(): string {
    return (this.#run.shown?.text ?? "") + this.#pending
  }

  /** Waits for nothing: what is told later is told after it. */
  start(provider: string): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#telling.keep({ starts: this.#run.id }, startFrame(this.#run, this.#what, provider), () => {
      this.#run.shown = { text: "", nextIndex: 0 }
      this.#begun.unsafeOpen()
      this.#tellPending()
    })
  }

  /** run.start has been told: for what goes another way than this voice, and must not come before it. */
  get begun(): Effect.Effect<void> {
    return this.#begun.await
  }

  /** Waits for `flush`, or for the next frame that is kept. */
  say(text: string): void {
    this.#pending += text
  }

  /**
   * Tells what was said since the last time as one delta; false: nothing was, or run.start has not been told, and then it
   * follows that. Each costs all who follow a frame.
   */
  flush(): boolean {
    return !this.#isOver && this.#tellPending()
  }

  #tellPending(): boolean {
    const { shown } = this.#run
    if (this.#pending === "" || shown === null) return false
    const content = this.#pending
    this.#pending = ""
    this.#run.shown = { ...shown, text: shown.text + content, nextIndex: shown.nextIndex + 1 }
    this.#telling.tell({
      type: "assistant",
      content,
      metadata: { event: "delta", run_id: this.#run.id, message_id: this.#run.messageId, index: shown.nextIndex }
    })
    return true
  }

  /** Tokens that it took: told at its end, whatever that is. */
  spend(usage: Usage): void {
    this.#spent = addedUsage(this.#spent, usage)
  }

  reset(provider: string, attempt: number): void {
    this.#pending = ""
    // Nobody has been told anything that could be void.
    if (this.#run.shown === null) return
    this.#run.shown = { ...this.#run.shown, text: "" }
    this.#telling.tell(
      eventFrame("The answer begins anew.", { event: "run.reset", run_id: this.#run.id, attempt, provider })
    )
  }

  progress({ phase, fraction, score, best }: SearchProgress): void {
    if (this.#isOver) return
    this.#telling.tell(
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

  /** Kept together with the message, where it is one to be stored. Does not wait for that: `done` does. */
  answer(frame: ServerFrame, says: StoredMessage | null): void {
    this.flush()
    this.#telling.keep({ says }, frame, this.#told())
  }

  /** Hands over the end, and waits until all is told. */
  done(ending: Ending): Effect.Effect<void> {
    return Effect.suspend(() => {
      if (this.#isOver) return Effect.void
      this.start("none")
      this.flush()
      this.#isOver = true
      const whole = { ...ending, usage: this.#spent ?? ending.usage }
      this.#telling.end(whole, this.#doneFrame(whole), this.#told())
      return this.#kept.await
    })
  }

  #told(): () => void {
    this.#onItsWay += 1
    this.#kept.unsafeClose()
    return () => {
      this.#onItsWay -= 1
      if (this.#onItsWay === 0) this.#kept.unsafeOpen()
    }
  }

  #doneFrame({ outcome, degraded, usage, reason, actions }: Ending): ServerFrame {
    const event: ServerEventOf<"run.done"> = {
      event: "run.done",
      run_id: this.#run.id,
      conversation_id: this.#run.conversationId,
      outcome,
      degraded,
      ...(usage === null ? {} : { usage }),
      ...(reason === null ? {} : { reason }),
      ...(actions.length === 0 ? {} : { actions })
    }
    return eventFrame(wordsOf(this.#what)[outcome], event)
  }
}
