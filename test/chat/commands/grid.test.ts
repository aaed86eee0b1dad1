import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { ask } from "./demo.ts"

const grid = (parameters: Readonly<Record<string, string>> = {}) =>
  Effect.runPromise(
    Effect.map(ask("/grid", parameters), ({ data }) => {
      if (data.kind !== "grid") throw new Error(data.kind)
      return data
    })
  )

describe("/grid", () => {
  it("draws the week of the demo school: days, periods with their breaks, and every name", async () => {
    const { days, weeks, teachers, rooms, classes, may_write } = await grid()
    expect(days.map(day => day.short_name)).toEqual(["Mon", "Tue", "Wed", "Thu", "Fri"])
    expect(days[1]?.periods[4]).toEqual({ slot: 12, name: "Lunch", start: "12:15", end: "13:00", is_break: true })
    expect([weeks, teachers.length, rooms.length, may_write]).toEqual([[], 13, 10, true])
    const year = classes.find(({ name }) => name === "Year 7")
    expect(classes.find(({ name }) => name === "7a")?.shares).toEqual([year?.id])
  })

  it("gives all lessons page by page, each once, by the ids of what they need", async () => {
    const first = await grid({ limit: "100" })
    const second = await grid({ limit: "100", page: "2" })
    const ids = [...first.lessons, ...second.lessons].map(({ id }) => id)
    expect([first.lessons.length, new Set(ids).size, ids.length]).toEqual([100, first.total, first.total])
    const known = new Set(first.teachers.map(({ id }) => id))
    expect(first.lessons.flatMap(lesson => lesson.teacher_ids).filter(id => !known.has(id))).toEqual([])
  })
})
