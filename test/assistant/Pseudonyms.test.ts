import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Pseudonyms } from "../../src/assistant/Pseudonyms.ts"

const staff = ["Anna Smith", "Mrs. O'Brien", "Jörg Müller-Weiß", "Bo Li", "Will Young"]
const brookside = () => new Pseudonyms(staff, "brookside")

const smith = brookside().hide("Smith")

/** Texts that hold names, pieces of pseudonyms, escapes and anything else. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...staff,
        "SMITH",
        "smith",
        "sMiTh",
        "Muller",
        "MÜLLER",
        "Smiths",
        "Li",
        "li",
        "will",
        "\\n",
        "\\"
      ),
      fc.constantFrom("Xan", "xan", "XAN", "bo", "mi", "tu", "b", "s", "'s", " ", ".", '"', "ſ", "\ud835", "\udc00"),
      fc.constantFrom(smith, smith.slice(0, 4), smith.slice(4), "\ud835\udc00", "\ud835\udc00"),
      fc.string({ unit: "binary", maxLength: 4 })
    ),
    { maxLength: 14 }
  )
  .map(pieces => pieces.join(""))

/** Cuts a text into pieces at arbitrary places, between the halves of a letter too. */
const cuts = fc.array(fc.nat(6), { minLength: 1, maxLength: 40 })
const pieces = (whole: string, sizes: ReadonlyArray<number>): ReadonlyArray<string> => {
  const found: Array<string> = []
  let at = 0
  for (const size of sizes) {
    found.push(whole.slice(at, at + size))
    at += size
  }
  return [...found, whole.slice(at)]
}

describe("pseudonyms", () => {
  it("hide a person under every way to write the name", () => {
    const names = brookside()
    const [full, formal, shouted, possessive] = ["Anna Smith", "Mrs Smith", "SMITH", "smith's"].map(name =>
      names.hide(name)
    )
    const [, surname = ""] = full?.split(" ") ?? []
    expect(surname).toMatch(/^Xan[a-z]{6}$/)
    expect(formal).toBe(`Mrs ${surname}`)
    expect(shouted).toBe(surname.toUpperCase())
    expect(possessive).toBe(`${surname.toLowerCase()}'s`)
    expect(full).not.toMatch(/anna|smith/i)
  })

  it("hide names without their accents, and behind an escape in JSON", () => {
    expect(brookside().hide("Joerg Muller")).toMatch(/^Joerg Xan[a-z]+$/)
    expect(brookside().hide(JSON.stringify("free:\nSmith"))).not.toContain("Smith")
  })

  it("leave words alone that are no names here", () => {
    const plain = "Would you look, please? The list of rooms will do; smithy, Lima, Mrs."
    expect(brookside().hide(plain)).toBe(plain)
  })

  it("are the same for the same key and names, in any order, and others for another school", () => {
    const again = new Pseudonyms([...staff].reverse(), "brookside").hide("Anna Smith")
    expect(again).toBe(brookside().hide("Anna Smith"))
    expect(new Pseudonyms(staff, "hillside").hide("Anna Smith")).not.toBe(again)
  })

  it("are restored where a model changed their case or added an ending", () => {
    const names = brookside()
    const hidden = names.hide("Smith")
    expect(names.restore(`${hidden.toUpperCase()} and ${hidden}s Stunden`)).toBe("Smith and Smiths Stunden")
    expect(names.restore("Xanthippe, Xanbabababa")).toBe("Xanthippe, Xanbabababa")
  })

  it("do nothing where there are no names", () => {
    const none = new Pseudonyms([], "")
    expect(none.hide("Anna Xanbomitu")).toBe("Anna Xanbomitu")
    expect(none.restore("Xanbomitu")).toBe("Xanbomitu")
  })

  it("restore exactly what was hidden, whatever the text", () => {
    fc.assert(
      fc.property(text, whole => {
        const names = brookside()
        expect(names.restore(names.hide(whole))).toBe(whole)
      }),
      { numRuns: 2_000 }
    )
  })

  it("restore a text that itself speaks of pseudonyms", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const names = brookside()
        const twice = names.hide(one) + other
        expect(names.restore(names.hide(twice))).toBe(twice)
      }),
      { numRuns: 1_000 }
    )
  })

  it("come out the same however the answer was cut into pieces", () => {
    fc.assert(
      fc.property(text, cuts, (whole, sizes) => {
        const names = brookside()
        const hidden = names.hide(whole) + whole
        const stream = names.restoring()
        const restored =
          pieces(hidden, sizes)
            .map(piece => stream.feed(piece))
            .join("") + stream.end()
        expect(restored).toBe(names.restore(hidden))
      }),
      { numRuns: 2_000 }
    )
  })

  it("hold back no more than what may be a pseudonym", () => {
    const names = brookside()
    const hidden = names.hide("Smith")
    const stream = names.restoring()
    expect(stream.feed("On Monday Mrs")).toBe("On Monday Mrs")
    expect(stream.feed(` ${hidden.slice(0, 5)}`)).toBe(" ")
    expect(stream.feed(hidden.slice(5))).toBe("")
    expect(stream.feed(" teaches")).toBe("Smith teaches")
    expect(stream.feed(` Xan${"bo".repeat(40)}`)).toBe(` Xan${"bo".repeat(40)}`)
    expect(stream.end()).toBe("")
  })

  it("stay apart for a thousand people", () => {
    const many = Array.from({ length: 1_000 }, (_, i) => `Teacher${String.fromCharCode(97 + (i % 26))}${"q".repeat(i)}`)
    const names = new Pseudonyms(many, "big")
    expect(new Set(many.map(name => names.hide(name))).size).toBe(1_000)
  })
})
