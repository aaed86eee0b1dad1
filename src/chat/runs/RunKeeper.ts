import { type Cause, Context, Effect, Exit, FiberSet, Layer, Schedule, type Tracer } from "effect"
import { eventFrame, type ServerFrame } from "../../protocol/ServerFrame.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { ConversationRepo } from "../conversations/ConversationRepo.ts"
import { Conversations } from "../conversations/Conversations.ts"
import { loggedRun } from "../Reporter.ts"
import { Stamp } from "../Stamp.ts"
import { conversationTopic } from "../topics/Topic.ts"
import { type News, Topics } from "../topics/Topics.ts"
import { type Finish, type NewRun, RunRepo, type StoredRun } from "./RunRepo.ts"
import { type Run, Runs } from "./Runs.ts"
import { startFrame, type Telling } from "./RunVoice.ts"
import { retryAction } from "./retryAction.ts"

const leaseMillis = 30_000
const every = "10 seconds"
/** Ends that could not be written are tried again; more than so many are left to whoever reaps the runs. */
const unwrittenAtMost = 1_000

/** Records the answers that are being made under a lease, so that one whose node died is not waited for in vain. */
export class RunKeeper extends Context.Tag("chat/RunKeeper")<
  RunKeeper,
  {
    /** Once this is written this node answers for it: whatever happens, its end will be told. */
    readonly recordOf: (run: Run) => NewRun
    /** It was recorded and will not be made after all: nobody was told that it begins. */
    readonly abandon: (run: Run) => Effect.Effect<void>
    /** How its frames are told: kept with its record, and its end by one alone. `span`: whose trace that belongs to. */
    readonly telling: (run: Run, span?: Tracer.AnySpan | null) => Telling
  }
>() {}

/** What the conversation says where an answer should be. */
const wordsForNothing = "The answer was interrupted: the server that made it stopped. /retry asks again."

const doneFrame = ({ id, conversationId }: Pick<StoredRun, "id" | "conversationId">): ServerFrame =>
  eventFrame("The answer was interrupted.", {
    event: "run.done",
    run_id: id,
    conversation_id: conversationId,
    outcome: "interrupted",
    degraded: false,
    actions: [retryAction(id)]
  })

const make = (node: string) =>
  Effect.gen(function* () {
    const repo = yield* RunRepo
    const runs = yield* Runs
    const stamp = yield* Stamp
    const kept = yield* ConversationRepo
    const conversations = yield* Conversations
    const topics = yield* Topics
    const unwritten = new Map<string, Finish>()
    const runFork = yield* FiberSet.makeRuntime<never>()

    /** Its node is gone, and with it what was said so far. Of one that goes on here, its own end will be as it is. */
    const bury = (run: StoredRun) =>
      runs.lost(run.id)
        ? Effect.void
        : kept
            .append({
              id: run.messageId,
              schoolId: run.schoolId,
              conversationId: run.conversationId,
              userId: run.userId,
              clientId: null,
              type: "assistant",
              content: wordsForNothing,
              metadata: {
                ref: run.target,
                run_id: run.id,
                reason: "interrupted",
                actions: [retryAction(run.id)]
              },
              at: stamp.millis()
            })
            // Its conversation was removed: nobody waits for words there.
            .pipe(Effect.catchTags({ Refusal: () => Effect.void, IdConflict: () => Effect.void }))

    const endOf = (run: StoredRun): ReadonlyArray<News> => {
      const topic = conversationTopic(run)
      const start = run.started ? [] : [{ topic, frame: startFrame(run, "answer", "none") }]
      return [...start, { topic, frame: doneFrame(run) }]
    }

    /** In one transaction: of all nodes one alone ends a run, writes so, and tells it. */
    const buryAll = (reap: Effect.Effect<ReadonlyArray<StoredRun>, StorageUnavailable>) =>
      topics.keep(
        Effect.tap(reap, reaped => Effect.forEach(reaped, bury, { discard: true })),
        reaped => reaped.flatMap(endOf)
      )

    const finish = (ending: Finish) =>
      Effect.tap(repo.finish(ending), () => Effect.sync(() => unwritten.delete(ending.runId)))

    const tend = Effect.gen(function* () {
      yield* Effect.forEach([...unwritten.values()], finish, { discard: true })
      yield* repo.renew(node, stamp.millis() + leaseMillis)
      yield* buryAll(Effect.suspend(() => repo.reap(stamp.millis())))
    })

    // Before any run of this process begins.
    yield* Effect.catchAllCause(buryAll(Effect.suspend(() => repo.reapNode(node, stamp.millis()))), cause =>
      Effect.logWarning("old answers could not be ended", cause)
    )
    const tended = Effect.catchAllCause(tend, cause => Effect.logWarning("leases could not be renewed", cause))
    yield* Effect.forkScoped(Effect.schedule(tended, Schedule.spaced(every)))

    return {
      recordOf: ({ id, schoolId, userId, conversationId, target, messageId }: Run): NewRun => ({
        id,
        schoolId,
        userId,
        conversationId,
        target,
        messageId,
        owner: node,
        begunAt: stamp.millis(),
        leaseUntil: stamp.millis() + leaseMillis
      }),
      abandon: ({ id, schoolId }: Run) =>
        Effect.ignore(repo.finish({ schoolId, runId: id, outcome: "failed", usage: null, at: stamp.millis() })),
      telling: (run: Run, span: Tracer.AnySpan | null = null): Telling => {
        const complain = (what: string, cause: Cause.Cause<unknown>): void => {
          runFork(loggedRun(run.id)(Effect.logWarning(what, cause)))
        }
        return {
          tell: frame => conversations.tell(run, frame),
          // Where it cannot be kept it is told all the same.
          keep: (happening, frame, told) =>
            conversations.write(
              run,
              happening,
              frame,
              exit => {
                if (Exit.isFailure(exit)) complain("what was told could not be kept", exit.cause)
                if (Exit.isFailure(exit) || exit.value.places.length === 0) conversations.tell(run, frame)
                told()
              },
              { span }
            ),
          end: ({ outcome, usage }, frame, told) => {
            const ending = { schoolId: run.schoolId, runId: run.id, outcome, usage, at: stamp.millis() }
            const ends = { ...ending, aloneTold: !run.isRecorded }
            conversations.write(
              run,
              { ends },
              frame,
              exit => {
                if (Exit.isFailure(exit)) {
                  if (unwritten.size < unwrittenAtMost) unwritten.set(run.id, ending)
                  complain("the end of an answer could not be recorded", exit.cause)
                  conversations.tell(run, frame)
                }
                told()
              },
              { span }
            )
          }
        }
      }
    }
  })

/** `node`: a name that no other living process has, and that this one has again when it is started anew. */
export const layer = (node: string) => Layer.scoped(RunKeeper, make(node))
