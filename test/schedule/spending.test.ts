import { expect, layer } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import { describe } from "vitest"
import { ChangeRepo, StaleVersion, SuggestionSpent } from "../../src/schedule/ChangeRepo.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SuggestionRepo } from "../../src/schedule/SuggestionRepo.ts"
import { SuggestionId } from "../../src/suggestions/Suggestion.ts"
import { noEdit } from "../../src/timetable/Edit.ts"
import { oneLesson } from "./bodies.ts"
import { commitTo, load, morning, openTimetable, recordsOf, smith, suggestionFor } from "./changing.ts"
import { everyStore } from "./everyStore.ts"

describe.each(everyStore)("suggestions that are applied %s", (_, stores) => {
  layer(Layer.orDie(stores), { timeout: "60 seconds" })(it => {
    it.effect("are spent by the commit, all of a basket together", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const suggestions = yield* SuggestionRepo
        const head = yield* openTimetable("Spent")
        const owner = { schoolId: head.schoolId, userId: smith.id }
        const [one, two, three] = [suggestionFor(head), suggestionFor(head), suggestionFor(head)]
        yield* suggestions.put([one, two, three])
        yield* repo.commit(commitTo(head, { suggestionId: one.id, hash: one.hash, alsoSpent: [two.id] }))
        const status = (id: SuggestionId) => Effect.map(suggestions.find(owner, id), found => found?.status)
        expect([yield* status(one.id), yield* status(two.id), yield* status(three.id)]).toEqual([
          "applied",
          "applied",
          "open"
        ])
        const basket = commitTo(head, { edit: noEdit, expectedVersion: 2, alsoSpent: [three.id, two.id] })
        expect(yield* Effect.flip(repo.commit(basket))).toEqual(
          new SuggestionSpent({ suggestionId: two.id, reason: "applied" })
        )
        expect(yield* status(three.id)).toBe("open")
        expect((yield* load(head)).version).toBe(2)
      })
    )

    it.effect.each([
      { reason: "altered" as const, why: "the hash is another's", commit: { hash: "cd".repeat(32) }, kept: {} },
      { reason: "expired" as const, why: "its time is over", commit: { at: morning + 10_800_000 }, kept: {} },
      { reason: "rejected" as const, why: "it was rejected", commit: {}, kept: { status: "rejected" as const } },
      { reason: "applied" as const, why: "it was applied", commit: {}, kept: { status: "applied" as const } },
      { reason: "expired" as const, why: "it is somebody else's", commit: {}, kept: { userId: "jones" } },
      {
        reason: "expired" as const,
        why: "there is none",
        commit: { suggestionId: SuggestionId.make("never") },
        kept: {}
      }
    ])("are refused as $reason when $why, and nothing is written", ({ reason, why, commit, kept }) =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const suggestions = yield* SuggestionRepo
        const head = yield* openTimetable(`Refused: ${why}`)
        const suggestion = suggestionFor(head, kept)
        yield* suggestions.put([suggestion])
        const before = yield* load(head)
        const attempt = commitTo(head, { suggestionId: suggestion.id, hash: suggestion.hash, ...commit })
        expect(yield* Effect.flip(repo.commit(attempt))).toEqual(
          new SuggestionSpent({ suggestionId: attempt.suggestionId ?? suggestion.id, reason })
        )
        expect(yield* load(head)).toEqual(before)
        expect(yield* recordsOf(head)).toEqual([])
        const owner = { schoolId: head.schoolId, userId: suggestion.userId }
        expect(yield* suggestions.find(owner, suggestion.id)).toEqual(suggestion)
      })
    )

    it.effect("are refused as altered when they were made for another timetable", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const suggestions = yield* SuggestionRepo
        const head = yield* openTimetable("Other timetable")
        const { schoolId } = head
        const other = yield* Effect.flatMap(ScheduleRepo, schedules =>
          schedules.put({ schoolId, name: "Other", body: oneLesson, makeCurrent: false })
        )
        const suggestion = suggestionFor(other)
        yield* suggestions.put([suggestion])
        const attempt = commitTo(head, { suggestionId: suggestion.id, hash: suggestion.hash })
        expect(yield* Effect.flip(repo.commit(attempt))).toEqual(
          new SuggestionSpent({ suggestionId: suggestion.id, reason: "altered" })
        )
      })
    )

    it.effect("win only once when two apply the same one at once", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const suggestions = yield* SuggestionRepo
        const head = yield* openTimetable("Same suggestion")
        const suggestion = suggestionFor(head)
        yield* suggestions.put([suggestion])
        const apply = Effect.either(
          Effect.suspend(() => repo.commit(commitTo(head, { suggestionId: suggestion.id, hash: suggestion.hash })))
        )
        const results = yield* Effect.all([apply, apply], { concurrency: 2 })
        const won = results.flatMap(result => (Either.isRight(result) ? result.right.record : []))
        const lost = results.flatMap(result => (Either.isLeft(result) ? result.left : []))
        expect(won).toHaveLength(1)
        expect(lost).toEqual([new StaleVersion({ expected: 1, current: 2, by: won[0] ?? null })])
      })
    )
  })
})
