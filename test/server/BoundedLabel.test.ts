import { expect, it } from "vitest"
import { BoundedLabel } from "../../src/server/BoundedLabel.ts"

it("a label has as many values as are meant, however many there are", () => {
  const label = new BoundedLabel(2)
  expect(["ann", "ben", "cem", "ann", "dan"].map(user => label.of(user))).toEqual([
    "ann",
    "ben",
    "other",
    "ann",
    "other"
  ])
})
