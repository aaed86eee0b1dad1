import { Context, Effect, Layer, Schedule } from "effect"
import { eventFrame } from "../protocol/ServerFrame.ts"
import { ConversationRepo } from "./ConversationRepo.ts"
import { Conversations } from "./Conversations.ts"
import { RunRepo, type StoredRun } from "./RunRepo.ts"
import { type Run, Runs } from "./Runs.ts"
import type { Ending } from "./RunVoice.ts"
import { retryAction } from "./retryAction.ts"
import { Stamp } from "./Stamp.ts"

const leaseMillis = 30_000
const every = "10 seconds"

/** Records the answers that are being made under a lease, so that one whose node died is not waited for in vain. */
export class RunKeeper extends Context.Tag("chat/RunKeeper")<
  RunKeeper,
  {
    /** A record that cannot be written is missed by nobody unless this process dies: the answer is made all the same. */
    readonly begin: (run: Run, messageId: string) => Effect.Effect<void>
    readonly finish: (run: Run, ending: Ending) => Effect.Effect<void>
  }
>() {}

/** What the conversation says where an answer should be. */
const wordsForNothing = "The answer was interrupted: the server that made it stopped. /retry asks again."

const make = (node: string) =>
  Effect.gen(function* () {
    const repo = yield* RunRepo
    const runs = yield* Runs
    const stamp = yield* Stamp
    const kept = yield* ConversationRepo
    const conversations = yield* Conversations

    /** Its node is gone, and with it what was said so far; whoever follows here hears of its end. */
    const bury = (run: StoredRun) =>
      Effect.gen(function* () {
        if (runs.lost(run.id)) return
        const actions = [retryAction(run.id)]
        yield* kept.append({
          id: run.messageId,
          schoolId: run.schoolId,
          conversationId: run.conversationId,
          userId: run.userId,
          clientId: null,
          type: "assistant",
          content: wordsForNothing,
          metadata: { ref: run.target, run_id: run.id, reason: "interrupted", actions },
          at: stamp.millis()
        })
        conversations.tell(
          run,
          eventFrame("The answer was interrupted.", {
            event: "run.done",
            run_id: run.id,
            outcome: "interrupted",
            degraded: false,
            actions
          })
        )
      }).pipe(Effect.catchAll(error => Effect.logWarning("an interrupted answer could not be noted", error)))

    const buryAll = (reaped: ReadonlyArray<StoredRun>) => Effect.forEach(reaped, bury, { discard: true })

    const tend = Effect.suspend(() =>
      Effect.zipRight(repo.renew(node, stamp.millis() + leaseMillis), repo.reap(stamp.millis()))
    ).pipe(Effect.flatMap(buryAll))

    const first = Effect.flatMap(repo.reapNode(node, stamp.millis()), buryAll)
    // Before any run of this process begins.
    yield* Effect.catchAllCause(first, cause => Effect.logWarning("old answers could not be ended", cause))
    const tended = Effect.catchAllCause(tend, cause => Effect.logWarning("leases could not be renewed", cause))
    yield* Effect.forkScoped(Effect.schedule(tended, Schedule.spaced(every)))

    return {
      begin: ({ id, schoolId, userId, conversationId, target }: Run, messageId: string) =>
        repo
          .begin({
            id,
            schoolId,
            userId,
            conversationId,
            target,
            messageId,
            owner: node,
            begunAt: stamp.millis(),
            leaseUntil: stamp.millis() + leaseMillis
          })
          .pipe(Effect.catchAllCause(cause => Effect.logWarning("an answer could not be recorded", cause))),
      finish: ({ id, schoolId }: Run, { outcome, usage }: Ending) =>
        repo
          .finish({ schoolId, runId: id, outcome, usage, at: stamp.millis() })
          .pipe(Effect.catchAllCause(cause => Effect.logWarning("the end of an answer could not be recorded", cause)))
    }
  })

/** `node`: a name that no other living process has, and that this one has again when it is started anew. */
export const layer = (node: string) => Layer.scoped(RunKeeper, make(node))
