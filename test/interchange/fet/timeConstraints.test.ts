import { describe, expect, it } from "vitest"
import { constraint, judge, own, read, withConstraints } from "../brookside.ts"

const school = (...time: ReadonlyArray<string>) => read(withConstraints({ time: time.join("") }))

/** What a constraint becomes: without the fields that are the same in all these tests. */
const rules = (...time: ReadonlyArray<string>) =>
  own(school(...time).body).map(({ kind, scope, parameters }) => ({ kind, scope, parameters }))

const [monday1, tuesday3] = [
  ["Mo", "1 (8:30 - 9:15)"],
  ["Tu", "3 (11:00 - 11:45)"]
] as const

const at = (element: string, prefix: string, [day, hour]: readonly [string, string]): string =>
  `<${element}><${prefix}Day>${day}</${prefix}Day><${prefix}Hour>${hour}</${prefix}Hour></${element}>`

const off = at("Not_Available_Time", "", tuesday3)
const activities = (...numbers: ReadonlyArray<number>): string =>
  numbers.map(number => `<Activity_Id>${number}</Activity_Id>`).join("")

describe("weights", () => {
  it("of 100 % are hard, others soft by their fraction; the comment is the note; ids count places in the file", () => {
    const gaps = (inside: string) => constraint("TeachersMaxGapsPerWeek", `<Max_Gaps>1</Max_Gaps>${inside}`)
    const { body, report } = school(
      gaps("<Weight_Percentage>99.75</Weight_Percentage><Comments>please</Comments>"),
      gaps("<Active>false</Active>"),
      gaps("<Weight_Percentage>0</Weight_Percentage>"),
      gaps("")
    )
    expect(own(body).map(({ id, hard, weight, cost, note }) => ({ id, hard, weight, cost, note }))).toEqual([
      { id: "fet:7", hard: false, weight: 0.9975, cost: "linear", note: "please" },
      { id: "fet:10", hard: true, weight: 1, cost: "linear", note: null }
    ])
    expect(report.inactive).toContainEqual({ type: "ConstraintTeachersMaxGapsPerWeek", count: 2 })
    expect(report.mapped).toContainEqual({ type: "ConstraintTeachersMaxGapsPerWeek", count: 2 })
    expect(report.notes).toEqual(["Counted as inactive: 1 constraint of weight 0 %."])
  })
})

describe("times that are not available", () => {
  it("of teachers and students become theirs", () => {
    const { body } = school(
      constraint("TeacherNotAvailableTimes", `<Teacher>Hill</Teacher>${off}`),
      constraint("StudentsSetNotAvailableTimes", `<Students>Year 8</Students>${off}`)
    )
    expect(body.teachers.map(({ unavailable }) => unavailable)).toEqual([[7], [], []])
    expect(body.classes.filter(({ unavailable }) => unavailable.length > 0).map(({ name }) => name)).toEqual(["Year 8"])
    // The Choir sings then, and is part of Year 8.
    expect(judge(body).byKind).toEqual({ class_unavailable: { hard: 1, soft: 0, count: 1 } })
  })

  it("for anybody are breaks", () => {
    const { body } = school(constraint("BreakTimes", at("Break_Time", "", ["Mo", "Lunch"])))
    expect(body.grid.days.map(day => day.periods.map(({ isBreak }) => isBreak))).toEqual([
      [false, false, true, false],
      [false, false, false, false]
    ])
  })
})

