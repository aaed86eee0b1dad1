import { Trouble } from "../UnreadableFile.ts"
import { shown } from "../XmlElement.ts"

/** Comma-separated values as RFC 4180 has them, in UTF-8; lines may end as on any system. */

export interface CsvCell {
  readonly text: string
  /** Where it begins, from 1. */
  readonly line: number
}

export type CsvRow = ReadonlyArray<CsvCell>

const mostCells = 2_000_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** The rows of a text; empty lines are none. Throws Trouble where quotes do not match, or characters do not print. */
export const parseCsv = (text: string): ReadonlyArray<CsvRow> => {
  const rows: Array<CsvRow> = []
  let row: Array<CsvCell> = []
  let at = text.startsWith("\ufeff") ? 1 : 0
  let line = 1
  let cells = 0
  const endRow = (): void => {
    if (row.length > 1 || row[0]?.text !== "" || text[at - 1] === '"') rows.push(row)
    row = []
  }
  while (at < text.length) {
    const begin = line
    let value = ""
    if (text[at] === '"') {
      const end = closingQuote(text, at, line)
      value = text.slice(at + 1, end).replaceAll('""', '"')
      line += value.split("\n").length - 1
      at = end + 1
      const after = text[at]
      if (after !== undefined && after !== "," && after !== "\n" && after !== "\r")
        throw new Trouble({ line, reason: `after a closing quote stands "${after}", not a comma` })
    } else {
      const end = plainEnd(text, at)
      value = text.slice(at, end)
      if (value.includes('"'))
        throw new Trouble({ line, reason: `"${shown(value)}" has a quote in it, but none around it` })
      at = end
    }
    if (control.test(value)) throw new Trouble({ line: begin, reason: "there is a character that does not print" })
    if (++cells > mostCells) throw new Trouble({ line, reason: `there are more than ${mostCells} cells` })
    row.push({ text: value.trim(), line: begin })
    if (text[at] === ",") {
      at++
      if (at === text.length) row.push({ text: "", line })
      continue
    }
    endRow()
    if (text[at] === "\r") at++
    if (text[at] === "\n") at++
    line++
  }
  if (row.length > 0) endRow()
  return rows
}

const closingQuote = (text: string, from: number, line: number): number => {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at
  throw new Trouble({ line, reason: "a quote is opened here and never closed" })
}

const plainEnd = (text: string, from: number): number => {
  let at = from
  while (at < text.length && text[at] !== "," && text[at] !== "\n" && text[at] !== "\r") at++
  return at
}

/** Text is quoted, numbers are not, null is nothing at all; a byte order mark first. As FET writes it. */
export const writeCsv = (rows: ReadonlyArray<ReadonlyArray<string | number | null>>): string => {
  const cell = (value: string | number | null): string =>
    value === null ? "" : typeof value === "number" ? String(value) : `"${value.replaceAll('"', '""')}"`
  return `\ufeff${rows.map(row => `${row.map(cell).join(",")}\n`).join("")}`
}
