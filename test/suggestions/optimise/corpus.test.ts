import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { applyChanges } from "../../../src/timetable/Change.ts"
import { read } from "../../interchange/brookside.ts"
import { evaluateBody } from "../../support/school.ts"
import { emptied, optimised } from "./optimising.ts"

const folder = resolve(process.env.CORPUS_DIR ?? new URL("../../../../shared/data", import.meta.url).pathname, "fet")
const there = existsSync(resolve(folder, "EXPECTED.tsv"))
if (!there)
  process.stderr.write(
    `\nNO CORPUS: ${folder} is not there, so real schools are NOT solved from nothing (set CORPUS_DIR)\n\n`
  )

describe.skipIf(!there)("a real school's input", () => {
  for (const [name, moves] of [
    ["hopwood", 100_000],
    ["romania-medgidia", 5_000_000]
  ] as const)
    it(`${name}: becomes a timetable that breaks nothing hard, with what is locked where it was`, () => {
      const input = emptied(read(readFileSync(resolve(folder, name, "input.fet"), "utf8")).body)
      const { best } = optimised(input, { moves }, ({ bestScore }) => bestScore.hard === 0)
      const placements = applyChanges(input.placements, best?.changes ?? [])
      expect(evaluateBody({ ...input, placements }).hard).toBe(0)
      expect(placements.length).toBe(input.lessons.length)
      expect(placements.filter(({ pin }) => pin !== null)).toEqual(input.placements)
    })
})
