import { wrapped } from "./terminalText.ts"

const gap = 2

/** Lines of a table that is at most `columns` wide; the last column takes what is left and goes on in further lines. */
export const tableLines = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  columns: number
): ReadonlyArray<string> => {
  const all = [head, ...rows]
  const last = head.length - 1
  const widths = head.slice(0, last).map((_, i) => Math.max(...all.map(row => row[i]?.length ?? 0)))
  const indent = widths.reduce((sum, width) => sum + width + gap, 0)
  return all.flatMap(row => {
    const cells = widths.map((width, i) => (row[i] ?? "").padEnd(width + gap)).join("")
    const [first = "", ...more] = wrapped(row[last] ?? "", columns - indent).split("\n")
    return [`${cells}${first}`.trimEnd(), ...more.map(line => `${" ".repeat(indent)}${line}`)]
  })
}
