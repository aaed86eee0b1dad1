import type { RoomId } from "../../timetable/Room.ts"
import { childOf, childrenOf, needed, type XmlElement, yesOrNo } from "../XmlElement.ts"
import type { FetActivity } from "./FetActivities.ts"
import type { FetReader, FetSchool, Finding } from "./FetConstraint.ts"

/** Readers for FET's space constraints. Those for one room and those for several differ in one element only. */

const roomsIn = (element: XmlElement, { resources }: FetSchool): ReadonlyArray<RoomId> => {
  const one = childOf(element, "Room")
  const references = one === undefined ? childrenOf(element, "Preferred_Room") : [one]
  return [...new Set(references.flatMap(reference => resources.rooms.named(reference).real))]
}

const oneOf = (
  activities: ReadonlyArray<FetActivity>,
  rooms: ReadonlyArray<RoomId>,
  home: Extract<Finding, { is: "rooms" }>["home"] = null
): Finding =>
  rooms.length === 0 || (activities.length === 0 && home === null)
    ? { is: "idle" }
    : { is: "rooms", activities, rooms, home }

/** At 100 % FET also writes the rooms it has found this way, not locked. */
export const activityRoom: FetReader = ({ element, hard }, school) => {
  const activity = school.activities.named(needed(element, "Activity_Id"))
  const wanted = school.resources.rooms.named(needed(element, "Room"))
  const real = childrenOf(element, "Real_Room").flatMap(reference => school.resources.rooms.named(reference).real)
  if (!activity.active) return { is: "idle" }
  if (!hard) return oneOf([activity], wanted.real)
  const locked = yesOrNo(element, "Permanently_Locked", false)
  const rooms = real.length > 0 ? [...new Set(real)] : wanted.virtual ? [] : [wanted.room.id]
  return { is: "room", activity, rooms, wanted, locked }
}

export const activityRooms: FetReader = ({ element }, school) => {
  const activity = school.activities.named(needed(element, "Activity_Id"))
  return oneOf(activity.active ? [activity] : [], roomsIn(element, school))
}

/** For all activities of a subject, with a tag, or both: whichever of the two the type names. */
export const describedRooms: FetReader = ({ element }, school) => {
  const bySubject = element.name.startsWith("ConstraintSubject")
  const byTag = element.name.includes("ActivityTag")
  const subject = bySubject ? school.resources.subjects.named(needed(element, "Subject")) : null
  const tag = byTag ? school.resources.tags.named(needed(element, "Activity_Tag")) : null
  const activities = school.activities.active.filter(
    activity => (subject === null || activity.subject === subject) && (tag === null || activity.tags.includes(tag))
  )
  return oneOf(activities, roomsIn(element, school))
}

/** The activities that the teacher gives alone. */
export const teacherHome: FetReader = ({ element }, school) => {
  const { id } = school.resources.teachers.named(needed(element, "Teacher", "Teacher_Name"))
  const alone = ({ teacherIds }: FetActivity): boolean => teacherIds.length === 1 && teacherIds[0] === id
  return oneOf(school.activities.active.filter(alone), roomsIn(element, school), { of: id })
}

/** The activities that the students have by themselves: those that name this very set and no other. */
export const studentsHome: FetReader = ({ element }, school) => {
  const set = school.students.named(needed(element, "Students", "Students_Name"))
  const alone = ({ students }: FetActivity): boolean => students.length === 1 && students[0] === set
  return oneOf(school.activities.active.filter(alone), roomsIn(element, school), { of: set.id })
}