describe("preferred times", () => {
  const start = (activity: number, [day, hour]: readonly [string, string], more = "") =>
    constraint(
      "ActivityPreferredStartingTime",
      `${more}<Activity_Id>${activity}</Activity_Id><Preferred_Day>${day}</Preferred_Day><Preferred_Hour>${hour}</Preferred_Hour>`
    )

  it("of one activity, when soft, are a wish", () => {
    expect(rules(start(3, monday1, "<Weight_Percentage>60</Weight_Percentage>"))).toEqual([
      {
        kind: "preferred_time",
        scope: { on: "lessons", ids: ["a3"] },
        parameters: { slots: [0], applies_to: "start" }
      }
    ])
  })

  it("of one activity, when hard and contradicting each other, show as a hard conflict, and are noted", () => {
    const { body, report } = school(start(3, tuesday3))
    expect(body.placements.find(({ lessonId }) => lessonId === "a3")?.slot).toBe(1)
    expect(judge(body).byKind).toEqual({ preferred_time: { hard: 1, soft: 0, count: 1 } })
    expect(report.notes).toEqual([
      "Activity 3 is fixed at two times: it is placed at Mo, 2 (9:20 - 10:05), not at Tu, 3 (11:00 - 11:45)."
    ])
  })

  it("of one activity out of several", () => {
    const one = activities(3)
    expect(
      rules(
        constraint("ActivityPreferredTimeSlots", one + at("Preferred_Time_Slot", "Preferred_", monday1)),
        constraint(
          "ActivityPreferredStartingTimes",
          one + at("Preferred_Starting_Time", "Preferred_Starting_", tuesday3)
        )
      )
    ).toEqual([
      {
        kind: "preferred_time",
        scope: { on: "lessons", ids: ["a3"] },
        parameters: { slots: [0], applies_to: "whole" }
      },
      { kind: "preferred_time", scope: { on: "lessons", ids: ["a3"] }, parameters: { slots: [7], applies_to: "start" } }
    ])
  })

  it.each([
    [
      "nothing in particular",
      "<Teacher_Name/><Students_Name/><Subject_Name/><Activity_Tag_Name/><Duration/>",
      "a1 a2 a3 a4 a5"
    ],
    ["a teacher", "<Teacher_Name>Mr. Reed</Teacher_Name>", "a3 a4"],
    ["students, by what they share", "<Students_Name>Year 8</Students_Name>", "a1 a2 a5"],
    ["a subject", "<Subject_Name>Science</Subject_Name>", "a3 a4"],
    ["a tag", "<Activity_Tag_Name>practical</Activity_Tag_Name>", "a3"],
    ["a duration", "<Duration>2</Duration>", "a2"],
    ["several of these", "<Teacher_Name>Hill</Teacher_Name><Duration>1</Duration>", "a1"]
  ])("of all activities described by %s", (_, description, lessons) => {
    const times = at("Preferred_Starting_Time", "Preferred_Starting_", monday1)
    const slots = at("Preferred_Time_Slot", "Preferred_", monday1)
    expect(
      rules(
        constraint("ActivitiesPreferredStartingTimes", description + times),
        constraint("ActivitiesPreferredTimeSlots", description + slots)
      )
    ).toEqual(
      ["start", "whole"].map(applies_to => ({
        kind: "preferred_time",
        scope: { on: "lessons", ids: lessons.split(" ") },
        parameters: { slots: [0], applies_to }
      }))
    )
  })

  it("of activities that do not exist or are inactive are counted as inactive", () => {
    const nobody = "<Subject_Name>Maths</Subject_Name><Activity_Tag_Name>practical</Activity_Tag_Name>"
    const { body, report } = school(
      constraint("ActivitiesPreferredTimeSlots", nobody + at("Preferred_Time_Slot", "Preferred_", monday1)),
      start(6, monday1)
    )
    expect(own(body)).toEqual([])
    expect(report.inactive).toEqual([
      { type: "Activity", count: 1 },
      { type: "ConstraintActivitiesPreferredTimeSlots", count: 1 },
      { type: "ConstraintActivityPreferredStartingTime", count: 1 }
    ])
  })
})

