import { describe, expect, it } from "vitest"
import { untuned } from "./sentences/untuned.ts"
import { sentences } from "./sentences.ts"
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

describe.each(Object.entries(untuned))("what nobody thought of (%s)", (language, rows) => {
  it("is a table of its own, of which none is taken for a command that was not meant", () => {
    expect(rows.length).toBe(language === "en" ? 30 : 20)
    expect(rows.map(judge).filter(({ verdict }) => verdict === "wrong")).toEqual([])
  })
})
