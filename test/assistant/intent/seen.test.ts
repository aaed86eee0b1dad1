import { describe, expect, it } from "vitest"
import { nothingYet } from "../../../src/assistant/intent/Memory.ts"
import { seenIn } from "../../../src/assistant/intent/understand.ts"
import { demoVocabulary } from "./verdict.ts"

const seen = (sentence: string) =>
  seenIn(sentence, {
    vocabulary: demoVocabulary,
    memory: nothingYet,
    context: null,
    today: { today: 0, tomorrow: 1 }
  })

describe("what is said of a sentence that was not understood", () => {
  it("repeats the names in it, with what could be asked about them", () => {
    expect(seen("7a maths gives me a proper headache on friday")).toEqual({
      sentence: "I see 7a, Maths, friday, but not what you want to know about that. Perhaps one of these?",
      candidates: [
        {
          label: "Lessons of Maths for 7a on Friday",
          command: "/schedule",
          parameters: { class: "7a", day: "Friday", subject: "Maths" }
        },
        { label: "Conflicts for 7a on Friday", command: "/conflicts", parameters: { class: "7a", day: "Friday" } },
        { label: "Suggestions for 7a on Friday", command: "/suggest", parameters: { class: "7a", day: "Friday" } }
      ]
    })
  })

  it("does so in the language of the sentence", () => {
    expect(seen("die 7a macht mir am Freitag echt Kopfzerbrechen")?.sentence).toBe(
      "Ich erkenne 7a, Freitag, aber nicht, was Sie darüber wissen möchten. Vielleicht eines davon?"
    )
  })

  it("is nothing where no name was recognised", () => {
    expect(seen("the boiler has burst again")).toBeNull()
  })
})
