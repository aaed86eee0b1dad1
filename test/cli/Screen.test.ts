import { describe, expect, it } from "vitest"
import { colours, noColours, paintFor } from "../../src/cli/Paint.ts"
import { Screen } from "../../src/cli/Screen.ts"
import { tableLines } from "../../src/cli/table.ts"
import { answerExample } from "../../src/documents/examples.ts"

const clear = "\r\u001b[K"

/** A screen of forty columns, and what was written to it; "> " is the prompt. */
const screen = (isTerminal: boolean, paint = noColours) => {
  const out: Array<string> = []
  const write = (text: string) => void out.push(text)
  return { screen: new Screen({ isTerminal, paint, columns: () => 40, write, prompt: () => write("> ") }), out }
}
const conflicts = "1 conflict on Monday morning: 1 hard, 0 soft.\n• [hard] 10b Science needs a lab"
const { data: _, ...plain } = answerExample

describe("a conversation on a terminal", () => {
  it("shows an answer as it is made, and does not say it twice", () => {
    const { screen: at, out } = screen(true)
    at.piece("Good ")
    at.piece("day")
    at.answer("Good day", plain)
    expect(out.join("")).toBe(`${clear}Good day\n> `)
  })

  it("shows the final answer where it differs from what was streamed", () => {
    const { screen: at, out } = screen(true)
    at.piece("Goof")
    at.anew("Go")
    at.answer("Good day", plain)
    expect(out.join("")).toBe(`${clear}Goof\n${clear}Go\n${clear}Good day\n> `)
  })

  it("shows how a search goes on in one line that the answer takes away", () => {
    const { screen: at, out } = screen(true)
    at.progress("moving", 0.5, ", best so far: hard 1")
    at.say("Done.")
    expect(out.join("")).toBe(`${clear}██████████░░░░░░░░░░  50 % moving, best${clear}Done.\n> `)
  })

  it("shows conflicts as a table, the hard ones in red, no line wider than the screen", () => {
    const { screen: at, out } = screen(true, colours)
    at.answer(conflicts, answerExample)
    expect(out.join("").replace(clear, "").split("\n")).toEqual([
      "1 conflict on Monday morning: 1 hard, 0",
      "soft.",
      "#        cost  what",
      "1  \u001b[31mhard\u001b[39m  1     10b Science on Monday,",
      "               period 4 needs a room",
      "               with lab, but is in 102",
      "> "
    ])
  })

  it("lets no name drive the terminal, streamed or not", () => {
    const { screen: at, out } = screen(true)
    at.piece("\u001b[2J")
    at.warn("\u009b31m")
    at.progress("\u0007", 0, "")
    expect(
      out
        .join("")
        .replaceAll(clear, "")
        .replace(/[█░ %0>]/g, "")
    ).toBe("�[2J\n�31m\n�")
  })
})

describe("a conversation in a pipe", () => {
  it("is whole answers and nothing else", () => {
    const { screen: at, out } = screen(false)
    at.piece("1 conf")
    at.progress("moving", 0.5, "")
    at.answer("Good day", answerExample)
    expect(out).toEqual(["Good day\n"])
  })
})

describe("colours", () => {
  it.each([
    [true, undefined, colours],
    [true, "", colours],
    [true, "1", noColours],
    [false, undefined, noColours]
  ])("terminal %s, NO_COLOR %s", (isTerminal, noColor, paint) => {
    expect(paintFor(isTerminal, noColor)).toBe(paint)
  })
})

describe("a table", () => {
  it("aligns its columns", () => {
    expect(
      tableLines(
        ["#", "what"],
        [
          ["1", "a"],
          ["10", "b"]
        ],
        40
      )
    ).toEqual(["#   what", "1   a", "10  b"])
  })
})
