import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Data } from "../../../src/protocol/Data.ts"
import { school } from "../../support/school.ts"
import { ask } from "./demo.ts"

const days = ["Monday"]
const lesson = { teachers: ["Mr Kaye"], classes: ["9A"] }
const overloaded = { days, periods: ["1", "2"], lessons: { a: lesson, b: lesson, c: { ...lesson, classes: ["9B"] } } }

describe("/diagnose", () => {
  it.effect("tells what makes any timetable impossible, with both numbers", () =>
    Effect.gen(function* () {
      const answer = yield* ask("/diagnose", {}, school(overloaded))
      expect(answer.text).toBe(
        [
          "Week: 1 impossible, 0 warnings, 0 for information.",
          "• [impossible] Mr Kaye teaches 3 periods but has only 2 free slots"
        ].join("\n")
      )
      expect(Schema.is(Data)(answer.data)).toBe(true)
      expect(answer.data).toMatchObject({
        kind: "diagnosis",
        total: 1,
        impossible: 1,
        findings: [
          {
            kind: "overloaded_teacher",
            severity: "impossible",
            needed: 3,
            available: 2,
            resources: [{ kind: "teacher", id: "Mr Kaye", name: "Mr Kaye" }]
          }
        ]
      })
      expect(answer.lessonIds).toEqual(["a", "b", "c"])
    })
  )

  it.effect("cuts a long list with a count", () =>
    Effect.gen(function* () {
      const lessons = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`lesson-${i}`, { classes: [`${i}A`] }]))
      const { text, data } = yield* ask("/diagnose", { limit: "22" }, school({ lessons }))
      expect(text.split("\n")[0]).toBe("Week: 0 impossible, 0 warnings, 25 for information.")
      expect(text.split("\n").at(-1)).toBe("… and 5 more: ask with page= and limit=.")
      expect(data).toMatchObject({ total: 25, findings: { length: 22 } })
    })
  )

  it.effect("finds nothing against the demo school", () =>
    Effect.gen(function* () {
      expect((yield* ask("/diagnose")).text).toBe(
        "Nothing stands against a timetable without conflicts for Larkfield School (demo)."
      )
    })
  )
})
