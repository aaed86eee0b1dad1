import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { ask } from "./demo.ts"

describe("/schedule", () => {
  it.effect("lists when and where a class has a subject, and with whom", () =>
    Effect.gen(function* () {
      const { text, data } = yield* ask("/schedule", { class: "7a", subject: "maths" })
      expect(text).toBe(
        [
          "4 lessons of Maths for 7a:",
          "• Monday 3 · 7a Maths · Mrs. Smith · 103",
          "• Tuesday 3 · 7a Maths · Mrs. Smith · 104",
          "• Thursday 6 · 7a Maths · Mrs. Smith · 101",
          "• Friday 4 · 7a Maths · Mrs. Smith · 102"
        ].join("\n")
      )
      expect(data).toMatchObject({ kind: "schedule", filters: { class: "7a", subject: "Maths" }, total: 4 })
    })
  )

  it.effect("says which subjects come near one that there is not", () =>
    Effect.gen(function* () {
      const refusal = yield* Effect.flip(ask("/schedule", { subject: "histry" }))
      expect(refusal).toMatchObject({
        code: "not_found",
        message: 'There is no subject "histry" in this timetable. The nearest: History.'
      })
    })
  )
})
