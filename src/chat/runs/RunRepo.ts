import { Context, type Effect, Schema } from "effect"
import { Outcome } from "../../protocol/ServerFrame.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { SchoolId } from "../../timetable/School.ts"

/** Tokens that an answer took, as its provider counted them; `estimated`: by length, at least in part. */
export const RunUsage = Schema.Struct({
  input: Schema.NonNegativeInt,
  output: Schema.NonNegativeInt,
  estimated: Schema.optionalWith(Schema.Literal(true), { exact: true })
})
export interface RunUsage extends Schema.Schema.Type<typeof RunUsage> {}

/** An answer that is being made, or was. Times are milliseconds since 1970, by the clock of the node that wrote them. */
export const StoredRun = Schema.Struct({
  id: Schema.NonEmptyString,
  schoolId: SchoolId,
  userId: Schema.NonEmptyString,
  conversationId: Schema.NonEmptyString,
  /** The client's id of the message that started it. */
  target: Schema.NonEmptyString,
  /** Of the answer. */
  messageId: Schema.NonEmptyString,
  /** The node that makes it. */
  owner: Schema.NonEmptyString,
  begunAt: Schema.Int,
  /** Whether its start has been told. */
  started: Schema.Boolean,
  /** Until then its owner is taken to be alive. */
  leaseUntil: Schema.Int,
  /** null: it goes on. */
  outcome: Schema.NullOr(Outcome),
  endedAt: Schema.NullOr(Schema.Int),
  usage: Schema.NullOr(RunUsage)
})
export interface StoredRun extends Schema.Schema.Type<typeof StoredRun> {}

export type NewRun = Omit<StoredRun, "started" | "outcome" | "endedAt" | "usage">

export interface Finish {
  readonly schoolId: SchoolId
  readonly runId: string
  readonly outcome: Outcome
  /** null: nobody counted. */
  readonly usage: RunUsage | null
  readonly at: number
}

export interface Spending {
  readonly schoolId: SchoolId
  /** null: of the whole school. */
  readonly userId: string | null
  /** Of runs begun from then on; milliseconds since 1970. */
  readonly since: number
}

/**
 * Runs, so that each has exactly one end, whoever dies: of all who finish or reap a run, on whatever node, one alone is
 * told that it did, and that one tells `run.done`. An owner renews its lease well before it runs out.
 */
export class RunRepo extends Context.Tag("chat/RunRepo")<
  RunRepo,
  {
    /** Once a run: its id is new. */
    readonly begin: (run: NewRun) => Effect.Effect<void, StorageUnavailable>
    /** Its start is told with this. */
    readonly start: (schoolId: SchoolId, runId: string) => Effect.Effect<void, StorageUnavailable>
    /** For all that this node is making. Answers how many; one that was reaped meanwhile is not among them. */
    readonly renew: (node: string, until: number) => Effect.Effect<number, StorageUnavailable>
    /** false: it had an end already, or there is no such run. After an outage it may have happened: `find` tells. */
    readonly finish: (finish: Finish) => Effect.Effect<boolean, StorageUnavailable>
    /** Interrupts the runs whose lease has run out, and answers them: their owner is gone. */
    readonly reap: (now: number) => Effect.Effect<ReadonlyArray<StoredRun>, StorageUnavailable>
    /**
     * Interrupts all runs of this node, and answers them: for a node that starts under a name that it had before it was
     * killed, and need not wait for its own leases.
     */
    readonly reapNode: (node: string, now: number) => Effect.Effect<ReadonlyArray<StoredRun>, StorageUnavailable>
    /** Tokens, in and out, of the runs that have ended. */
    readonly spent: (spending: Spending) => Effect.Effect<number, StorageUnavailable>
    /** The run of this user's message of this client id, if there was one. */
    readonly findByTarget: (
      schoolId: SchoolId,
      userId: string,
      target: string
    ) => Effect.Effect<StoredRun | null, StorageUnavailable>
    /** null: the school has no such run. */
    readonly find: (schoolId: SchoolId, runId: string) => Effect.Effect<StoredRun | null, StorageUnavailable>
  }
>() {}
