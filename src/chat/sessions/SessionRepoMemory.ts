import { Effect, Layer } from "effect"
import { SessionRepo, type StoredSession } from "./SessionRepo.ts"

/** Sessions in this process only. */
export const layerMemory = Layer.sync(SessionRepo, () => {
  const kept = new Map<string, StoredSession>()
  return {
    keep: sessions =>
      Effect.sync(() => {
        for (const session of sessions) {
          const known = kept.get(session.id) ?? session
          kept.set(session.id, { ...known, seenAt: Math.max(known.seenAt, session.seenAt) })
        }
      }),
    find: ids =>
      Effect.sync(() =>
        ids.flatMap(id => {
          const found = kept.get(id)
          return found === undefined ? [] : [found]
        })
      ),
    trim: before =>
      Effect.sync(() => {
        const old = [...kept.values()].filter(({ seenAt }) => seenAt < before)
        for (const { id } of old) kept.delete(id)
        return old.length
      })
  }
})
