import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Days, dayNumber, recordSize } from "../../src/constraints/Days.ts"
import { busySlots, type Diary } from "../../src/constraints/Diary.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { waysOn } from "../../src/constraints/ways.ts"
import { anyMoves, moveIn } from "../support/anyMoves.ts"
import { anySchool } from "../support/anySchool.ts"
import { rulebookOf } from "../support/school.ts"

const diariesOf = (plan: Plan): ReadonlyArray<readonly [Days, Uint8Array, number]> => [
  ...plan.model.body.teachers.map((_, teacher) => [plan.teacherDays, plan.model.teacherOpen, teacher] as const),
  ...plan.model.atoms.map((_, atom) => [plan.atomDays, plan.model.atomOpen, atom] as const)
]

/** What a day comes to, by another road: from lists of slots. */
const counted = (plan: Plan, days: Days, open: Uint8Array, member: number, week: number, day: number) => {
  const { buildingOf, dayStart, slots } = plan.model
  const diary: Pick<Diary, "daysOf"> = { daysOf: () => days }
  const busy = busySlots(plan, diary, member, week, day)
  const [first = 0, last = 0, start = 0] = [busy[0], busy.at(-1), dayStart[day]]
  const free = (from: number, to: number): number =>
    Array.from({ length: slots }, (_, slot) => slot).filter(
      slot => slot >= from && slot < to && !busy.includes(slot) && open[member * slots + slot] === 1
    ).length
  const late = busy.length === 0 ? 0 : free(start, first)
  const runOf = (slot: number): number => (busy.includes(slot) ? 1 + runOf(slot + 1) : 0)
  const inDay = (slot: number): number => Math.min(runOf(slot), (dayStart[day + 1] ?? 0) - slot)
  const ways = (places: Int32Array | null): number => waysOn(plan, days.cells, places, member, week, day, () => true)
  return {
    periods: busy.length,
    worked: busy.length > 0 ? 1 : 0,
    gaps: busy.length === 0 ? 0 : free(first, last),
    beginsSecond: late === 1 ? 1 : 0,
    beginsLater: late > 1 ? 1 : 0,
    length: busy.length === 0 ? 0 : last + 1 - start,
    longestRun: Math.max(0, ...busy.map(inDay)),
    roomChanges: ways(null),
    buildingChanges: ways(buildingOf)
  }
}

type Numbers = ReturnType<typeof counted>

const read = (days: Days, record: number): Numbers => {
  const at = (number: number): number => days.numbers[record + number] ?? -1
  return {
    periods: at(dayNumber.periods),
    worked: at(dayNumber.worked),
    gaps: at(dayNumber.gaps),
    beginsSecond: at(dayNumber.beginsSecond),
    beginsLater: at(dayNumber.beginsLater),
    length: at(dayNumber.length),
    longestRun: at(dayNumber.longestRun),
    roomChanges: at(dayNumber.roomChanges),
    buildingChanges: at(dayNumber.buildingChanges)
  }
}

describe("the days of teachers and students", () => {
  it("come to what their slots come to, day by day and for the week, whatever lessons came and went", () => {
    fc.assert(
      fc.property(anySchool, anyMoves(6), (body, moves) => {
        const { model } = rulebookOf(body)
        const plan = Plan.of(model)
        for (const move of moves) {
          for (const [days, , member] of diariesOf(plan)) days.week(member, 0)
          plan.place(...moveIn(model, move))
        }
        for (const [days, open, member] of diariesOf(plan))
          for (let week = 0; week < model.weeks; week++) {
            const monday = days.week(member, week)
            const wanted = model.body.grid.days.map((_, day) => counted(plan, days, open, member, week, day))
            expect(wanted.map((_, day) => read(days, monday + day * recordSize))).toEqual(wanted)
            const over = (pick: (...all: Array<number>) => number): ReadonlyArray<number> =>
              Object.values(dayNumber).map((_, i) => pick(...wanted.map(day => Object.values(day)[i] ?? 0)))
            const total = (...all: Array<number>): number => all.reduce((sum, one) => sum + one, 0)
            expect(days.numbers[monday + days.fewest]).toBe(Math.min(...wanted.map(({ periods }) => periods)))
            const { length, worked, beginsSecond, beginsLater, ...greatest } = read(days, monday + days.greatest)
            // Of these nothing has a limit on a day, and no greatest is kept.
            expect([length, worked, beginsSecond, beginsLater]).toEqual([0, 0, 0, 0])
            expect(Object.entries(greatest)).toEqual(
              Object.keys(greatest).map(name => [name, over(Math.max)[Object.keys(wanted[0] ?? {}).indexOf(name)]])
            )
            expect(Object.values(read(days, monday + days.sum))).toEqual(over(total))
          }
      }),
      { numRuns: 40 }
    )
  })
})
