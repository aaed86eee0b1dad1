import { Effect, FiberSet, Layer } from "effect"
import { EventLog } from "../../schedule/EventLog.ts"
import { Lane } from "../Lane.ts"
import { RunRepo } from "../runs/RunRepo.ts"
import { keyOf } from "../topics/Topic.ts"
import { ConversationRepo } from "./ConversationRepo.ts"
import { type Entry, Journal, journalOf, type Written } from "./Journal.ts"

/** Each entry a transaction of its own through whatever stores there are, those of one topic one after another. */
export const layer = Layer.scoped(
  Journal,
  Effect.gen(function* () {
    const messages = yield* ConversationRepo
    const runs = yield* RunRepo
    const log = yield* EventLog
    const runFork = yield* FiberSet.makeRuntime<never>()
    const lanes = new Map<string, Lane>()

    const laneOf = (key: string): Lane => {
      const known = lanes.get(key)
      if (known !== undefined) return known
      const lane = new Lane(job => void runFork(job), Number.POSITIVE_INFINITY)
      lane.onIdle = () => lanes.delete(key)
      lanes.set(key, lane)
      return lane
    }

    const writeDown = ({ topic, says, begins, starts, ends, frames, at }: Entry) =>
      Effect.gen(function* () {
        const said = says === null ? null : yield* messages.append(says)
        if (said?.duplicate === true) return { duplicateOf: said.messageId, places: [] } satisfies Written
        if (begins !== null) yield* runs.begin(begins)
        if (starts !== null) yield* runs.start(topic.schoolId, starts)
        const isFirst = ends === null || (yield* runs.finish(ends))
        if (!isFirst && ends?.aloneTold !== true) return { duplicateOf: null, places: [] } satisfies Written
        const places = yield* Effect.forEach(frames, payload =>
          log.append({ schoolId: topic.schoolId, topic: topic.topic, payload, at })
        )
        return { duplicateOf: null, places } satisfies Written
      })

    return journalOf((entry, settle) => {
      const written = Effect.exit(log.atomically(writeDown(entry)))
      laneOf(keyOf(entry.topic)).offer(Effect.map(written, settle))
    })
  })
)
