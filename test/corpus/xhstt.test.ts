import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { danglingReferences } from "../../src/constraints/Model.ts"
import { readXmlText } from "../../src/interchange/Xml.ts"
import { toXhstt } from "../../src/interchange/xhstt/XhsttExport.ts"
import { fromXhstt, type XhsttImport } from "../../src/interchange/xhstt/XhsttImport.ts"
import { evaluateBody } from "../support/school.ts"

const folder = resolve(process.env.CORPUS_DIR ?? new URL("../../../shared/data", import.meta.url).pathname, "xhstt")
const there = existsSync(resolve(folder, "EXPECTED.tsv"))
if (!there)
  process.stderr.write(
    `\nNO CORPUS: ${folder} is not there, so XHSTT's published costs are NOT tested (set CORPUS_DIR)\n\n`
  )

interface Expected {
  readonly file: string
  readonly solution: number
  readonly hard: number
  readonly soft: number
  /** Number of points that cost something; null where the table does not say. */
  readonly violations: number | null
  /** "H:AvoidClashes=3 S:SpreadEvents=1466" */
  readonly byKind: string
}

/** EXPECTED.tsv: a header, then a line a solution; columns are found by their names. */
const table = (): ReadonlyArray<Expected> => {
  const [header = "", ...lines] = readFileSync(resolve(folder, "EXPECTED.tsv"), "utf8").replace(/\n+$/, "").split("\n")
  const columns = header.split("\t")
  return lines.map(line => {
    const cells = line.split("\t")
    const cell = (column: string): string => cells[columns.indexOf(column)]?.trim() ?? ""
    return {
      file: cell("file"),
      solution: Number(cell("solution_index")),
      hard: Number(cell("infeasibility")),
      soft: Number(cell("objective")),
      violations: cell("violations") === "" ? null : Number(cell("violations")),
      byKind: cell("cost_by_constraint_type")
    }
  })
}

const expected = there ? table() : []
const files = [...new Set(expected.map(({ file }) => file))]

const read = (file: string, text: string, solution: number): Effect.Effect<XhsttImport> =>
  Effect.map(Effect.orDie(readXmlText(file, text)), root => fromXhstt(root, { solution }))

const textOf = (file: string): string => readFileSync(resolve(folder, file), "utf8")

const judged = ({ body }: XhsttImport) => {
  const { hard, soft, byKind, conflicts } = evaluateBody(body)
  const costs = Object.entries(byKind).flatMap(([kind, total]) => [
    ...(total.hard > 0 ? [`H:${kind}=${total.hard}`] : []),
    ...(total.soft > 0 ? [`S:${kind}=${total.soft}`] : [])
  ])
  return { hard, soft, violations: conflicts.length, byKind: costs.sort().join(" ") }
}

describe.skipIf(!there)("the archives of the corpus", () => {
  it("are there", () => {
    expect(expected.length).toBeGreaterThan(0)
  })

  for (const file of files) {
    const own = expected.filter(line => line.file === file)

    it.effect(
      `${file}: every solution costs what the field says it costs, in all and by kind`,
      () =>
        Effect.gen(function* () {
          const root = yield* Effect.orDie(readXmlText(file, textOf(file)))
          const rows = own.map(({ solution, hard, soft, violations, byKind }) => {
            const found = judged(fromXhstt(root, { solution }))
            return { solution, line: { hard, soft, violations: violations ?? found.violations, byKind }, found }
          })
          for (const { solution, line, found } of rows) {
            const hit = JSON.stringify(line) === JSON.stringify(found)
            const costs = `(${found.hard}, ${found.soft}) in ${found.violations} places`
            const but = hit ? "" : ` ≠ (${line.hard}, ${line.soft}) in ${line.violations}: ${line.byKind}`
            process.stdout.write(`${hit ? "hit " : "MISS"} ${file} ${solution}: ${costs} ${found.byKind}${but}\n`)
          }
          expect(rows.map(({ solution, found }) => ({ solution, ...found }))).toEqual(
            rows.map(({ solution, line }) => ({ solution, ...line }))
          )
        }),
      120_000
    )

    it.effect(
      `${file}: whatever is read can be written, and is read back as it was`,
      () =>
        Effect.gen(function* () {
          for (const { solution } of own) {
            const first = yield* read(file, textOf(file), solution)
            const { text, leftOut } = toXhstt(first.body, { name: first.institution, date: "2026-01-01" })
            const again = yield* read(file, text, 0)
            expect(leftOut).toEqual([])
            expect(danglingReferences(first.body)).toEqual([])
            expect(again.institution).toBe(first.institution)
            expect(again.body).toEqual(first.body)
          }
        }),
      120_000
    )
  }
})
