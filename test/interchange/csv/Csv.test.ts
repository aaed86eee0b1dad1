import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseCsv, writeCsv } from "../../../src/interchange/csv/Csv.ts"

const texts = (text: string) => parseCsv(text).map(row => row.map(cell => cell.text))
const trouble = (text: string): unknown => {
  try {
    return parseCsv(text)
  } catch (error) {
    return error
  }
}

describe("comma-separated values", () => {
  it("come back as they were written", () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('"', ",", "\n", "a", "é", "+", "=", " ", "\u{1f3eb}") }),
      fc.nat(),
      fc.constant(null)
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), rows => {
        expect(texts(writeCsv(rows))).toEqual(rows.map(row => row.map(value => String(value ?? "").trim())))
      })
    )
  })

  it("are written as FET writes them: text in quotes, numbers bare, a byte order mark first", () => {
    expect(
      writeCsv([
        ["Room", 'The "Hall"'],
        [30, null]
      ])
    ).toBe('\ufeff"Room","The ""Hall"""\n30,\n')
  })

  it("are read with any line ends, with or without quotes, and say on which line a cell begins", () => {
    expect(texts('a,"b"\r\n\n"c\nd",\n""')).toEqual([["a", "b"], ["c\nd", ""], [""]])
    expect(parseCsv('a\n"b\nc",d\ne').map(row => row.map(cell => cell.line))).toEqual([[1], [2, 3], [4]])
    expect(texts("")).toEqual([])
  })

  it.each([
    ['a\n"b', 2, "a quote is opened here and never closed"],
    ['a\nb"c"', 2, '"b"c"" has a quote in it, but none around it'],
    ['"a"b', 1, 'after a closing quote stands "b", not a comma'],
    ["a\u0000", 1, "there is a character that does not print"]
  ])("are refused with their line: %j", (text, line, reason) => {
    expect(trouble(text)).toMatchObject({ line, reason })
  })
})
