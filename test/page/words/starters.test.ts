import { expect, it } from "vitest"
import { understand } from "../../../src/assistant/intent/understand.ts"
import { english } from "../../../src/page/words/english.ts"
import { german } from "../../../src/page/words/german.ts"
import { scenes } from "../../assistant/intent/scenes.ts"
import { demoVocabulary } from "../../assistant/intent/verdict.ts"

it.each([
  ["English", english],
  ["German", german]
])("what the page offers to ask in %s is understood", (_, { starters }) => {
  const [conflicts = "", teacher = ""] = starters("Monday", "Mrs. Smith")
  const meant = (text: string) => {
    const intent = understand(text, { vocabulary: demoVocabulary, ...scenes.fresh })
    return intent._tag === "Command" ? [intent.command, intent.parameters] : intent
  }
  expect(meant(conflicts)).toEqual(["/conflicts", { day: "Monday", time: "morning" }])
  expect(meant(teacher)).toEqual(["/suggest", { teacher: "Mrs. Smith" }])
})