describe("limits", () => {
  const all = (on: string) => ({ on, ids: "all" })
  const hill = { on: "teachers", ids: ["teacher-hill"] }
  const choir = { on: "classes", ids: ["class-7a-singers", "class-8-singers"] }
  const [Hill, Choir] = ["<Teacher_Name>Hill</Teacher_Name>", "<Students>Choir</Students>"]
  const [gaps, most, least] = [
    "<Max_Gaps>2</Max_Gaps>",
    "<Maximum_Hours_Daily>3</Maximum_Hours_Daily>",
    "<Minimum_Hours_Daily>2</Minimum_Hours_Daily>"
  ]
  const [emptyDays, noEmptyDays] = [
    "<Allow_Empty_Days>true</Allow_Empty_Days>",
    "<Allow_Empty_Days>false</Allow_Empty_Days>"
  ]
  const cases: ReadonlyArray<readonly [type: string, inside: string, kind: string, scope: object, parameters: object]> =
    [
      ["TeacherMaxGapsPerWeek", Hill + gaps, "teacher_gaps", hill, { max_per_week: 2 }],
      ["TeachersMaxGapsPerWeek", gaps, "teacher_gaps", all("teachers"), { max_per_week: 2 }],
      ["TeacherMaxGapsPerDay", Hill + gaps, "teacher_gaps", hill, { max_per_day: 2 }],
      ["TeachersMaxGapsPerDay", gaps, "teacher_gaps", all("teachers"), { max_per_day: 2 }],
      ["StudentsSetMaxGapsPerWeek", Choir + gaps, "class_gaps", choir, { max_per_week: 2 }],
      ["StudentsMaxGapsPerWeek", gaps, "class_gaps", all("classes"), { max_per_week: 2 }],
      ["StudentsSetMaxGapsPerDay", Choir + gaps, "class_gaps", choir, { max_per_day: 2 }],
      ["StudentsMaxGapsPerDay", gaps, "class_gaps", all("classes"), { max_per_day: 2 }],
      ["TeacherMaxHoursDaily", Hill + most, "daily_load", hill, { max: 3 }],
      ["TeachersMaxHoursDaily", most, "daily_load", all("teachers"), { max: 3 }],
      ["StudentsSetMaxHoursDaily", Choir + most, "daily_load", choir, { max: 3 }],
      ["StudentsMaxHoursDaily", most, "daily_load", all("classes"), { max: 3 }],
      ["TeacherMinHoursDaily", Hill + least + noEmptyDays, "daily_load", hill, { min: 2, allow_empty_days: false }],
      ["TeachersMinHoursDaily", least, "daily_load", all("teachers"), { min: 2, allow_empty_days: true }],
      ["StudentsSetMinHoursDaily", Choir + least + emptyDays, "daily_load", choir, { min: 2, allow_empty_days: true }],
      ["StudentsMinHoursDaily", least, "daily_load", all("classes"), { min: 2, allow_empty_days: false }],
      ["TeacherMaxDaysPerWeek", `${Hill}<Max_Days_Per_Week>1</Max_Days_Per_Week>`, "teacher_days", hill, { max: 1 }],
      [
        "TeachersMaxDaysPerWeek",
        "<Max_Days_Per_Week>1</Max_Days_Per_Week>",
        "teacher_days",
        all("teachers"),
        { max: 1 }
      ],
      [
        "TeacherMinDaysPerWeek",
        `${Hill}<Minimum_Days_Per_Week>2</Minimum_Days_Per_Week>`,
        "teacher_days",
        hill,
        { min: 2 }
      ],
      [
        "TeachersMinDaysPerWeek",
        "<Minimum_Days_Per_Week>2</Minimum_Days_Per_Week>",
        "teacher_days",
        all("teachers"),
        { min: 2 }
      ]
    ]
  it.each(cases)("%s is judged by the rule that counts the same", (type, inside, kind, scope, parameters) => {
    const { body } = school(constraint(type, inside))
    expect(own(body)).toMatchObject([{ kind, scope, parameters }])
    // The rule can read what the import wrote.
    expect(judge(body).hard).toBeGreaterThanOrEqual(0)
  })
})

describe("sets of activities", () => {
  it("with days between them are spread, without those that are inactive", () => {
    const inside = `<Consecutive_If_Same_Day>false</Consecutive_If_Same_Day>${activities(1, 2, 6)}<MinDays>2</MinDays>`
    expect(rules(constraint("MinDaysBetweenActivities", inside))).toEqual([
      {
        kind: "subject_spread",
        scope: { on: "lessons", ids: ["a1", "a2"] },
        parameters: { min_days: 2, consecutive_if_same_day: false }
      }
    ])
  })

  it("with the same starting time are linked", () => {
    expect(rules(constraint("ActivitiesSameStartingTime", activities(1, 3)))).toEqual([
      { kind: "link_broken", scope: { on: "lessons", ids: ["a1", "a3"] }, parameters: { same: "slot" } }
    ])
  })

  it("of which one is left are counted as inactive", () => {
    const { body, report } = school(
      constraint("ActivitiesSameStartingTime", activities(1, 6)),
      constraint("MinDaysBetweenActivities", `${activities(6, 1)}<MinDays>1</MinDays>`)
    )
    expect(own(body)).toEqual([])
    expect(report.inactive.map(({ type }) => type)).toEqual([
      "Activity",
      "ConstraintActivitiesSameStartingTime",
      "ConstraintMinDaysBetweenActivities"
    ])
  })
})

describe("everything else", () => {
  it("is reported by type and count", () => {
    const { report } = school(
      constraint("TeachersMaxSpanPerDay", "<Max_Span>3</Max_Span>"),
      constraint("ActivitiesEndStudentsDay", ""),
      constraint("ActivitiesEndStudentsDay", ""),
      constraint("FromTheFuture", "")
    )
    expect(report.unmapped).toEqual([
      { type: "ConstraintActivitiesEndStudentsDay", count: 2 },
      { type: "ConstraintFromTheFuture", count: 1 },
      { type: "ConstraintTeachersMaxSpanPerDay", count: 1 }
    ])
  })
})
