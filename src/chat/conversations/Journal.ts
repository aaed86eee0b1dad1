import { Context, Effect, type Exit, type Tracer } from "effect"
import type { Place } from "../../schedule/EventLog.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import type { Refusal } from "../Refusal.ts"
import type { Finish, NewRun } from "../runs/RunRepo.ts"
import type { KeptFrame } from "../topics/EventTexts.ts"
import type { Topic } from "../topics/Topic.ts"
import type { IdConflict, StoredMessage } from "./ConversationRepo.ts"

/** The end of a run. `aloneTold`: nobody else can have told it, so its frames are kept whatever its record says. */
export interface Ends extends Finish {
  readonly aloneTold: boolean
}

/** What happened in a conversation, to be written down: all of it, or nothing. */
export interface Entry {
  readonly topic: Topic
  /** Where it was said before, or may not be said there, nothing of the entry is written. */
  readonly says: StoredMessage | null
  readonly begins: NewRun | null
  /** The id of a run whose start is told with this. */
  readonly starts: string | null
  /** Where the run had an end already, its frames are not kept. */
  readonly ends: Ends | null
  /** For those who follow the topic; kept in this order. */
  readonly frames: ReadonlyArray<KeptFrame>
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Written {
  /** The message that was first, when this one is a repetition; else null. */
  readonly duplicateOf: string | null
  /** Of the frames, in their order; none where they are not kept. */
  readonly places: ReadonlyArray<Place>
}

export type NotWritten = IdConflict | Refusal | StorageUnavailable
export type Settle = (exit: Exit.Exit<Written, NotWritten>) => void

export const nothing = { says: null, begins: null, starts: null, ends: null, frames: [] } satisfies Partial<Entry>

/**
 * Where conversations are written down as they go on: what is said, who answers, and the frames that tell of it, each
 * entry whole or not at all. Entries of one topic get their places in the order in which they were handed over.
 */
export class Journal extends Context.Tag("chat/Journal")<
  Journal,
  {
    /**
     * Handed over at once; `settle`, which must not throw, hears what became of it. `span`: whose trace it belongs to.
     * Refused: `noSuchConversation`.
     */
    readonly hand: (entry: Entry, settle: Settle, span?: Tracer.AnySpan | null) => void
    /** The same for one who waits. Interrupting it takes nothing back. */
    readonly write: (entry: Entry) => Effect.Effect<Written, NotWritten>
  }
>() {}

export const journalOf = (hand: typeof Journal.Service.hand): typeof Journal.Service => ({
  hand,
  write: entry => Effect.async(resume => hand(entry, resume))
})
