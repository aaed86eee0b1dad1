import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { escapeText, fold, text } from "../../../src/interchange/ical/contentLines.ts"

const octets = (line: string): number => new TextEncoder().encode(line).length

describe("lines of a calendar", () => {
  it("are at most 75 octets long, and unfold to what they were", () => {
    const any = fc.string({ unit: fc.constantFrom("a", "é", "校", "\u{1f3eb}", " ", ";") })
    fc.assert(
      fc.property(any, line => {
        const folded = fold(line)
        expect(folded.endsWith("\r\n")).toBe(true)
        const lines = folded.slice(0, -2).split("\r\n")
        expect(Math.max(...lines.map(octets))).toBeLessThanOrEqual(75)
        expect(lines.join("\r\n").replaceAll("\r\n ", "")).toBe(line)
      })
    )
  })

  it("are not broken out of by anything that stands in a name", () => {
    expect(text("SUMMARY", "Maths\r\nBEGIN:VALARM;a,b\\c")).toBe("SUMMARY:Maths\\nBEGIN:VALARM\\;a\\,b\\\\c\r\n")
    expect(escapeText("a\u0000b\u001b[31m\u202ec\u2028d\re")).toBe("a b [31m c d\\ne")
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("\r", "\n", ":", "\\", ";", ",", "\u0085", "x") }), name => {
        expect(
          text("NAME", name)
            .split(/\r\n|\r|\n/)
            .slice(0, -1)
            .every((line, i) => line.startsWith(i === 0 ? "NAME:" : " "))
        ).toBe(true)
      })
    )
  })
})
