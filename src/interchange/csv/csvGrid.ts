import { Trouble } from "../UnreadableFile.ts"
import { shown } from "../XmlElement.ts"
import type { CsvTable } from "./CsvTable.ts"
import { filled } from "./CsvTable.ts"

export interface CsvHour {
  readonly name: string
  readonly start: string | null
  readonly end: string | null
}

export interface CsvGrid {
  readonly days: ReadonlyArray<string>
  readonly hours: ReadonlyArray<CsvHour>
  /** "day\nhour" */
  readonly breaks: ReadonlySet<string>
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** From days_and_hours.csv: every day has every hour, in the order of the file. */
export const statedGrid = ({ rows }: CsvTable<"days_and_hours.csv">): CsvGrid => {
  const days = new Set<string>()
  const hours = new Map<string, CsvHour>()
  const seen = new Set<string>()
  const breaks = new Set<string>()
  for (const { line, cell } of rows) {
    const day = filled(cell("Day"), "Day").text
    const name = filled(cell("Hour"), "Hour").text
    const time = (column: "Start" | "End"): string | null => {
      const { text } = cell(column)
      if (text !== "" && !clock.test(text))
        throw new Trouble({ line, reason: `"${column}" is "${shown(text)}", not a time of day such as 08:30` })
      return text === "" ? null : text
    }
    const place = `${day}\n${name}`
    if (seen.has(place)) throw new Trouble({ line, reason: `${shown(day)}, ${shown(name)} stands here twice` })
    seen.add(place)
    days.add(day)
    if (!hours.has(name)) hours.set(name, { name, start: time("Start"), end: time("End") })
    if (/^(1|true|yes)$/i.test(cell("Break").text)) breaks.add(place)
  }
  if (seen.size !== days.size * hours.size)
    throw new Trouble({ line: null, reason: "the days do not all have the same hours" })
  if (seen.size === 0) throw new Trouble({ line: 1, reason: "there are no days in it" })
  return { days: [...days], hours: [...hours.values()], breaks }
}

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

/**
 * From the days and hours that the timetable mentions: days in the order of the week where their names say, hours by the
 * first number or time in their names; else in the order in which they come. A day on which nothing is held is unknown.
 */
export const guessedGrid = ({ rows }: CsvTable<"timetable.csv">): CsvGrid => {
  const days = [...new Set(rows.map(({ cell }) => filled(cell("Day"), "Day").text))]
  const hours = [...new Set(rows.map(({ cell }) => filled(cell("Hour"), "Hour").text))]
  const dayRank = (day: string): number => weekdays.indexOf(day.toLowerCase().slice(0, 3))
  const hourRank = (hour: string): number => {
    const [, hours, minutes = "0"] = /(\d+)(?:[.:h](\d\d))?/.exec(hour) ?? []
    return hours === undefined ? -1 : Number(hours) * 60 + Number(minutes)
  }
  if (rows.length === 0)
    throw new Trouble({
      line: null,
      reason: "neither timetable.csv nor days_and_hours.csv says what the week looks like"
    })
  return {
    days: days.every(day => dayRank(day) >= 0) ? days.sort((a, b) => dayRank(a) - dayRank(b)) : days,
    hours: (hours.every(hour => hourRank(hour) >= 0) ? hours.sort((a, b) => hourRank(a) - hourRank(b)) : hours).map(
      name => ({ name, start: null, end: null })
    ),
    breaks: new Set()
  }
}
