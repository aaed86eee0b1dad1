import { Either } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseCommandLine } from "../../src/chat/CommandLine.ts"

const parsed = (text: string) =>
  Either.map(parseCommandLine(text), ({ name, words, parameters }) => ({
    name,
    words,
    ...Object.fromEntries(parameters)
  }))

describe("a command line", () => {
  it.each([
    ["/help", { name: "help", words: [] }],
    ["  /Help  conflicts ", { name: "help", words: ["conflicts"] }],
    ["/conflicts day=monday time=morning", { name: "conflicts", words: [], day: "monday", time: "morning" }],
    ['/schedule teacher="Mrs. Smith" DAY=Mon', { name: "schedule", words: [], teacher: "Mrs. Smith", day: "Mon" }],
    ['/schedule teacher=Mrs." "Smith', { name: "schedule", words: [], teacher: "Mrs. Smith" }],
    ['/note text="She said \\"no\\" \\\\ twice"', { name: "note", words: [], text: 'She said "no" \\ twice' }],
    ["/note path=C:\\temp", { name: "note", words: [], path: "C:\\temp" }],
    ['/note "key=value" a=b=c empty= none=""', { name: "note", words: ["key=value"], a: "b=c", empty: "", none: "" }],
    ["/find\tteacher=Müller\nclass=7b", { name: "find", words: [], teacher: "Müller", class: "7b" }],
    ["/заявка кто", { name: "заявка", words: ["кто"] }],
    ["/a b=\ud83d", { name: "a", words: [], b: "\ud83d" }]
  ])("reads %s", (text, expected) => {
    expect(Either.getOrThrow(parsed(text))).toEqual(expected)
  })

  it.each([
    ["help", "a command begins with a slash and a name, e.g. /help"],
    ["/", "a command begins with a slash and a name, e.g. /help"],
    ["/ help", "a command begins with a slash and a name, e.g. /help"],
    ["/he?lp", "a command begins with a slash and a name, e.g. /help"],
    ["", "a command begins with a slash and a name, e.g. /help"],
    ['/x a="open', 'a quote is not closed in «a="open»'],
    ['/x a="b" c="d\\"', 'a quote is not closed in «c="d\\"»'],
    ['/x "', 'a quote is not closed in «"»'],
    ["/x a=1 A=2", "a is given twice"]
  ])("says what is wrong with %s", (text, reason) => {
    expect(parseCommandLine(text)).toEqual(Either.left(reason))
  })

  it("reads back whatever was written as key=value, in order", () => {
    const key = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/)
    const value = fc.oneof(fc.fullUnicodeString(), fc.string16bits(), fc.stringMatching(/^["\\ =\n]*$/))
    const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), pairs => {
        const parameters = new Map(pairs)
        const line = `/x ${[...parameters].map(([name, text]) => `${name}=${quoted(text)}`).join(" ")}`
        expect(parseCommandLine(line)).toEqual(Either.right({ name: "x", words: [], parameters }))
      })
    )
  })

  it("never throws, and reads what is long and malformed in a moment", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/[a-z]+ ["\\ =a-z]*$/), text => {
        parseCommandLine(text)
      })
    )
    const from = performance.now()
    for (const tail of [`"${'\\"'.repeat(30_000)}`, `${'""'.repeat(30_000)}"`, `${"a ".repeat(30_000)}"`])
      expect(Either.isLeft(parseCommandLine(`/x ${tail}`))).toBe(true)
    expect(performance.now() - from).toBeLessThan(200)
  })
})
