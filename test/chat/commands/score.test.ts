import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Data } from "../../../src/protocol/Data.ts"
import { constraint, school } from "../../support/school.ts"
import { ask } from "./demo.ts"

const story = {
  lessons: {
    maths: { teachers: ["Ms Smith"], classes: ["9A"], at: "Monday 1" },
    physics: { teachers: ["Ms Smith"], classes: ["9B"], at: "Monday 1" }
  }
} as const

describe("/score", () => {
  it.effect("tells the totals, the kinds, and who and which days are worst off", () =>
    Effect.gen(function* () {
      const answer = yield* ask("/score", {}, school(story, [constraint("teacher_clash")]))
      expect(answer.text).toBe(
        [
          "Week, version 1: hard 1, soft 0, 1 conflict.",
          "• 1 × teacher_clash (hard 1, soft 0)",
          "Worst teachers: Ms Smith (hard 1, soft 0, 1)",
          "Worst classes: 9A (hard 1, soft 0, 1), 9B (hard 1, soft 0, 1)",
          "Worst days: Monday (hard 1, soft 0, 1)"
        ].join("\n")
      )
      expect(answer.data).toMatchObject({
        kind: "score",
        hard: 1,
        soft: 0,
        count: 1,
        by_kind: { teacher_clash: { hard: 1, soft: 0, count: 1 } },
        days: [{ id: "Monday", name: "Monday", hard: 1, soft: 0, count: 1 }]
      })
      expect(answer.actions.map(({ label }) => label)).toEqual(["Show the conflicts of Ms Smith"])
    })
  )

  it.effect("names as many as were asked for, and agrees with /conflicts", () =>
    Effect.gen(function* () {
      const { data } = yield* ask("/score", { worst: "2" })
      const conflicts = yield* ask("/conflicts")
      expect(Schema.is(Data)(data)).toBe(true)
      expect(data).toMatchObject({ teachers: { length: 2 }, classes: { length: 2 }, days: { length: 2 } })
      if (data.kind !== "score" || conflicts.data.kind !== "conflicts") return expect(data.kind).toBe("score")
      expect([data.hard, data.soft, data.count]).toEqual([
        conflicts.data.hard,
        conflicts.data.soft,
        conflicts.data.total
      ])
      expect(data.by_kind).toEqual(conflicts.data.by_kind)
    })
  )

  it.effect("says so when there is nothing", () =>
    Effect.gen(function* () {
      expect((yield* ask("/score", {}, school(story))).text).toBe("Week, version 1: no conflicts at all.")
    })
  )
})
