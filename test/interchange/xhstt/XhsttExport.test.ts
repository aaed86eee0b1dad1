import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { toXhstt } from "../../../src/interchange/xhstt/XhsttExport.ts"
import { demoBody } from "../../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../../src/schedule/demo/demoTimetable.ts"
import { hillside, readArchive } from "./hillside.ts"

const about = { name: "Hillside School", date: "2026-09-01" }

describe("a timetable written as XHSTT", () => {
  it.effect("is read back as it was, with any of its solutions", () =>
    Effect.gen(function* () {
      for (const solution of [0, 1]) {
        const { body } = yield* readArchive(hillside, { solution })
        const { text, leftOut } = toXhstt(body, about)
        const again = yield* readArchive(text)
        expect(leftOut).toEqual([])
        expect(again.institution).toBe("Hillside School")
        expect(again.body).toEqual(body)
      }
    })
  )

  it.effect("says what XHSTT has no words for, when it is a school of our own", () =>
    Effect.gen(function* () {
      const body = demoBody(demoTimetable)
      const { text, leftOut } = toXhstt(body, about)
      const again = yield* readArchive(text)
      expect(leftOut.find(({ type }) => type === "teacher_gaps")).toEqual({ type: "teacher_gaps", count: 1 })
      expect(leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(body.constraints.length)
      expect(again.body.lessons.map(({ duration }) => duration).sort()).toEqual(
        body.lessons.map(({ duration }) => duration).sort()
      )
      const held = ({ placements }: typeof body) => placements.map(({ slot }) => slot).sort()
      expect(held(again.body)).toEqual(held(body))
    })
  )
})
