import type { KindTotal } from "../../constraints/Tally.ts"
import type { Inspection } from "../../schedule/ConflictDetector.ts"
import type { Period } from "../../timetable/WeekGrid.ts"
import { dataLine, short } from "./fence.ts"
import type { Item } from "./Section.ts"

export type Inspected = Pick<Inspection, "timetable" | "model" | "plan" | "evaluation">

const maxName = 120
const maxPeriods = 20

const bell = ({ name, start, end, isBreak }: Period): string =>
  [
    short(name, maxName),
    ...(start === null || end === null ? [] : [`${start}-${end}`]),
    ...(isBreak ? ["break"] : [])
  ].join(" ")

/** Which timetable, its week, and how much there is of everything. Days are told by the periods of the longest. */
export const timetableItem = ({ timetable, model, plan }: Inspected): Item => {
  const { days } = timetable.grid
  const longest = days.reduce((most, day) => (day.periods.length > most.periods.length ? day : most))
  return {
    lines: [
      dataLine({
        timetable: short(timetable.name, maxName),
        version: timetable.version,
        published: timetable.published,
        days: days.slice(0, maxPeriods).map(day => short(day.name, maxName)),
        periods: longest.periods.slice(0, maxPeriods).map(bell),
        ...(model.weeks === 1 ? {} : { weeks: timetable.cycle.labels.map(label => short(label, maxName)) }),
        teachers: timetable.teachers.length,
        classes: timetable.classes.length,
        rooms: timetable.rooms.length,
        lessons: model.lessons.length,
        unplaced: plan.slotOf.reduce((count, slot) => (slot < 0 ? count + 1 : count), 0)
      })
    ]
  }
}

/** The totals: costs, and the number of conflicts. */
export const scoreItem = ({ evaluation: { hard, soft, conflicts } }: Inspected): Item => ({
  lines: [dataLine({ score: { hard_cost: hard, soft_cost: soft, conflicts: conflicts.length } })]
})

type Kind = readonly [kind: string, total: KindTotal]

/** The totals by kind of conflict, the worst kind first. */
export const kindsOf = ({ evaluation }: Inspected): ReadonlyArray<Kind> =>
  Object.entries(evaluation.byKind).sort(([a, x], [b, y]) => y.hard - x.hard || y.soft - x.soft || (a < b ? -1 : 1))

export const kindItem = ([kind, { hard, soft, count }]: Kind): Item => ({
  lines: [dataLine({ kind, hard_cost: hard, soft_cost: soft, conflicts: count })]
})
