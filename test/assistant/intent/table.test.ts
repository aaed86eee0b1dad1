import { describe, expect, it } from "vitest"
import { apart, sentences } from "./sentences.ts"
import { judge } from "./verdict.ts"

describe.each(Object.entries(sentences))("what planners type (%s)", (language, rows) => {
  const judged = rows.map(judge)

  it("is a table long enough to mean something", () => {
    expect(rows.length).toBeGreaterThanOrEqual(language === "en" ? 300 : 60)
    const said = rows.map(([sentence, , scene]) => `${sentence} (${scene})`)
    expect(said.filter((text, i) => said.indexOf(text) !== i)).toEqual([])
  })

  it("is never taken for a command that was not meant", () => {
    expect(judged.filter(({ verdict }) => verdict === "wrong")).toEqual([])
  })

  it("comes to exactly what was meant, in at least 95 of 100 sentences", () => {
    const exact = judged.filter(({ verdict }) => verdict === "exact").length
    expect(exact / judged.length).toBeGreaterThanOrEqual(0.95)
  })
})

const sets = apart.flatMap(([name, tables]) =>
  Object.entries(tables).map(([language, rows]) => [name, language, rows] as const)
)

describe.each(sets)("a set apart: %s (%s)", (_, __, rows) => {
  it("is never taken for a command that was not meant", () => {
    expect(rows.length).toBeGreaterThanOrEqual(20)
    expect(rows.map(judge).filter(({ verdict }) => verdict === "wrong")).toEqual([])
  })
})
