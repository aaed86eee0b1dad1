import { describe, expect, it } from "vitest"
import { constraint, judge, own, read, refusal, withConstraints } from "../brookside.ts"

const all = (on: string) => ({ on, ids: "all" })
const hill = { on: "teachers", ids: ["teacher-hill"] }
const choir = { on: "classes", ids: ["class-7a-singers", "class-8-singers"] }
const [Hill, Choir] = ["<Teacher>Hill</Teacher>", "<Students>Choir</Students>"]

const four = (type: string, inside: string, kind: string, parameters: object) =>
  [
    [`Teacher${type}`, Hill + inside, kind, hill, parameters],
    [`Teachers${type}`, inside, kind, all("teachers"), parameters],
    [`StudentsSet${type}`, Choir + inside, kind, choir, parameters],
    [`Students${type}`, inside, kind, all("classes"), parameters]
  ] as const

const afternoon =
  "<Interval_Start_Hour>Lunch</Interval_Start_Hour><Interval_End_Hour></Interval_End_Hour><Max_Days_Per_Week>1</Max_Days_Per_Week>"
const lunch =
  "<Interval_Start_Hour>Lunch</Interval_Start_Hour><Interval_End_Hour>3 (11:00 - 11:45)</Interval_End_Hour><Max_Days_Per_Week>1</Max_Days_Per_Week>"

const timeLimits = [
  ...four("MaxHoursContinuously", "<Maximum_Hours_Continuously>2</Maximum_Hours_Continuously>", "continuous_load", {
    max: 2
  }),
  ...four("IntervalMaxDaysPerWeek", afternoon, "interval_days", { max_days: 1, from: 2, to: 4 }),
  ...four("IntervalMaxDaysPerWeek", lunch, "interval_days", { max_days: 1, from: 2, to: 3 }),
  ...four("MaxDaysPerWeek", "<Max_Days_Per_Week>1</Max_Days_Per_Week>", "interval_days", { max_days: 1 }).slice(2),
  ...four(
    "EarlyMaxBeginningsAtSecondHour",
    "<Max_Beginnings_At_Second_Hour>1</Max_Beginnings_At_Second_Hour>",
    "late_start",
    { max: 1 }
  ).slice(2)
]

const changes = (of: string, per: string) => `<Max_${of}_Changes_Per_${per}>1</Max_${of}_Changes_Per_${per}>`

const spaceLimits = [
  ...four("MaxBuildingChangesPerDay", changes("Building", "Day"), "building_changes", { max_per_day: 1 }),
  ...four("MaxBuildingChangesPerWeek", changes("Building", "Week"), "building_changes", { max_per_week: 1 }),
  ...four("MaxRoomChangesPerDay", changes("Room", "Day"), "room_changes", { max_per_day: 1 }),
  ...four("MaxRoomChangesPerWeek", changes("Room", "Week"), "room_changes", { max_per_week: 1 }),
  ...four(
    "MinGapsBetweenBuildingChanges",
    "<Min_Gaps_Between_Building_Changes>1</Min_Gaps_Between_Building_Changes>",
    "building_travel",
    { min_gaps: 1 }
  )
]

describe("limits on the days of teachers and students", () => {
  it.each(timeLimits)("%s is judged by the rule that counts the same", (type, inside, kind, scope, parameters) => {
    const { body } = read(withConstraints({ time: constraint(type, inside) }))
    expect(own(body)).toMatchObject([{ kind, scope, parameters }])
    // The rule can read what the import wrote.
    expect(judge(body).hard).toBeGreaterThanOrEqual(0)
  })

  it.each(spaceLimits)("%s is judged by the rule that counts the same", (type, inside, kind, scope, parameters) => {
    const { body } = read(withConstraints({ space: constraint(type, inside) }))
    expect(own(body)).toMatchObject([{ kind, scope, parameters }])
    expect(judge(body).hard).toBeGreaterThanOrEqual(0)
  })

  it("are refused when they make no sense, with the line", () => {
    const reversed = afternoon.replace("<Interval_End_Hour>", "<Interval_End_Hour>2 (9:20 - 10:05)")
    expect(refusal(withConstraints({ time: constraint("TeachersIntervalMaxDaysPerWeek", reversed) }))).toMatch(
      /^school\.fet, line \d+: its interval ends at 2 \(9:20 - 10:05\), before it begins$/
    )
    const none = "<Maximum_Hours_Continuously>0</Maximum_Hours_Continuously>"
    expect(refusal(withConstraints({ time: constraint("TeachersMaxHoursContinuously", none) }))).toMatch(
      /<Maximum_Hours_Continuously> is "0", not a whole number from 1 to 10000$/
    )
  })

  it("on changes of rooms that are written otherwise than we know are reported, and the rest is read", () => {
    const { report } = read(withConstraints({ space: constraint("TeachersMaxRoomChangesPerDay", "<Other>1</Other>") }))
    expect(report.unmapped).toEqual([{ type: "ConstraintTeachersMaxRoomChangesPerDay", count: 1 }])
  })
})
