import type { Day, WeekGrid } from "../../timetable/WeekGrid.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, childrenOf, needed, shown, textOf, wholeNumber, type XmlElement } from "../XmlElement.ts"
import { clockTimes } from "./clockTimes.ts"

interface Named {
  readonly name: string
  readonly longName: string | null
}

/** The days and hours of a FET file. Every day has all hours: slot = day × hours + hour. */
export class FetGrid {
  readonly days: ReadonlyArray<Named>
  readonly hours: ReadonlyArray<Named>
  readonly #dayOf: ReadonlyMap<string, number>
  readonly #hourOf: ReadonlyMap<string, number>

  constructor(root: XmlElement) {
    this.days = rowsOf(root, "Day", 35)
    this.hours = rowsOf(root, "Hour", 72)
    this.#dayOf = new Map(this.days.map((day, i) => [day.name, i]))
    this.#hourOf = new Map(this.hours.map((hour, i) => [hour.name, i]))
  }

  slotAt(day: XmlElement, hour: XmlElement): number {
    return indexIn(this.#dayOf, "day", day) * this.hours.length + this.hourAt(hour)
  }

  /** The place of an hour within the day, from 0. */
  hourAt(hour: XmlElement): number {
    return indexIn(this.#hourOf, "hour", hour)
  }

  /** The slots of elements that hold a day and an hour each, whatever those two are called. */
  slotsIn(elements: ReadonlyArray<XmlElement>, day: string, hour: string): ReadonlyArray<number> {
    return elements.map(element => this.slotAt(needed(element, day, "Day"), needed(element, hour, "Hour")))
  }

  nameOf(slot: number): string {
    const hours = this.hours.length
    return `${this.days[Math.floor(slot / hours)]?.name}, ${this.hours[slot % hours]?.name}`
  }

  /** The week, with these slots as breaks. */
  toWeekGrid(breaks: ReadonlySet<number>): WeekGrid {
    const spans = clockTimes(this.hours.map(hour => `${hour.name} ${hour.longName ?? ""}`))
    const shortNames = shortened(this.days)
    const toDay = (day: Named, d: number): Day => ({
      name: day.longName ?? day.name,
      shortName: shortNames[d] ?? day.name,
      periods: this.hours.map(({ name }, h) => ({
        name,
        start: spans[h]?.start ?? null,
        end: spans[h]?.end ?? null,
        isBreak: breaks.has(d * this.hours.length + h)
      }))
    })
    const [first, ...others] = this.days
    if (first === undefined) throw new Trouble({ line: null, reason: "there are no days in it" })
    return { days: [toDay(first, 0), ...others.map((day, i) => toDay(day, i + 1))] }
  }
}

/** `most` bounds what the grid may cost; FET itself allows fewer. */
const rowsOf = (root: XmlElement, kind: "Day" | "Hour", most: number): ReadonlyArray<Named> => {
  const list = childOf(root, `${kind}s_List`)
  const plural = `${kind.toLowerCase()}s`
  if (list === undefined) throw new Trouble({ line: root.line, reason: `there is no <${kind}s_List>` })
  const listed = childrenOf(list, kind)
  // Before 5.36 the names stood in the list itself.
  const rows: ReadonlyArray<Named & { readonly line: number }> =
    listed.length > 0
      ? listed.map(row => ({ name: needed(row, "Name").text, longName: textOf(row, "Long_Name"), line: row.line }))
      : childrenOf(list, "Name").map(name => ({ name: name.text, longName: null, line: name.line }))
  if (rows.length === 0) throw new Trouble({ line: list.line, reason: `there are no ${plural} in it` })
  if (rows.length > most) throw new Trouble({ line: list.line, reason: `there are more than ${most} ${plural}` })
  const stated = childOf(list, `Number_of_${kind}s`) ?? childOf(list, "Number")
  if (stated !== undefined && wholeNumber(stated, 1, most) !== rows.length)
    throw new Trouble({ line: stated.line, reason: `it announces ${stated.text} ${plural}, but lists ${rows.length}` })
  const seen = new Set<string>()
  for (const { name, line } of rows) {
    if (name === "") throw new Trouble({ line, reason: "<Name> is empty" })
    if (seen.has(name)) throw new Trouble({ line, reason: `there are two ${plural} "${shown(name)}"` })
    seen.add(name)
  }
  return rows
}

const indexIn = (index: ReadonlyMap<string, number>, noun: string, reference: XmlElement): number => {
  const at = index.get(reference.text)
  if (at === undefined)
    throw new Trouble({ line: reference.line, reason: `there is no ${noun} "${shown(reference.text)}"` })
  return at
}

/** FET's own short names where there are long ones, else the fewest letters (three or more) that tell the days apart. */
const shortened = (days: ReadonlyArray<Named>): ReadonlyArray<string> => {
  const longest = Math.max(...days.map(day => day.name.length))
  for (let letters = 3; letters < longest; letters++) {
    const short = days.map(day => (day.longName === null ? [...day.name].slice(0, letters).join("") : day.name))
    if (new Set(short).size === days.length) return short
  }
  return days.map(day => day.name)
}
