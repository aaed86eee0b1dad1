import type { Scope } from "../../timetable/Constraint.ts"
import { childOf, childrenOf, needed, wholeNumber, type XmlElement, yesOrNo } from "../XmlElement.ts"
import type { FetActivity } from "./FetActivities.ts"
import type { FetReader, FetSchool } from "./FetConstraint.ts"
import { leavesOf, meet } from "./FetStudents.ts"

/**
 * Readers for FET's time constraints, parametrised where several types differ in a name only. A type's XML is that which
 * FET 5 and 6 write; where the two differ, both names are tried.
 */

const mostPeriods = 10_000

/** `Max_Gaps` and the like. */
const limit = (element: XmlElement, ...names: readonly [string, ...ReadonlyArray<string>]): number =>
  wholeNumber(needed(element, ...names), 0, mostPeriods)

export const activitiesIn = (element: XmlElement, { activities }: FetSchool): ReadonlyArray<FetActivity> =>
  childrenOf(element, "Activity_Id")
    .map(reference => activities.named(reference))
    .filter(activity => activity.active)

export const onLessons = (activities: ReadonlyArray<FetActivity>): Scope => ({
  on: "lessons",
  ids: [...new Set(activities.map(activity => activity.lessonId))]
})

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

export const basic: FetReader = () => ({ is: "basic" })

export const breakTimes: FetReader = ({ element }, { grid }) => ({
  is: "breaks",
  slots: grid.slotsIn(childrenOf(element, "Break_Time"), "Day", "Hour")
})

const notAvailable = (element: XmlElement, { grid }: FetSchool): ReadonlyArray<number> =>
  grid.slotsIn(childrenOf(element, "Not_Available_Time"), "Day", "Hour")

export const teacherNotAvailable: FetReader = ({ element }, school) => ({
  is: "unavailable",
  id: school.resources.teachers.named(needed(element, "Teacher", "Teacher_Name")).id,
  slots: notAvailable(element, school)
})

export const studentsNotAvailable: FetReader = ({ element }, school) => ({
  is: "unavailable",
  id: school.students.named(needed(element, "Students", "Students_Name")).id,
  slots: notAvailable(element, school)
})

/** A virtual room has no times of its own. */
export const roomNotAvailable: FetReader = ({ element }, school) => {
  const { room, virtual } = school.resources.rooms.named(needed(element, "Room"))
  const slots = notAvailable(element, school)
  return virtual ? { is: "unmapped" } : { is: "unavailable", id: room.id, slots }
}

export const startingTime: FetReader = ({ element, hard }, school) => {
  const activity = school.activities.named(needed(element, "Activity_Id"))
  const slot = school.grid.slotAt(needed(element, "Preferred_Day", "Day"), needed(element, "Preferred_Hour", "Hour"))
  if (!activity.active) return { is: "idle" }
  if (hard) return { is: "start", activity, slot, locked: yesOrNo(element, "Permanently_Locked", false) }
  return preferredTime([activity], [slot], "start")
}

const preferredTime = (
  activities: ReadonlyArray<FetActivity>,
  slots: ReadonlyArray<number>,
  applies_to: "start" | "whole"
): ReturnType<FetReader> =>
  activities.length === 0 || slots.length === 0
    ? { is: "idle" }
    : { is: "rule", kind: "preferred_time", scope: onLessons(activities), parameters: { slots, applies_to } }

const wantedSlots = (element: XmlElement, { grid }: FetSchool, applies: "start" | "whole"): ReadonlyArray<number> =>
  applies === "start"
    ? grid.slotsIn(childrenOf(element, "Preferred_Starting_Time"), "Preferred_Starting_Day", "Preferred_Starting_Hour")
    : grid.slotsIn(childrenOf(element, "Preferred_Time_Slot"), "Preferred_Day", "Preferred_Hour")

/** ActivityPreferred…: of one activity. */
export const activityTimes =
  (applies: "start" | "whole"): FetReader =>
  ({ element }, school) => {
    const activity = school.activities.named(needed(element, "Activity_Id"))
    return preferredTime(activity.active ? [activity] : [], wantedSlots(element, school, applies), applies)
  }

/** ActivitiesPreferred…: of all activities that fit a description, in which an empty field stands for anything. */
export const describedTimes =
  (applies: "start" | "whole"): FetReader =>
  ({ element }, school) =>
    preferredTime(described(element, school), wantedSlots(element, school, applies), applies)

const described = (element: XmlElement, school: FetSchool): ReadonlyArray<FetActivity> => {
  const given = (...names: ReadonlyArray<string>): XmlElement | undefined =>
    names.map(name => childOf(element, name)).find(child => child !== undefined && child.text !== "")
  const { subjects, tags, teachers } = school.resources
  const [teacher, students, subject, tag, duration] = [
    given("Teacher_Name", "Teacher"),
    given("Students_Name", "Students"),
    given("Subject_Name", "Subject"),
    given("Activity_Tag_Name", "Activity_Tag"),
    given("Duration")
  ]
  const wanted = {
    teacherId: teacher && teachers.named(teacher).id,
    set: students && school.students.named(students),
    subject: subject && subjects.named(subject),
    tag: tag && tags.named(tag),
    duration: duration && wholeNumber(duration, 1, mostPeriods)
  }
  return school.activities.active.filter(
    activity =>
      (wanted.teacherId === undefined || activity.teacherIds.includes(wanted.teacherId)) &&
      (wanted.set === undefined || activity.students.some(set => wanted.set !== undefined && meet(set, wanted.set))) &&
      (wanted.subject === undefined || activity.subject === wanted.subject) &&
      (wanted.tag === undefined || activity.tags.includes(wanted.tag)) &&
      (wanted.duration === undefined || activity.duration === wanted.duration)
  )
}

export const minDays: FetReader = ({ element }, school) => {
  const activities = activitiesIn(element, school)
  const days = limit(element, "MinDays")
  if (activities.length < 2 || days === 0) return { is: "idle" }
  // Before 5.3 the element was called Adjacent_If_Broken.
  const older = yesOrNo(element, "Adjacent_If_Broken", false)
  const parameters = {
    min_days: days,
    consecutive_if_same_day: yesOrNo(element, "Consecutive_If_Same_Day", older)
  }
  return { is: "rule", kind: "subject_spread", scope: onLessons(activities), parameters }
}

export const sameStart: FetReader = ({ element }, school) => {
  const activities = activitiesIn(element, school)
  if (activities.length < 2) return { is: "idle" }
  return { is: "rule", kind: "link_broken", scope: onLessons(activities), parameters: { same: "slot" } }
}

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
