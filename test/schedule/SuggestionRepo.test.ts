import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import { keptPerUser, type SuggestionOwner, SuggestionRepo } from "../../src/schedule/SuggestionRepo.ts"
import { SuggestionId } from "../../src/suggestions/Suggestion.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import type { TimetableHead } from "../../src/timetable/Timetable.ts"
import { jones, openTimetable, smith, suggestionFor } from "./changing.ts"
import { everyStore } from "./everyStore.ts"

const mrsSmith = ({ schoolId }: TimetableHead): SuggestionOwner => ({ schoolId, userId: smith.id })

describe.each(everyStore)("stored suggestions %s", (_, stores) => {
  layer(Layer.orDie(stores), { timeout: "60 seconds" })(it => {
    it.effect("come back exactly as they were shown, expired or not", () =>
      Effect.gen(function* () {
        const repo = yield* SuggestionRepo
        const head = yield* openTimetable("Shown")
        const open = suggestionFor(head)
        const expired = suggestionFor(head, { expiresAt: 1 })
        yield* repo.put([open, expired])
        yield* repo.put([])
        expect(yield* repo.find(mrsSmith(head), open.id)).toEqual(open)
        expect(yield* repo.find(mrsSmith(head), expired.id)).toEqual(expired)
        expect(yield* repo.find(mrsSmith(head), SuggestionId.make("never"))).toBe(null)
      })
    )

    it.effect("are seen by nobody but the user and the school they were made for", () =>
      Effect.gen(function* () {
        const repo = yield* SuggestionRepo
        const head = yield* openTimetable("Private")
        const suggestion = suggestionFor(head, { inBasket: true })
        yield* repo.put([suggestion])
        const { schoolId } = head
        for (const other of [
          { schoolId, userId: jones.id },
          { schoolId: SchoolId.make("Elsewhere"), userId: smith.id }
        ]) {
          expect(yield* repo.find(other, suggestion.id)).toBe(null)
          expect(yield* repo.reject(other, suggestion.id)).toBe(false)
          yield* repo.setInBasket(other, suggestion.id, false)
          expect(yield* repo.basket(other, head.id)).toEqual([])
        }
        expect(yield* repo.find(mrsSmith(head), suggestion.id)).toEqual(suggestion)
      })
    )

    it.effect("put again stay as they are, so that a put whose answer was lost can be repeated", () =>
      Effect.gen(function* () {
        const repo = yield* SuggestionRepo
        const head = yield* openTimetable("Put twice")
        const suggestion = suggestionFor(head)
        yield* repo.put([suggestion])
        yield* repo.reject(mrsSmith(head), suggestion.id)
        yield* repo.put([suggestion])
        expect(yield* repo.find(mrsSmith(head), suggestion.id)).toEqual({ ...suggestion, status: "rejected" })
      })
    )

    it.effect("are rejected once", () =>
      Effect.gen(function* () {
        const repo = yield* SuggestionRepo
        const head = yield* openTimetable("Rejected")
        const suggestion = suggestionFor(head)
        yield* repo.put([suggestion])
        expect(yield* repo.reject(mrsSmith(head), suggestion.id)).toBe(true)
        expect(yield* repo.reject(mrsSmith(head), suggestion.id)).toBe(false)
        expect(yield* repo.reject(mrsSmith(head), SuggestionId.make("never"))).toBe(false)
      })
    )

    it.effect("lie in the basket in the order in which they were made, until they are spent or taken out", () =>
      Effect.gen(function* () {
        const repo = yield* SuggestionRepo
        const head = yield* openTimetable("Basket")
        const owner = mrsSmith(head)
        const ids = ["first", "second", "third", "fourth"].map(name => SuggestionId.make(`${name} in the basket`))
        const made = ids.map(id => suggestionFor(head, { id }))
        yield* repo.put(made)
        yield* Effect.forEach(ids.toReversed(), id => repo.setInBasket(owner, id, true))
        const [first, second, third, fourth] = ids
        if (first === undefined || third === undefined) return expect.fail("four were made")
        const basket = Effect.map(repo.basket(owner, head.id), all => all.map(({ id }) => id))
        expect(yield* basket).toEqual(ids)
        yield* repo.reject(owner, first)
        yield* repo.setInBasket(owner, third, false)
        expect(yield* basket).toEqual([second, fourth])
        yield* repo.setInBasket(owner, first, false)
        expect(yield* repo.find(owner, first)).toEqual({ ...made[0], status: "rejected", inBasket: true })
      })
    )

    it.effect("are trimmed, the oldest first, each user's apart", () =>
      Effect.gen(function* () {
        const repo = yield* SuggestionRepo
        const head = yield* openTimetable("Many")
        const others = suggestionFor(head, { userId: jones.id })
        const made = Array.from({ length: keptPerUser + 3 }, (_, i) =>
          suggestionFor(head, { id: SuggestionId.make(`many ${i}`) })
        )
        yield* repo.put([others])
        yield* repo.put(made.slice(0, keptPerUser))
        yield* repo.put(made.slice(keptPerUser))
        const isThere = (i: number) =>
          Effect.map(repo.find(mrsSmith(head), SuggestionId.make(`many ${i}`)), found => found !== null)
        expect([yield* isThere(0), yield* isThere(2), yield* isThere(3), yield* isThere(keptPerUser + 2)]).toEqual([
          false,
          false,
          true,
          true
        ])
        expect(yield* repo.find({ schoolId: head.schoolId, userId: jones.id }, others.id)).toEqual(others)
      })
    )
  })
})
