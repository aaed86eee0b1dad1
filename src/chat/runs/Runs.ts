import { Context, Deferred, Effect, FiberId, Layer } from "effect"
import type { SchoolId } from "../../timetable/School.ts"
import type { User } from "../User.ts"

/** Its user does not want it any more, or the server stops. */
export type Stop = "cancelled" | "interrupted"

/** An answer of the assistant that is being made. It belongs to its conversation, not to the socket that asked. */
export interface Run {
  readonly id: string
  readonly schoolId: SchoolId
  readonly userId: string
  readonly conversationId: string
  /** The client's id of the message that started it. */
  readonly target: string
  /** Of the answer. */
  readonly messageId: string
  /** Done when it shall not go on, and why. */
  readonly stopped: Deferred.Deferred<Stop>
  /** What has been told of it; null: it has not begun yet. */
  shown: Shown | null
  /** The engine looks for something: it can be asked for again and loses nothing, so a server that stops does not wait. */
  isSearch: boolean
  /** Its record was written: whoever reaps it may tell its end, too. */
  isRecorded: boolean
}

/** All the text that was streamed and stands, and the index of the next delta. */
export interface Shown {
  readonly text: string
  readonly nextIndex: number
}

export type Cancelling = "cancelled" | "over" | "unknown"

const remembered = 1_000

/**
 * The runs of this node, from the moment their message came in: a cancel may overtake the start of its run. Those that
 * are over are remembered for a while (bounded), so that cancelling twice or too late is no error.
 */
export class Runs extends Context.Tag("chat/Runs")<
  Runs,
  {
    readonly begin: (run: Omit<Run, "stopped" | "shown" | "isSearch" | "isRecorded">) => Run
    readonly end: (run: Run) => void
    /** By the run's id or its target; only the user who started it may. */
    readonly cancel: (
      user: Pick<User, "schoolId" | "id">,
      which: { readonly runId: string | null; readonly target: string | null }
    ) => Cancelling
    /** The server stops: whatever still runs ends as it is. */
    readonly interruptAll: () => void
    readonly interruptSearches: () => void
    readonly active: () => number
    readonly all: () => ReadonlyArray<Run>
    /** Its lease was lost: interrupts it, where it runs here. true: it does, or did, and so its end is told here anyway. */
    readonly lost: (runId: string) => boolean
    /** Whether an answer is being made in this conversation, or waits for its turn. */
    readonly isTalking: (schoolId: string, conversationId: string) => boolean
  }
>() {}

const interrupt = ({ stopped }: Run): void => Deferred.unsafeDone(stopped, Effect.succeed("interrupted"))

export const layer = Layer.sync(Runs, () => {
  const active = new Map<string, Run>()
  const over = new Map<string, Pick<Run, "schoolId" | "userId" | "target" | "id">>()
  const isMeant = (
    run: Pick<Run, "schoolId" | "userId" | "target" | "id">,
    user: Pick<User, "schoolId" | "id">,
    which: { readonly runId: string | null; readonly target: string | null }
  ): boolean =>
    run.schoolId === user.schoolId &&
    run.userId === user.id &&
    (which.runId === null ? run.target === which.target : run.id === which.runId)
  return {
    begin: draft => {
      const stopped = Deferred.unsafeMake<Stop>(FiberId.none)
      const run = { ...draft, stopped, shown: null, isSearch: false, isRecorded: false }
      active.set(run.id, run)
      return run
    },
    end: run => {
      active.delete(run.id)
      over.set(run.id, run)
      if (over.size <= remembered) return
      for (const oldest of over.keys()) {
        over.delete(oldest)
        break
      }
    },
    cancel: (user, which) => {
      for (const run of active.values()) {
        if (!isMeant(run, user, which)) continue
        Deferred.unsafeDone(run.stopped, Effect.succeed("cancelled"))
        return "cancelled"
      }
      for (const run of over.values()) if (isMeant(run, user, which)) return "over"
      return "unknown"
    },
    interruptAll: () => {
      for (const run of active.values()) interrupt(run)
    },
    interruptSearches: () => {
      for (const run of active.values()) if (run.isSearch) interrupt(run)
    },
    active: () => active.size,
    all: () => [...active.values()],
    lost: runId => {
      const run = active.get(runId)
      if (run !== undefined) interrupt(run)
      return run !== undefined || over.has(runId)
    },
    isTalking: (schoolId, conversationId) =>
      [...active.values()].some(run => run.schoolId === schoolId && run.conversationId === conversationId)
  }
})
