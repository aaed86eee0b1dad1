import type { Group } from "../../timetable/Group.ts"
import type { Day, WeekGrid } from "../../timetable/WeekGrid.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, childrenOf, textOf, type XmlElement } from "../XmlElement.ts"
import { References } from "./References.ts"
import { XhsttGroups } from "./XhsttGroups.ts"

interface Time {
  readonly slot: number
  readonly id: string
  readonly name: string
  /** Its first day, null when it has none. */
  readonly day: { readonly name: string } | null
}

/**
 * The times of an instance, in chronological order: slot n is the nth. The days of the week are the <Day> groups, where
 * each time has one and those of a day stand together; else the whole list is one day.
 */
export class XhsttTimes {
  readonly groups = new XhsttGroups<"times", number>("times", "time group")
  readonly #times = new References<Time>("time")

  constructor(instance: XmlElement) {
    const times = childOf(instance, "Times")
    if (times === undefined) throw new Trouble({ line: instance.line, reason: "this instance has no <Times>" })
    for (const group of childOf(times, "TimeGroups")?.children ?? [])
      this.groups.define(group, group.name === "Day" ? "day" : group.name === "Week" ? "week" : "group")
    for (const [slot, time] of childrenOf(times, "Time").entries()) this.#read(time, slot)
    if (this.#times.entries.length === 0) throw new Trouble({ line: times.line, reason: "there are no times in it" })
  }

  slotOf(reference: XmlElement): number {
    return this.#times.named(reference).slot
  }

  get count(): number {
    return this.#times.entries.length
  }

  get timeGroups(): ReadonlyArray<Group> {
    return this.groups.entries.map(({ id, name, sort, members }) => ({
      id,
      name,
      of: "times",
      sort: sort === "day" || sort === "week" ? sort : "group",
      members
    }))
  }

  toWeekGrid(): WeekGrid {
    const all = this.#times.entries
    const days = all.map(({ day }) => day)
    const runs = days.filter((day, i) => day !== days[i - 1])
    const hasDays = days.every(day => day !== null) && new Set(runs).size === runs.length
    const [first = null, ...rest] = hasDays ? runs : [null]
    const toDay = (whole: Time["day"]): Day => ({
      name: whole?.name ?? "Week",
      shortName: whole?.name ?? "Week",
      periods: all
        .filter(({ day }) => whole === null || day === whole)
        .map(time => ({ name: time.name, start: null, end: null, isBreak: false, id: time.id }))
    })
    return { days: [toDay(first), ...rest.map(toDay)], runsOn: true }
  }

  #read(element: XmlElement, slot: number): void {
    const groups = [element, childOf(element, "TimeGroups")].flatMap(list =>
      this.groups.join(list, ["Week", "Day", "TimeGroup"], slot)
    )
    const day = groups.find(({ sort }) => sort === "day") ?? null
    this.#times.define(element, id => ({ slot, id, name: textOf(element, "Name") ?? id, day }))
  }
}
