import type { Scope } from "../../timetable/Constraint.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, needed, shown, wholeNumber, type XmlElement, yesOrNo } from "../XmlElement.ts"
import type { FetReader, FetSchool } from "./FetConstraint.ts"
import { leavesOf } from "./FetStudents.ts"

/**
 * Readers for FET's limits on the days of teachers and of students. Those for one, and those for all, differ in the name
 * of the type only; where FET 5 and 6 differ in the name of an element, both are tried.
 */

const mostPeriods = 10_000

/** `Max_Gaps` and the like. */
export const limit = (element: XmlElement, ...names: readonly [string, ...ReadonlyArray<string>]): number =>
  wholeNumber(needed(element, ...names), 0, mostPeriods)

/** One teacher, or all of them where the type names none. */
export const teacherOrAll = (element: XmlElement, { resources }: FetSchool): Scope => {
  const one = element.name.startsWith("ConstraintTeachers") ? null : needed(element, "Teacher_Name", "Teacher")
  return { on: "teachers", ids: one === null ? "all" : [resources.teachers.named(one).id] }
}

/** One set of students, or all; FET judges each of its smallest subgroups, so these are what the scope names. */
export const studentsOrAll = (element: XmlElement, { students }: FetSchool): Scope => {
  if (!element.name.startsWith("ConstraintStudentsSet")) return { on: "classes", ids: "all" }
  const set = students.named(needed(element, "Students", "Students_Name"))
  return { on: "classes", ids: [...leavesOf(set)].map(leaf => leaf.id) }
}

type ScopeReader = typeof teacherOrAll

export const gaps =
  (kind: "teacher_gaps" | "class_gaps", per: "max_per_day" | "max_per_week", scope: ScopeReader): FetReader =>
  ({ element }, school) => ({
    is: "rule",
    kind,
    scope: scope(element, school),
    parameters: { [per]: limit(element, "Max_Gaps") }
  })

export const maxHoursDaily =
  (scope: ScopeReader): FetReader =>
  ({ element }, school) => ({
    is: "rule",
    kind: "daily_load",
    scope: scope(element, school),
    parameters: { max: limit(element, "Maximum_Hours_Daily") }
  })

/** Older files do not say whether empty days are allowed: FET then allows them to teachers, not to students. */
export const minHoursDaily =
  (scope: ScopeReader): FetReader =>
  ({ element }, school) => ({
    is: "rule",
    kind: "daily_load",
    scope: scope(element, school),
    parameters: {
      min: limit(element, "Minimum_Hours_Daily"),
      allow_empty_days: yesOrNo(element, "Allow_Empty_Days", scope === teacherOrAll)
    }
  })

export const maxHoursContinuously =
  (scope: ScopeReader): FetReader =>
  ({ element }, school) => ({
    is: "rule",
    kind: "continuous_load",
    scope: scope(element, school),
    parameters: { max: wholeNumber(needed(element, "Maximum_Hours_Continuously"), 1, mostPeriods) }
  })

export const earlyStart: FetReader = ({ element }, school) => ({
  is: "rule",
  kind: "late_start",
  scope: studentsOrAll(element, school),
  parameters: { max: limit(element, "Max_Beginnings_At_Second_Hour") }
})

/** An end that is empty is the end of the day, which has no name. */
export const intervalDays =
  (scope: ScopeReader): FetReader =>
  ({ element }, school) => {
    const start = needed(element, "Interval_Start_Hour")
    const from = school.grid.hourAt(start)
    const end = childOf(element, "Interval_End_Hour")
    const to = end === undefined || end.text === "" ? school.grid.hours.length : school.grid.hourAt(end)
    if (to <= from) {
      const reason = `its interval ends at ${shown(end?.text ?? "")}, before it begins`
      throw new Trouble({ line: start.line, reason })
    }
    const parameters = { max_days: limit(element, "Max_Days_Per_Week"), from, to }
    return { is: "rule", kind: "interval_days", scope: scope(element, school), parameters }
  }

/** Students have no rule of their own for days: theirs are the days on which any hour is taken. */
export const studentsDays: FetReader = ({ element }, school) => ({
  is: "rule",
  kind: "interval_days",
  scope: studentsOrAll(element, school),
  parameters: { max_days: limit(element, "Max_Days_Per_Week") }
})

/** "Max_Building_Changes_Per_Day" and its like. No file with changes of rooms was seen; one that differs is unmapped. */
export const changes =
  (of: "Building" | "Room", per: "Day" | "Week", scope: ScopeReader): FetReader =>
  ({ element }, school) => {
    const name = `Max_${of}_Changes_Per_${per}`
    if (of === "Room" && childOf(element, name) === undefined) return { is: "unmapped" }
    const kind = of === "Building" ? "building_changes" : "room_changes"
    const parameters = { [per === "Day" ? "max_per_day" : "max_per_week"]: limit(element, name) }
    return { is: "rule", kind, scope: scope(element, school), parameters }
  }

export const buildingGaps =
  (scope: ScopeReader): FetReader =>
  ({ element }, school) => ({
    is: "rule",
    kind: "building_travel",
    scope: scope(element, school),
    parameters: { min_gaps: limit(element, "Min_Gaps_Between_Building_Changes") }
  })

export const teacherDays =
  (bound: "max" | "min"): FetReader =>
  ({ element }, school) => ({
    is: "rule",
    kind: "teacher_days",
    scope: teacherOrAll(element, school),
    parameters: {
      [bound]:
        bound === "max"
          ? limit(element, "Max_Days_Per_Week")
          : limit(element, "Minimum_Days_Per_Week", "Min_Days_Per_Week")
    }
  })
