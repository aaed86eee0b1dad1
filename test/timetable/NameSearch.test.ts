import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { fold, type Named, nearest, searchName } from "../../src/timetable/NameSearch.ts"

const named = (name: string, ...aliases: ReadonlyArray<string>): Named => ({ id: name, name, aliases })
const staff = [
  named("Mrs. Smith", "t1", "SMI"),
  named("Mr. Smith-Jones", "t2", "SMJ"),
  named("Ms. Ünal", "t3"),
  named("Mr. Novák", "t4", "NOV"),
  named("Dr. Novák", "t5")
]

const found = (asked: string, items: ReadonlyArray<Named> = staff) => {
  const match = searchName(asked, items)
  switch (match._tag) {
    case "One":
      return match.item.name
    case "Several":
      return match.items.map(item => item.name)
    case "None":
      return { nearest: match.nearest.map(item => item.name) }
  }
}

describe("a name", () => {
  it.each([
    ["Mrs. Smith", "Mrs. Smith"],
    ["mrs smith", "Mrs. Smith"],
    ["  SMITH ", "Mrs. Smith"],
    ["SMI", "Mrs. Smith"],
    ["t2", "Mr. Smith-Jones"],
    ["smith jones", "Mr. Smith-Jones"],
    ["MrSmithJones", "Mr. Smith-Jones"],
    ["jones", "Mr. Smith-Jones"],
    ["unal", "Ms. Ünal"],
    ["ÜNAL", "Ms. Ünal"],
    ["Mr. Novak", "Mr. Novák"],
    ["dr novák", "Dr. Novák"],
    ["Novak", ["Mr. Novák", "Dr. Novák"]],
    ["Mr. Smith", "Mr. Smith-Jones"],
    ["Mrs. Ünal", { nearest: ["Ms. Ünal"] }],
    ["Smyth", { nearest: ["Mrs. Smith", "Mr. Smith-Jones"] }],
    ["Zzyzx Quorum", { nearest: [] }]
  ])("%s means %j", (asked, expected) => {
    expect(found(asked)).toEqual(expected)
  })

  it("that is exact is not ambiguous because others contain it", () => {
    const classes = [named("9A"), named("9A Maths set"), named("9B")]
    expect(found("9a", classes)).toBe("9A")
    expect(found("9 A", classes)).toBe("9A")
    expect(found("maths", classes)).toBe("9A Maths set")
  })

  it("that is a negative number is none but itself: a minus is no punctuation", () => {
    const rooms = [named("Lab 1"), named("Lab 2"), named("1", "period 1"), named("Cellar -2")]
    expect(["-1", " −1 ", "period -1", "Lab -1"].map(asked => searchName(asked, rooms)._tag)).toEqual(
      Array.from({ length: 4 }, () => "None")
    )
    expect(found("cellar -2", rooms)).toBe("Cellar -2")
    expect(found("Lab-1", rooms)).toBe("Lab 1")
  })

  it("that several bear is asked back with at most eight of them", () => {
    expect(
      found(
        "lab",
        Array.from({ length: 12 }, (_, i) => named(`Lab ${i}`))
      )
    ).toHaveLength(8)
  })

  it("of nothing but signs finds nobody", () => {
    expect(searchName(" .-! ", staff)._tag).toBe("None")
  })

  it("finds everybody by the own name, in capitals too", () => {
    const anyName = fc.stringMatching(/^[A-Z][a-zäöü]{2,8}( [A-Z][a-z]{2,8})?$/)
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { minLength: 1, maxLength: 6, selector: fold }), names => {
        const items = names.map(name => named(name))
        for (const name of names) {
          expect(found(name, items)).toBe(name)
          expect(found(`  ${name.toUpperCase()}. `, items)).toBe(name)
        }
      })
    )
  })

  it("is folded once and for all", () => {
    fc.assert(fc.property(fc.fullUnicodeString(), text => fold(fold(text)) === fold(text)))
    expect(fold("Mrs. Ünal-Smith")).toBe("mrs unal smith")
  })

  it("that is near is offered, the nearest first, three at most", () => {
    expect(nearest("conflict", ["help", "conflicts", "schedule"], name => [name])).toEqual(["conflicts"])
    expect(nearest("aaab", ["aaac", "aabb", "aaab", "aaad", "zzzz"], name => [name])).toEqual(["aaab", "aaac", "aabb"])
  })
})
