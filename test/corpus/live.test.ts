import { resolve } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { unitsPerWeight } from "../../src/constraints/Tally.ts"
import { anyMoves, moveIn } from "../support/anyMoves.ts"
import { corpusSchools } from "../support/corpusSchools.ts"
import { rulebookOf } from "../support/school.ts"

const schools = corpusSchools(resolve(import.meta.dirname, "../.."), "the live score is")

describe.skipIf(schools.length === 0)("the live score of a real school", () => {
  for (const { name, load } of schools)
    it(`${name}: equals a scan from scratch after any changes, and comes back when they are undone`, () => {
      const rulebook = rulebookOf(load())
      const live = new LiveScore(rulebook, Plan.of(rulebook.model))
      const start = evaluate(rulebook, live.plan)
      expect(live.evaluation()).toEqual(start)
      fc.assert(
        fc.property(anyMoves(30), moves => {
          for (const move of moves) live.apply(...moveIn(rulebook.model, move))
          const { hard, soft, ...full } = evaluate(rulebook, live.plan)
          expect(live.evaluation()).toEqual({ hard, soft, ...full })
          expect({ ...live.total }).toEqual({
            hard: Math.round(hard * unitsPerWeight),
            soft: Math.round(soft * unitsPerWeight)
          })
          live.undoTo(0)
          expect(live.evaluation()).toEqual(start)
        }),
        { numRuns: 15 }
      )
    })
})
