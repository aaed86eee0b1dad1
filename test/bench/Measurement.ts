export interface Measurement {
  readonly title: string
  /** The first row is the header. */
  readonly table: ReadonlyArray<ReadonlyArray<string>>
  /** What a reader of the table should know. */
  readonly notes: ReadonlyArray<string>
  /** The same as numbers, for results.json. */
  readonly figures: unknown
}

/** The first column to the left, numbers to the right. */
const lined = (table: Measurement["table"]): string => {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map(row => (row[column] ?? "").length)))
  return table
    .map(row =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return column === 0 ? cell.padEnd(width) : cell.padStart(width)
        })
        .join("  ")
    )
    .join("\n")
}

export const printed = ({ title, table, notes }: Measurement): string =>
  [title, lined(table), ...notes.map(note => `  ${note}`)].join("\n")

/** A number from the environment; `fallback` where there is none. */
export const setting = (name: string, fallback: number): number => {
  const value = Number(process.env[name] ?? fallback)
  if (!(value > 0)) throw new Error(`${name} should be a number above 0, not "${process.env[name]}"`)
  return value
}

export const pause = (seconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, seconds * 1000))
