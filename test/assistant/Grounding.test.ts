import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Grounding } from "../../src/assistant/Grounding.ts"

const supplied: Readonly<Record<string, ReadonlyArray<string>>> = {
  conflict: ["teacher_clash-1f", "room_clash-2e"],
  lesson: ["7b maths, monday", "l2"],
  suggestion: ["s1"]
}
const grounding = () => new Grounding((kind, id) => supplied[kind]?.includes(id) ?? false)

const read = (pieces: ReadonlyArray<string>) => {
  const reader = grounding()
  const text = pieces.map(piece => reader.feed(piece)).join("") + reader.end()
  return {
    text,
    conflicts: reader.cited("conflict"),
    lessons: reader.cited("lesson"),
    suggestions: reader.cited("suggestion"),
    unknown: reader.unknown
  }
}

describe("citations", () => {
  it("become ids, in their order, and leave the text", () => {
    expect(
      read([
        "Mrs Smith is booked twice [conflict:teacher_clash-1f], and so is room 4 [Conflict: room_clash-2e]. " +
          "Move it [suggestion:s1][lesson:l2] [conflict:teacher_clash-1f]."
      ])
    ).toEqual({
      text: "Mrs Smith is booked twice, and so is room 4. Move it.",
      conflicts: ["teacher_clash-1f", "room_clash-2e"],
      lessons: ["l2"],
      suggestions: ["s1"],
      unknown: 0
    })
  })

  it("that nobody supplied are dropped and counted", () => {
    expect(read(["A clash [conflict:made-up] and [lesson:room_clash-2e] [conflict:__proto__]."])).toMatchObject({
      text: "A clash and.",
      conflicts: [],
      lessons: [],
      unknown: 3
    })
  })

  it("may stand together, and an id may hold a comma", () => {
    expect(
      read(["Both [conflicts: teacher_clash-1f, conflict:room_clash-2e; nope] in [lesson:7b maths, monday]."])
    ).toMatchObject({
      text: "Both in.",
      conflicts: ["teacher_clash-1f", "room_clash-2e"],
      lessons: ["7b maths, monday"],
      unknown: 1
    })
  })

  it("are not every bracket", () => {
    const plain = "Rooms [A1], [conflict], [lesson 4], [note: conflict], [conflict:\nx], a[0] and [conflict:"
    expect(read([plain])).toMatchObject({ text: plain, unknown: 0 })
  })

  it("hold back one unfinished bracket, and not for ever", () => {
    const reader = grounding()
    expect(reader.feed("It clashes")).toBe("It clashes")
    expect(reader.feed(" [conf")).toBe("")
    expect(reader.feed("used]")).toBe(" [confused]")
    expect(reader.feed(" [lesson:l2")).toBe("")
    expect(reader.feed("] now")).toBe(" now")
    const long = ` [lesson:${"x".repeat(201)}`
    expect(reader.feed(long)).toBe(long)
  })

  it("are the same however the answer was cut into pieces", () => {
    const piece = fc.oneof(
      fc.constantFrom("[conflict:teacher_clash-1f]", "[lesson:l2]", "[suggestion:nope]", " [conflict:", "[lesson: "),
      fc.constantFrom(
        "[",
        "]",
        ":",
        " ",
        "\n",
        "conflict",
        "lessons",
        "s1",
        ",",
        "[x]",
        `[lesson:${"x".repeat(199)}`,
        `[lesson:${"x".repeat(150)}]`
      ),
      fc.string({ maxLength: 3 })
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(40), { maxLength: 60 }), (words, sizes) => {
        const whole = words.join("")
        const pieces: Array<string> = []
        let at = 0
        for (const size of sizes) {
          pieces.push(whole.slice(at, at + size))
          at += size
        }
        expect(read([...pieces, whole.slice(at)])).toEqual(read([whole]))
      }),
      { numRuns: 10_000 }
    )
  })
})
