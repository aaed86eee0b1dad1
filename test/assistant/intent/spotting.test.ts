import { describe, expect, it } from "vitest"
import { english } from "../../../src/assistant/intent/english.ts"
import type { Given } from "../../../src/assistant/intent/Given.ts"
import { german } from "../../../src/assistant/intent/german.ts"
import type { Language } from "../../../src/assistant/intent/Language.ts"
import { lexiconOf } from "../../../src/assistant/intent/Lexicon.ts"
import type { Part } from "../../../src/assistant/intent/Part.ts"
import { piecesOf } from "../../../src/assistant/intent/Piece.ts"
import { partsOf } from "../../../src/assistant/intent/partsOf.ts"
import { tokenise } from "../../../src/assistant/intent/Token.ts"
import { type SceneName, scenes } from "./scenes.ts"
import { demoVocabulary } from "./verdict.ts"

const shown = (part: Part): string => {
  switch (part.is) {
    case "cue":
      return part.cue
    case "mention":
      return `${part.mention.kind}=${part.mention.items.map(({ name }) => name).join("|") || `? ${part.mention.asked}`}`
    case "time":
      return `time=${part.time}`
    case "pick":
      return `pick ${part.n}`
    case "limit":
      return `limit ${part.limit}`
    case "seconds":
      return `${part.seconds} s`
    case "lesson":
      return `lesson=${part.of.map(({ items }) => items.map(({ name }) => name).join("|")).join(" ")}`
    case "unknown":
      return `unknown ${part.text}`
    default:
      return part.is
  }
}

const spotted = (text: string, language: Language = english, scene: SceneName = "fresh"): ReadonlyArray<string> => {
  const given: Given = { vocabulary: demoVocabulary, language, ...scenes[scene] }
  return partsOf(piecesOf(tokenise(text), lexiconOf(language), demoVocabulary), given).map(shown)
}

describe("names", () => {
  it.each([
    ["Mrs. Smith's", ["teacher=Mrs. Smith"]],
    ["mr kayes", ["teacher=Mr. Kaye"]],
    ["J. Smith", ["teacher=Mrs. Smith"]],
    ["SMI", ["teacher=Mrs. Smith"]],
    ["Mr. Novak", ["teacher=Mr. Novák"]],
    ["Achterburg", ["teacher=Mrs. Achterberg"]],
    ["mrs smiht", ["teacher=Mrs. Smith"]],
    ["Mr. Smith", ["teacher=? Mr. Smith"]],
    ["Mr. Zorg", ["teacher=? Mr. Zorg"]],
    ["Zorg", ["unknown zorg"]],
    ["10 A", ["class=10a"]],
    ["class 7-b", ["class=7b"]],
    ["grade 9", ["class=Year 9"]],
    ["year 12", ["class=? year 12"]],
    ["11c", ["class=? 11c"]],
    ["room 101", ["room=101"]],
    ["101", ["room=101"]],
    ["room 999", ["room=? 999"]],
    ["lab", ["room=Lab 1|Lab 2"]],
    ["the music room", ["room=Music Room"]],
    ["lunch", ["period=Lunch"]]
  ])("%s is %j", (text, parts) => {
    expect(spotted(text)).toEqual(parts)
  })

  it("are found behind a German form of address, and genders are not mixed up", () => {
    expect(spotted("Frau Dr. Patel", german)).toEqual(["teacher=Dr. Patel"])
    expect(spotted("Herrn Kaye", german)).toEqual(["teacher=Mr. Kaye"])
    expect(spotted("Herr Smith", german)).toEqual(["teacher=? Herr Smith"])
    expect(spotted("Fr. Smith", german)).toEqual(["teacher=Mrs. Smith"])
    expect(spotted("Fr 3", german)).toEqual(["day=Friday", "period=3"])
  })

  it("that are only pointed at are those on the screen", () => {
    expect(spotted("this teacher", english, "onSmith")).toEqual(["teacher=Mrs. Smith"])
    expect(spotted("this class", english, "onSmith")).toEqual(["class=? "])
    expect(spotted("the selected teacher", english, "onTwoTeachers")).toEqual(["teacher=Mrs. Smith|Mr. Kaye"])
  })
})

describe("times", () => {
  it.each([
    ["monday morning", ["day=Monday", "time=morning"]],
    ["Tuesday 3", ["day=Tuesday", "period=3"]],
    ["tue pm", ["day=Tuesday", "time=afternoon"]],
    ["Tuesday 2pm", ["day=Tuesday", "time=14:00"]],
    ["at 10", ["time=10:00"]],
    ["at 3", ["at", "unknown 3"]],
    ["9.30", ["time=09:30"]],
    ["25:10", ["unknown 25:10"]],
    ["9:00-11:30", ["time=09:00-11:30"]],
    ["between 9 and 11", ["time=09:00-11:00"]],
    ["periods 3 to 5", ["period=3", "to", "unknown 5"]],
    ["the third period", ["period=3"]],
    ["last lesson", ["period=7"]],
    ["fifth period", ["period=5"]],
    ["3 periods", ["unknown 3", "period"]],
    ["period 12", ["period=? 12"]],
    ["sunday", ["day=? sunday"]],
    ["tomorrow", ["day=Tuesday"]],
    ["wendesday", ["day=Wednesday"]],
    ["tursday", ["day=Tuesday|Thursday"]],
    ["two minutes", ["120 s"]]
  ])("%s is %j", (text, parts) => {
    expect(spotted(text)).toEqual(parts)
  })

  it("count in German with a full stop", () => {
    expect(spotted("3. Stunde", german)).toEqual(["period=3"])
    expect(spotted("um 10 Uhr", german)).toEqual(["time=10:00"])
    expect(spotted("Freitagnachmittag", german)).toEqual(["day=Friday", "time=afternoon"])
  })
})

describe("lessons, choices and numbers", () => {
  it.each([
    ["7b's Maths", ["lesson=7b Maths"]],
    ["9a history lesson", ["lesson=9a History"]],
    ["history of 7b", ["history", "class=7b"]],
    ["7b computer science on Monday 4", ["lesson=7b Computing", "day=Monday", "period=4"]],
    ["the second one", ["pick 2"]],
    ["the last conflict", ["pick -1", "conflict"]],
    ["conflict 2", ["conflict", "pick 2"]],
    ["top 10 conflicts", ["limit 10", "conflict"]],
    ["the five worst conflicts", ["limit 5", "worst", "conflict"]]
  ])("%s is %j", (text, parts) => {
    expect(spotted(text)).toEqual(parts)
  })
})

describe("words", () => {
  it("that are misspelt are forgiven, those that write never", () => {
    expect(spotted("confilcts")).toEqual(["conflict"])
    expect(spotted("timetabel")).toEqual(["schedule"])
    expect(spotted("aply undoo pubish rejcet")).toEqual([
      "unknown aply",
      "unknown undoo",
      "unknown pubish",
      "unknown rejcet"
    ])
  })

  it("that mean nothing stay, so that nothing is overlooked", () => {
    expect(spotted("conflicts with my boss")).toEqual(["conflict", "with", "unknown my", "unknown boss"])
  })
})
