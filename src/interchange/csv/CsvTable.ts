import { Trouble } from "../UnreadableFile.ts"
import { shown } from "../XmlElement.ts"
import { type CsvCell, parseCsv } from "./Csv.ts"
import { type Column, type FileName, layout } from "./layout.ts"

/** One of FET's files, read: rows whose cells are asked for by the name of their column. */
export interface CsvTable<File extends FileName> {
  readonly rows: ReadonlyArray<{ readonly line: number; readonly cell: (column: Column<File>) => CsvCell }>
}

export const noRows = { rows: [] } as const

/** Throws Trouble when the columns are not those of the layout; the last one, comments, may be absent. */
export const readTable = <File extends FileName>(file: File, text: string): CsvTable<File> => {
  const columns: ReadonlyArray<string> = layout[file]
  const [header, ...rows] = parseCsv(text)
  const names = header?.map(cell => cell.text) ?? []
  const wanted = names.length === columns.length - 1 && columns.at(-1) === "Comments" ? columns.slice(0, -1) : columns
  if (names.join("\n") !== wanted.join("\n"))
    throw new Trouble({
      line: 1,
      reason: `the columns should be ${columns.join(", ")}, but are ${shown(names.join(", ")) || "none"}`
    })
  return {
    rows: rows.map(row => {
      const line = row[0]?.line ?? 1
      if (row.length !== wanted.length)
        throw new Trouble({ line, reason: `there are ${row.length} cells under ${wanted.length} columns` })
      return { line, cell: column => row[wanted.indexOf(column)] ?? { text: "", line } }
    })
  }
}

/** null where the cell is empty. */
export const numberIn = (cell: CsvCell, column: string, least: number, most: number): number | null => {
  if (cell.text === "") return null
  const value = /^\d{1,9}$/.test(cell.text) ? Number(cell.text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new Trouble({
    line: cell.line,
    reason: `"${column}" is "${shown(cell.text)}", not a whole number from ${least} to ${most}`
  })
}

export const filled = (cell: CsvCell, column: string): CsvCell => {
  if (cell.text === "") throw new Trouble({ line: cell.line, reason: `"${column}" is empty` })
  return cell
}
