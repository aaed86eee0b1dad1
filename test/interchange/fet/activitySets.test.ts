import { describe, expect, it } from "vitest"
import { constraint, judge, own, read, withConstraints } from "../brookside.ts"

const ids = (...numbers: ReadonlyArray<number>): string =>
  numbers.map(number => `<Activity_Id>${number}</Activity_Id>`).join("")
const counted = (...numbers: ReadonlyArray<number>): string =>
  numbers
    .map((number, i) => {
      const name = `${["First", "Second", "Third"][i]}_Activity_Id`
      return `<${name}>${number}</${name}>`
    })
    .join("")
const selected =
  "<Selected_Time_Slot><Selected_Day>Tu</Selected_Day><Selected_Hour>3 (11:00 - 11:45)</Selected_Hour></Selected_Time_Slot><Max_Number_of_Occupied_Time_Slots>1</Max_Number_of_Occupied_Time_Slots>"

const lessons = (...names: ReadonlyArray<string>) => ({ on: "lessons", ids: names })
const [a1, a2, a3, a4] = ["a1", "a2", "a3", "a4"]

const cases = [
  ["ActivitiesSameStartingDay", ids(1, 3), "link_broken", lessons(a1, a3), { same: "day" }],
  ["ActivitiesSameStartingHour", ids(1, 3), "link_broken", lessons(a1, a3), { same: "period" }],
  ["ActivitiesNotOverlapping", ids(1, 3, 6), "apart", lessons(a1, a3), {}],
  ["MinGapsBetweenActivities", `${ids(1, 2)}<MinGaps>2</MinGaps>`, "apart", lessons(a1, a2), { min_gaps: 2 }],
  ["TwoActivitiesConsecutive", counted(3, 4), "consecutive", lessons(a3, a4), { in_order: true }],
  ["TwoActivitiesGrouped", counted(3, 4), "consecutive", lessons(a3, a4), { in_order: false }],
  ["ThreeActivitiesGrouped", counted(3, 4, 1), "consecutive", lessons(a3, a4, a1), { in_order: false }],
  ["TwoActivitiesOrdered", counted(3, 4), "order", lessons(a3), { before: [a4], same_day_only: false }],
  ["TwoActivitiesOrderedIfSameDay", counted(3, 4), "order", lessons(a3), { before: [a4], same_day_only: true }],
  [
    "ActivitiesOccupyMaxTimeSlotsFromSelection",
    ids(1, 2, 6) + selected,
    "occupied_slots",
    lessons(a1, a2),
    { slots: [7], max: 1 }
  ],
  [
    "ActivitiesOccupyMaxDifferentRooms",
    `${ids(1, 2)}<Max_Number_of_Different_Rooms>2</Max_Number_of_Different_Rooms>`,
    "room_stability",
    lessons(a1, a2),
    { max: 2 }
  ]
] as const

describe("sets of activities", () => {
  it.each(cases)("in %s are judged by the rule that counts the same", (type, inside, kind, scope, parameters) => {
    const { body } = read(withConstraints({ time: constraint(type, inside) }))
    expect(own(body)).toMatchObject([{ kind, scope, parameters }])
    // The rule can read what the import wrote.
    expect(judge(body).hard).toBeGreaterThanOrEqual(0)
  })

  it("show what FET would show: a timetable that breaks them", () => {
    const broken = (type: string, inside: string) =>
      judge(read(withConstraints({ time: constraint(type, inside) })).body).byKind
    // Monday: a1 in the first hour, a3 in the second; Tuesday: a2 in the first two, a4 in the second.
    expect(broken("TwoActivitiesOrdered", counted(2, 1))).toEqual({ order: { hard: 1, soft: 0, count: 1 } })
    expect(broken("ActivitiesNotOverlapping", ids(2, 4))).toEqual({ apart: { hard: 1, soft: 0, count: 1 } })
    expect(broken("TwoActivitiesConsecutive", counted(3, 1))).toEqual({ consecutive: { hard: 1, soft: 0, count: 1 } })
    expect(broken("TwoActivitiesGrouped", counted(3, 1))).toEqual({})
  })

  it("of which too few are active ask for nothing", () => {
    const { body, report } = read(
      withConstraints({
        time: [
          constraint("TwoActivitiesOrdered", counted(6, 1)),
          constraint("TwoActivitiesGrouped", counted(1, 6)),
          constraint("ActivitiesOccupyMaxTimeSlotsFromSelection", ids(6) + selected)
        ].join("")
      })
    )
    expect(own(body)).toEqual([])
    expect(report.inactive.map(({ type }) => type)).toEqual([
      "Activity",
      "ConstraintActivitiesOccupyMaxTimeSlotsFromSelection",
      "ConstraintTwoActivitiesGrouped",
      "ConstraintTwoActivitiesOrdered"
    ])
  })
})
