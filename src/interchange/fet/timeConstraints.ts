import type { Scope } from "../../timetable/Constraint.ts"
import { childOf, childrenOf, needed, wholeNumber, type XmlElement, yesOrNo } from "../XmlElement.ts"
import type { FetActivity } from "./FetActivities.ts"
import type { FetReader, FetSchool } from "./FetConstraint.ts"
import { meet } from "./FetStudents.ts"

/**
 * Readers for FET's time constraints, parametrised where several types differ in a name only. A type's XML is that which
 * FET 5 and 6 write; where the two differ, both names are tried.
 */

export const onLessons = (activities: ReadonlyArray<FetActivity>): Scope => ({
  on: "lessons",
  ids: [...new Set(activities.map(activity => activity.lessonId))]
})

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
    duration: duration && wholeNumber(duration, 1, 100)
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
