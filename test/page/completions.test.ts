import { describe, expect, it } from "vitest"
import { commands } from "../../src/chat/commands.ts"
import { completions } from "../../src/page/chat/completions.ts"

const known = (parameter: string) => (parameter === "teacher" ? ["Mrs. Smith", "Mr. Kaye"] : [])
const linesAfter = (line: string) =>
  completions(
    line,
    commands.map(({ wire }) => wire),
    known
  ).map(completion => completion.line)

describe("a line that is being typed goes on", () => {
  it.each([
    ["/conf", ["/conflicts "]],
    ["/conflicts sev", ["/conflicts severity="]],
    ["/conflicts severity=", ["/conflicts severity=hard ", "/conflicts severity=soft "]],
    ["/conflicts teacher=smi", ['/conflicts teacher="Mrs. Smith" ']],
    ['/conflicts teacher="Mrs. S', ['/conflicts teacher="Mrs. Smith" ']],
    ['/conflicts teacher="Mrs. Smith" da', ['/conflicts teacher="Mrs. Smith" day=']],
    ["/nonsense x", []],
    ["What is wrong?", []]
  ])("%s", (line, expected) => {
    expect(linesAfter(line)).toEqual(expected)
  })

  it("offers a parameter once", () => {
    expect(linesAfter("/conflicts day=monday da")).toEqual([])
  })
})
