import { Trouble } from "../UnreadableFile.ts"
import { shown } from "../XmlElement.ts"
import type { CsvCell } from "./Csv.ts"
import { type CsvTable, filled, numberIn } from "./CsvTable.ts"
import type { CsvGrid } from "./csvGrid.ts"
import { splitNames, unknownName } from "./joinedNames.ts"

/** Names that cells with several of them may mention. */
export interface KnownNames {
  readonly students: ReadonlySet<string>
  readonly teachers: ReadonlySet<string>
  readonly tags: ReadonlySet<string>
  readonly rooms: ReadonlySet<string>
}

interface Content {
  readonly students: ReadonlyArray<CsvCell>
  readonly subject: CsvCell
  readonly teachers: ReadonlyArray<CsvCell>
  readonly tags: ReadonlyArray<CsvCell>
}

/** One row of activities.csv: activities that FET would number on from `first`. */
export interface CsvActivity extends Content {
  readonly line: number
  readonly first: number
  readonly durations: ReadonlyArray<number>
  readonly spread: { readonly minDays: number; readonly weight: string; readonly consecutive: boolean } | null
}

/** An activity that has a place. */
export interface CsvPlace {
  readonly activity: number
  readonly day: CsvCell
  readonly hour: CsvCell
  readonly room: CsvCell
}

type ContentColumns = "Students Sets" | "Subject" | "Teachers" | "Activity Tags"

const contentOf = (cell: (column: ContentColumns) => CsvCell, known: KnownNames): Content => ({
  students: namesIn(cell("Students Sets"), known.students, "class"),
  subject: filled(cell("Subject"), "Subject"),
  teachers: namesIn(cell("Teachers"), known.teachers, "teacher"),
  tags: namesIn(cell("Activity Tags"), known.tags, "activity tag")
})

/** Each name that a cell has; Trouble when one of them is unknown. */
export const namesIn = (cell: CsvCell, known: ReadonlySet<string>, noun: string): ReadonlyArray<CsvCell> => {
  const names = splitNames(cell.text, known)
  if (names !== null) return names.map(text => ({ text, line: cell.line }))
  const reason = `there is no ${noun} "${shown(unknownName(cell.text, known))}"`
  throw new Trouble({ line: cell.line, reason })
}

export const readActivities = ({ rows }: CsvTable<"activities.csv">, known: KnownNames): ReadonlyArray<CsvActivity> => {
  let first = 1
  return rows.map(({ line, cell }) => {
    const durations = durationsOf(cell("Total Duration"), cell("Split Duration"))
    const minDays = numberIn(cell("Min Days"), "Min Days", 0, 100)
    const weight = cell("Weight").text
    if (weight !== "" && !(Number(weight) >= 0 && Number(weight) <= 100))
      throw new Trouble({ line, reason: `"Weight" is "${shown(weight)}", not a number from 0 to 100` })
    const spread =
      minDays === null || minDays === 0
        ? null
        : { minDays, weight: weight || "95", consecutive: /^(1|true|yes)$/i.test(cell("Consecutive").text) }
    const activity = { ...contentOf(cell, known), line, first, durations, spread }
    first += durations.length
    return activity
  })
}

const durationsOf = (total: CsvCell, split: CsvCell): ReadonlyArray<number> => {
  const parts = split.text === "" ? [] : split.text.split("+")
  const durations = parts.map(
    part => numberIn({ text: part.trim(), line: split.line }, "Split Duration", 1, 100) ?? Number.NaN
  )
  const sum = numberIn(total, "Total Duration", 1, 1_000)
  const added = durations.reduce((a, b) => a + b, 0)
  if (durations.length > 0 && sum !== null && sum !== added)
    throw new Trouble({
      line: split.line,
      reason: `the parts "${shown(split.text)}" do not add up to the total of ${sum}`
    })
  if (durations.length > 0 && added > 0) return durations
  if (sum === null || sum > 100)
    throw new Trouble({ line: total.line, reason: '"Total Duration" is empty, or more than one activity can last' })
  return [sum]
}

const key = ({ students, subject, teachers, tags }: Content, duration: number): string => {
  const names = (cells: ReadonlyArray<CsvCell>) => cells.map(({ text }) => text).sort()
  return JSON.stringify([names(students), subject.text, names(teachers), names(tags), duration])
}

type TimetableRow = CsvTable<"timetable.csv">["rows"][number]

const add = <A>(lists: Map<string, Array<A>>, name: string, item: A): void => {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [item])
  else list.push(item)
}

/**
 * Which activity each row of the timetable is about. Its ids are those of the school it was exported from, which
 * activities.csv does not have: activities are told apart by what they are, and equal ones may stand for each other.
 */
export const readPlaces = (
  { rows }: CsvTable<"timetable.csv">,
  activities: ReadonlyArray<CsvActivity>,
  known: KnownNames,
  { hours }: CsvGrid
): ReadonlyArray<CsvPlace> => {
  const byId = new Map<string, Array<TimetableRow>>()
  for (const row of rows) add(byId, filled(row.cell("Activity Id"), "Activity Id").text, row)
  const free = new Map<string, Array<number>>()
  for (const activity of activities)
    activity.durations.forEach((duration, i) => add(free, key(activity, duration), activity.first + i))
  const keyOf = (periods: ReadonlyArray<TimetableRow>): string =>
    periods[0] === undefined ? "" : key(contentOf(periods[0].cell, known), periods.length)
  // An id that FET would have given counts as such; only then may equal activities stand for each other.
  const taken = new Map<string, number>()
  for (const [id, periods] of byId) {
    const same = free.get(keyOf(periods)) ?? []
    const at = same.indexOf(Number(id))
    if (at >= 0) taken.set(id, same.splice(at, 1)[0] ?? 0)
  }
  const hourOf = new Map(hours.map(({ name }, i) => [name, i]))
  return [...byId].flatMap(([id, rowsOfId]): ReadonlyArray<CsvPlace> => {
    const at = ({ cell }: TimetableRow): number => hourOf.get(cell("Hour").text) ?? -1
    const periods = [...rowsOfId].sort((a, b) => at(a) - at(b))
    const [begin] = periods
    if (begin === undefined) return []
    const torn = periods.find((row, i) => row.cell("Day").text !== begin.cell("Day").text || at(row) !== at(begin) + i)
    if (torn !== undefined && at(begin) >= 0)
      throw new Trouble({ line: torn.line, reason: `the hours of activity "${shown(id)}" do not follow each other` })
    const activity = taken.get(id) ?? free.get(keyOf(periods))?.shift()
    if (activity === undefined)
      throw new Trouble({
        line: begin.line,
        reason: `activities.csv has no more activity of ${periods.length} hours like the one called "${shown(id)}" here`
      })
    return [{ activity, day: begin.cell("Day"), hour: begin.cell("Hour"), room: begin.cell("Room") }]
  })
}
