import type { AnswerMetadata } from "../protocol/ServerFrame.ts"
import { tableLines } from "./table.ts"
import { terminalText, wrapped } from "./terminalText.ts"

const signed = (n: number): string => (n > 0 ? `+${n}` : String(n))

interface Table {
  readonly head: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

const tableOf = ({ data }: AnswerMetadata): Table | null => {
  switch (data?.kind) {
    case "conflicts":
      return {
        head: ["#", "", "cost", "what"],
        rows: data.conflicts.map(({ severity, cost, message }, i) => [`${i + 1}`, severity, String(cost), message])
      }
    case "suggestions":
      return {
        head: ["#", "moves", "hard", "soft", "what"],
        rows: data.suggestions.map(({ changes, delta, reason }, i) => [
          `${i + 1}`,
          String(changes.length),
          signed(delta.hard),
          signed(delta.soft),
          reason
        ])
      }
    default:
      return null
  }
}

/** "• [hard] …" and "1. …" are what the table shows. */
const isListed = (line: string): boolean => /^(• |\d+\. )/.test(line)

/**
 * An answer for a terminal, no line wider than `columns`: its list as a table, what stands before and after it as it is.
 * The text may list fewer than the facts have; so does the table.
 */
export const answerLines = (content: string, answer: AnswerMetadata, columns: number): ReadonlyArray<string> => {
  const lines = terminalText(content).split("\n")
  const table = tableOf(answer)
  const from = lines.findIndex(isListed)
  const to = lines.findLastIndex(isListed)
  const asText = (part: ReadonlyArray<string>) => part.flatMap(line => wrapped(line, columns).split("\n"))
  if (table === null || from < 0) return asText(lines)
  const rows = table.rows.slice(0, to - from + 1).map(row => row.map(terminalText))
  return [...asText(lines.slice(0, from)), ...tableLines(table.head, rows, columns), ...asText(lines.slice(to + 1))]
}
