import { Effect, Layer, PubSub, Stream } from "effect"
import { ChangeFeed } from "./ChangeFeed.ts"
import type { Committed } from "./ChangeRepo.ts"

/** Changes that a subscriber may fall behind; then it misses the oldest, which its clients see by the gap in `seq`. */
const backlog = 1024

/** The changes that this process commits. One that was told already, or is older than one that was, is not told again. */
export const layer = Layer.effect(
  ChangeFeed,
  Effect.gen(function* () {
    const changes = yield* PubSub.sliding<Committed>(backlog)
    const versions = new Map<string, number>()
    return {
      publish: (committed: Committed) =>
        Effect.suspend(() => {
          const { schoolId, timetableId, version } = committed.record
          const key = JSON.stringify([schoolId, timetableId])
          if (version <= (versions.get(key) ?? 0)) return Effect.void
          versions.set(key, version)
          return Effect.asVoid(PubSub.publish(changes, committed))
        }),
      subscribe: Stream.fromPubSub(changes, { scoped: true })
    }
  })
)
