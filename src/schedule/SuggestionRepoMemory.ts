import { Effect, Layer } from "effect"
import type { Suggestion } from "../suggestions/Suggestion.ts"
import { type Kept, layerStore, MemoryStore } from "./MemoryStore.ts"
import { keptPerUser, type SuggestionOwner, SuggestionRepo } from "./SuggestionRepo.ts"

/** Suggestions in this process only, over the schools of ScheduleRepoMemory.ts. */
export const layerMemory = Layer.effect(
  SuggestionRepo,
  Effect.map(MemoryStore, ({ schools }) => {
    const find = ({ schoolId, userId }: SuggestionOwner, id: Suggestion["id"]): Suggestion | null => {
      const suggestion = schools.get(schoolId)?.suggestions.get(id)
      return suggestion?.userId === userId ? suggestion : null
    }

    const keep = (kept: Kept, suggestion: Suggestion): void => {
      const suggestions = new Map(kept.suggestions).set(suggestion.id, suggestion)
      schools.set(suggestion.schoolId, { ...kept, suggestions })
    }

    const put = (suggestion: Suggestion): Effect.Effect<void> => {
      const kept = schools.get(suggestion.schoolId)
      if (kept === undefined) return Effect.dieMessage(`there is no school ${suggestion.schoolId}`)
      if (!kept.suggestions.has(suggestion.id)) keep(kept, suggestion)
      return Effect.void
    }

    const trim = ({ schoolId, userId }: SuggestionOwner): void => {
      const kept = schools.get(schoolId)
      if (kept === undefined) return
      const mine = [...kept.suggestions.values()].filter(suggestion => suggestion.userId === userId)
      const old = new Set(mine.slice(0, -keptPerUser).map(({ id }) => id))
      if (old.size === 0) return
      schools.set(schoolId, { ...kept, suggestions: new Map([...kept.suggestions].filter(([id]) => !old.has(id))) })
    }

    const change = (owner: SuggestionOwner, id: Suggestion["id"], to: Partial<Suggestion>): boolean => {
      const kept = schools.get(owner.schoolId)
      const suggestion = find(owner, id)
      if (kept === undefined || suggestion === null || suggestion.status !== "open") return false
      keep(kept, { ...suggestion, ...to })
      return true
    }

    return {
      put: suggestions =>
        Effect.zipRight(
          Effect.forEach(suggestions, suggestion => Effect.suspend(() => put(suggestion))),
          Effect.sync(() => suggestions.forEach(trim))
        ),
      find: (owner, id) => Effect.sync(() => find(owner, id)),
      reject: (owner, id) => Effect.sync(() => change(owner, id, { status: "rejected" })),
      setInBasket: (owner, id, inBasket) => Effect.sync(() => void change(owner, id, { inBasket })),
      basket: ({ schoolId, userId }, timetableId) =>
        Effect.sync(() =>
          [...(schools.get(schoolId)?.suggestions.values() ?? [])].filter(
            suggestion =>
              suggestion.userId === userId &&
              suggestion.timetableId === timetableId &&
              suggestion.status === "open" &&
              suggestion.inBasket
          )
        )
    }
  })
).pipe(Layer.provide(layerStore))
