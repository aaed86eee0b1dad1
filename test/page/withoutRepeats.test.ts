import { expect, it } from "vitest"
import { withoutRepeats } from "../../src/page/chat/withoutRepeats.ts"

it("what the cards tell is left out of the text, and nothing else", () => {
  const text = "2 suggestions:\n1. Maths goes.\n2. Art goes.\n3. Maths goes.\nNothing is changed."
  expect(withoutRepeats(text, [{ reason: "Maths goes." }, { reason: "Art goes." }])).toBe(
    "2 suggestions:\n3. Maths goes.\nNothing is changed."
  )
  expect(withoutRepeats(text, [])).toBe(text)
})
