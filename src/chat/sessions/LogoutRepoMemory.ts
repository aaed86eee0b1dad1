import { Effect, Layer } from "effect"
import { type LoggedOut, LogoutRepo, type Person } from "./LogoutRepo.ts"

const keyOf = ({ schoolId, userId }: Person): string => JSON.stringify([schoolId, userId])

/** Logouts in this process only. */
export const layerMemory = Layer.sync(LogoutRepo, () => {
  const kept = new Map<string, LoggedOut>()
  return {
    keep: logout =>
      Effect.sync(() => {
        const known = kept.get(keyOf(logout)) ?? logout
        kept.set(keyOf(logout), known.at > logout.at ? known : logout)
      }),
    find: people =>
      Effect.sync(() =>
        people.flatMap(person => {
          const found = kept.get(keyOf(person))
          return found === undefined ? [] : [found]
        })
      ),
    since: at => Effect.sync(() => [...kept.values()].filter(logout => logout.at >= at)),
    trim: before =>
      Effect.sync(() => {
        const old = [...kept].filter(([, { at }]) => at < before)
        for (const [key] of old) kept.delete(key)
        return old.length
      })
  }
})
