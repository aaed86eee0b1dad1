import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Layer, Option } from "effect"
import type { Suggestion } from "../suggestions/Suggestion.ts"
import { transaction } from "./Database.ts"
import { keptPerUser, SuggestionRepo } from "./SuggestionRepo.ts"
import { reading, writing } from "./storageErrors.ts"
import { suggestionQueries } from "./suggestionQueries.ts"

/** Suggestions in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  SuggestionRepo,
  Effect.map(SqlClient.SqlClient, sql => {
    const queries = suggestionQueries(sql)
    const atomically = transaction(sql)

    const put = Effect.fnUntraced(function* (suggestions: ReadonlyArray<Suggestion>) {
      const owners = new Map(suggestions.map(({ schoolId, userId }) => [`${schoolId} ${userId}`, { schoolId, userId }]))
      yield* Effect.forEach(suggestions, queries.insert)
      yield* Effect.forEach(owners.values(), owner => queries.trim({ ...owner, keep: keptPerUser }))
    })

    return {
      put: Effect.fn("SuggestionRepo.put")(suggestions =>
        suggestions.length === 0 ? Effect.void : writing(atomically(put(suggestions)))
      ),
      find: Effect.fn("SuggestionRepo.find")((owner, id) =>
        Effect.map(reading(queries.find({ ...owner, id })), Option.getOrNull)
      ),
      reject: Effect.fn("SuggestionRepo.reject")((owner, id) =>
        Effect.map(writing(queries.reject({ ...owner, id })), rows => rows.length > 0)
      ),
      setInBasket: Effect.fn("SuggestionRepo.setInBasket")((owner, id, inBasket) =>
        writing(queries.setInBasket({ ...owner, id, inBasket }))
      ),
      basket: Effect.fn("SuggestionRepo.basket")((owner, timetableId) =>
        reading(queries.basket({ ...owner, timetableId }))
      )
    }
  })
)
