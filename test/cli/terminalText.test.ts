import { describe, expect, it } from "vitest"
import { terminalText, wrapped } from "../../src/cli/terminalText.ts"

describe("text of other people on a terminal", () => {
  it("cannot clear the screen, set the title, or move the cursor back", () => {
    expect(terminalText("\u001b[2J Mrs.\u0007 Smith\r\b\u009b31m")).toBe("�[2J Mrs.� Smith���31m")
  })

  it("cannot turn the direction of what follows", () => {
    expect(terminalText("9A\u202eB9\u2066\u200f")).toBe("9A�B9��")
  })

  it("keeps its lines, tabs, accents and other scripts", () => {
    const text = "Dvořák\tテスト\n• Ελένη 👩‍🏫"
    expect(terminalText(text)).toBe(text)
  })
})

describe("lines on a terminal", () => {
  it("break at spaces where they would be too wide", () => {
    expect(wrapped("Mrs. Smith teaches Maths and History", 20)).toBe("Mrs. Smith teaches\nMaths and History")
  })

  it("go on under the text of their bullet", () => {
    expect(wrapped("• Mrs. Smith teaches 9A\n• and 9B", 20)).toBe("• Mrs. Smith teaches\n  9A\n• and 9B")
  })

  it("keep a word whole that is wider than the terminal", () => {
    expect(wrapped("see teacher_clash-0123456789abcdef now", 20)).toBe("see\nteacher_clash-0123456789abcdef\nnow")
  })

  it("are not squeezed below twenty columns", () => {
    expect(wrapped("Mrs. Smith and 9A", 3)).toBe("Mrs. Smith and 9A")
  })
})
