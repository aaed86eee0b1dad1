import { Either } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cues, writes } from "../../../src/assistant/intent/Cue.ts"
import { english } from "../../../src/assistant/intent/english.ts"
import { german } from "../../../src/assistant/intent/german.ts"
import type { Intent } from "../../../src/assistant/intent/Intent.ts"
import type { Language } from "../../../src/assistant/intent/Language.ts"
import { listOf } from "../../../src/assistant/intent/Lexicon.ts"
import { foldWord } from "../../../src/assistant/intent/Token.ts"
import { understand } from "../../../src/assistant/intent/understand.ts"
import { narrow } from "../../../src/chat/commands/narrow.ts"
import { findKinds } from "../../../src/chat/lookups/lookups.ts"
import { makeModel } from "../../../src/constraints/Model.ts"
import { demoBody } from "../../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../../src/schedule/demo/demoTimetable.ts"
import { type SceneName, scenes } from "./scenes.ts"
import { sentences } from "./sentences.ts"
import { demoVocabulary } from "./verdict.ts"

const model = makeModel(demoBody(demoTimetable))
const changing = ["/apply", "/reject", "/undo", "/redo", "/publish", "/lock", "/unlock"]

/** Sentences without sense, out of words that all have one. */
const anySalad = (language: typeof english) => {
  // After "because" come the planner's own words, whatever they are.
  const phrases = cues.filter(cue => cue !== "because").flatMap(cue => listOf(language.cues[cue]))
  const deeds = [...writes].flatMap(cue => listOf(language.cues[cue]))
  const names = ["Mrs. Smith", "7b", "7b Maths", "monday", "tuesday 3", "101", "sug-two", "2", "10:15", "gaps"]
  const others = [
    ...listOf(language.fillers),
    ...listOf(language.asides),
    ...language.ordinals.flatMap(listOf),
    ...names
  ]
  const phrase = fc.oneof(fc.constantFrom(...phrases), fc.constantFrom(...deeds), fc.constantFrom(...others))
  return fc.array(phrase, { minLength: 1, maxLength: 5 }).map(words => words.join(" "))
}

/** Nothing but courtesy stands before the deed. */
const opensWithDeed = (text: string, lead: ReadonlyArray<string>, deeds: ReadonlyArray<string>): boolean =>
  deeds.some(deed => `${text} `.startsWith(`${deed} `)) ||
  lead.some(word => text.startsWith(`${word} `) && opensWithDeed(text.slice(word.length + 1), lead, deeds))

describe.each([english, german].map(language => [language.code, language] as const))(
  "any words at all (%s)",
  (_, language) => {
    const meant = (text: string): Intent =>
      understand(text, {
        vocabulary: demoVocabulary,
        language: language.code,
        ...scenes.whatIf,
        memory: { ...scenes.whatIf.memory, suggestions: ["sug-two"], changes: [{ id: "change-9", isUndo: false }] }
      })
    const lead = listOf(language.cues.lead).map(foldWord)
    const deeds = [...writes].flatMap(cue => listOf(language.cues[cue]).map(foldWord))

    it("are an order only when they begin with the deed, or with courtesy and the deed", () => {
      let orders = 0
      fc.assert(
        fc.property(anySalad(language), text => {
          const intent = meant(text)
          if (intent._tag !== "Command" || !changing.includes(intent.command)) return
          orders++
          expect([text, opensWithDeed(foldWord(text), lead, deeds)]).toEqual([text, true])
        }),
        { numRuns: 6_000 }
      )
      expect(orders).toBeGreaterThan(10)
    })

    it("are no order once a question mark or a word like “not” stands among them", () => {
      const denial = fc.constantFrom(...listOf(language.cues.not), "?")
      fc.assert(
        fc.property(anySalad(language), denial, fc.boolean(), (text, word, before) => {
          const intent = meant(before ? `${word} ${text}` : `${text} ${word}`)
          expect(
            intent._tag === "Command" && changing.includes(intent.command) ? [text, word, intent] : null
          ).toBeNull()
        }),
        { numRuns: 2_000 }
      )
    })
  }
)

describe("a sentence of the table", () => {
  const meant = (sentence: string, scene: SceneName): Intent =>
    understand(sentence, { vocabulary: demoVocabulary, ...scenes[scene] })
  const command = (intent: Intent) =>
    intent._tag === "Command" ? { command: intent.command, parameters: intent.parameters } : null
  const rowsOf = { en: sentences.en, de: sentences.de } as const
  const anySentence = (language: Language) => fc.constantFrom(...rowsOf[language.code === "en" ? "en" : "de"])

  it.each([english, german])("means the same behind an aside, and is no order there", language => {
    const aside = fc.constantFrom(...listOf(language.asides))
    fc.assert(
      fc.property(anySentence(language), aside, ([sentence, , scene = "fresh"], word) => {
        if (sentence.startsWith("/")) return
        const plain = command(meant(sentence, scene))
        const behind = command(meant(`${word}, ${sentence}`, scene))
        if (behind === null) return
        expect([word, sentence, behind]).toEqual([word, sentence, plain])
        expect(changing).not.toContain(behind.command)
      }),
      { numRuns: 3_000 }
    )
  })

  it.each([
    [
      english.code,
      english,
      ["except", "but", "unless", "other than", "apart from", "instead of", "until", "since", "more than"]
    ],
    [
      german.code,
      german,
      ["außer", "aber", "es sei denn", "abgesehen von", "statt", "seit", "mehr als", "bevor", "sofern"]
    ]
  ] as const)("is never sure with a word that restricts (%s)", (_, language, restricting) => {
    fc.assert(
      fc.property(
        anySentence(language),
        fc.constantFrom(...restricting),
        fc.boolean(),
        ([sentence, , scene = "fresh"], word, before) => {
          // After "because" come the planner's own words, whatever they are.
          if (/because|weil/.test(sentence)) return
          const restricted = before ? `${word} ${sentence}` : `${sentence} ${word}`
          expect([restricted, command(meant(restricted, scene))]).toEqual([restricted, null])
        }
      ),
      { numRuns: 2_000 }
    )
  })
})

describe("every command of the table", () => {
  it("has names, times and kinds that the commands accept as they are", () => {
    const refused = Object.values(sentences)
      .flat()
      .flatMap(([sentence, , scene = "fresh"]) => {
        const intent = understand(sentence, { vocabulary: demoVocabulary, ...scenes[scene] })
        if (intent._tag !== "Command" || intent.command === "/cover") return []
        const { teacher, class: schoolClass, room, day, time, period, kind } = intent.parameters
        const asked = {
          ...(teacher === undefined ? {} : { teacher }),
          ...(schoolClass === undefined ? {} : { class: schoolClass }),
          ...(room === undefined ? {} : { room }),
          ...(day === undefined ? {} : { day }),
          ...(time === undefined ? {} : { time }),
          ...(period === undefined ? {} : { period })
        }
        const found = narrow(model, asked)
        const kinds = kind === undefined || intent.command === "/free" ? Either.right(null) : findKinds(kind)
        const same = Either.isRight(found) && JSON.stringify(found.right.understood) === JSON.stringify(asked)
        return same && Either.isRight(kinds) ? [] : [[sentence, asked]]
      })
    expect(refused).toEqual([])
  })
})
