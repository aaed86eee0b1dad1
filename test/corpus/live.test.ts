import { existsSync, readdirSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { Effect } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { unitsPerWeight } from "../../src/constraints/Tally.ts"
import { readXmlText } from "../../src/interchange/Xml.ts"
import { fromXhstt } from "../../src/interchange/xhstt/XhsttImport.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { read } from "../interchange/brookside.ts"
import { anyMoves, moveIn } from "../support/anyMoves.ts"
import { rulebookOf } from "../support/school.ts"

const folder = resolve(process.env.CORPUS_DIR ?? new URL("../../../shared/data", import.meta.url).pathname)
const there = existsSync(resolve(folder, "fet")) && existsSync(resolve(folder, "xhstt"))
if (!there)
  process.stderr.write(
    `\nNO CORPUS: ${folder} is not there, so the live score is NOT tested on real schools (set CORPUS_DIR)\n\n`
  )

const textOf = (...path: ReadonlyArray<string>): string => readFileSync(resolve(folder, ...path), "utf8")
const namesIn = (format: string): ReadonlyArray<string> => (there ? readdirSync(resolve(folder, format)) : [])

const schools: ReadonlyArray<readonly [name: string, load: () => TimetableBody]> = [
  ...namesIn("fet")
    .filter(name => existsSync(resolve(folder, "fet", name, "data_and_timetable.fet")))
    .map(name => [name, () => read(textOf("fet", name, "data_and_timetable.fet")).body] as const),
  ...namesIn("xhstt")
    .filter(name => name.endsWith(".xml"))
    .map(
      name =>
        [name, () => fromXhstt(Effect.runSync(readXmlText(name, textOf("xhstt", name))), { solution: 0 }).body] as const
    )
]

describe.skipIf(!there)("the live score of a real school", () => {
  it("has schools to try", () => {
    expect(schools.length).toBeGreaterThan(0)
  })

  for (const [name, load] of schools)
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
