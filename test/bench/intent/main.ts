import { understand } from "../../../src/assistant/intent/understand.ts"
import { scenes } from "../../assistant/intent/scenes.ts"
import type { Row } from "../../assistant/intent/sentences/Row.ts"
import { apart, sentences } from "../../assistant/intent/sentences.ts"
import { demoVocabulary, type Judged, judge, type Verdict } from "../../assistant/intent/verdict.ts"
import { median } from "../rules/numbers.ts"

/** How well sentences are understood without a model, and how fast: `npm run bench:intent`. */

/** Least share of sentences that must come to exactly what the table says. */
const wanted = 0.95
const rounds = 20

const print = (line = ""): void => void process.stdout.write(`${line}\n`)
const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`

const microsOf = ([sentence, , scene = "fresh"]: Row): number => {
  const situation = { vocabulary: demoVocabulary, ...scenes[scene] }
  const start = process.hrtime.bigint()
  understand(sentence, situation)
  return Number(process.hrtime.bigint() - start) / 1_000
}

const report = (language: string, judged: ReadonlyArray<Judged>): boolean => {
  const count = (verdict: Verdict): number => judged.filter(one => one.verdict === verdict).length
  const micros = judged
    .map(({ row }) => median(Array.from({ length: rounds }, () => microsOf(row))))
    .sort((a, b) => a - b)
  const at = (share: number): string => (micros[Math.floor(share * (micros.length - 1))] ?? 0).toFixed(0)
  print(
    [
      language,
      `${judged.length} sentences`,
      `exact ${percent(count("exact"), judged.length)}`,
      `asked ${percent(count("asked"), judged.length)}`,
      `none ${percent(count("none"), judged.length)}`,
      `wrong but confident ${count("wrong")}`,
      `µs a sentence: median ${at(0.5)}, p99 ${at(0.99)}`
    ].join(" · ")
  )
  for (const { row, verdict, got } of judged)
    if (verdict !== "exact")
      print(`  ${verdict}: ${row[0]} [${row[2] ?? "fresh"}]\n    want ${row[1]}\n    got  ${got}`)
  return count("wrong") === 0 && count("exact") / judged.length >= wanted
}

const good = Object.entries(sentences).map(([language, rows]) => report(language, rows.map(judge)))
print()
for (const [name, tables] of apart)
  for (const [language, rows] of Object.entries(tables)) report(`${language}, ${name}`, rows.map(judge))
if (good.includes(false)) process.exitCode = 1
