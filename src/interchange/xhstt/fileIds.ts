import type { Course, CourseRole } from "../../timetable/Course.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { slotInfos } from "../../timetable/WeekGrid.ts"
import { element } from "../XmlText.ts"

export const reference = (tag: string, id: string): string => element(tag, { Reference: id })

/** How a timetable's things are called in an archive, where they do not say so themselves. */
export interface FileIds {
  readonly time: (slot: number) => string
  /** Periods of all lessons of a course together. */
  readonly duration: (course: Course) => number
  /** A course's roles; one of our own has its teachers and classes given, and its rooms to be assigned. */
  readonly roles: (course: Course) => ReadonlyArray<CourseRole>
}

const known = new WeakMap<TimetableBody, FileIds>()

export const fileIds = (body: TimetableBody): FileIds => {
  const before = known.get(body)
  if (before !== undefined) return before
  const times = slotInfos(body.grid).map(({ slot, at }) => at.id ?? `time-${slot + 1}`)
  const held = new Map<string, number>()
  const courseOf = new Map(body.lessons.map(lesson => [lesson.id, lesson.courseId]))
  for (const { courseId, duration } of body.lessons) held.set(courseId, (held.get(courseId) ?? 0) + duration)
  const rooms = new Map<string, number>()
  for (const { lessonId, roomIds } of body.placements) {
    const course = courseOf.get(lessonId) ?? ""
    rooms.set(course, Math.max(rooms.get(course) ?? 0, roomIds.length))
  }
  const ids: FileIds = {
    time: slot => times[slot] ?? `time-${slot + 1}`,
    duration: course => course.duration ?? (held.get(course.id) || Math.max(1, sum(course.split))),
    roles: course => (course.roles.length > 0 ? course.roles : ownRoles(course, rooms.get(course.id) ?? 0))
  }
  known.set(body, ids)
  return ids
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((a, b) => a + b, 0)

/** The nth room of a lesson fills this role. */
export const roomRole = (n: number): string => `Room_${n + 1}`

const ownRoles = ({ teacherIds, classIds }: Course, rooms: number): ReadonlyArray<CourseRole> => [
  ...classIds.map(id => ({ role: null, type: "class", resourceId: id, workload: null })),
  ...teacherIds.map(id => ({ role: null, type: "teacher", resourceId: id, workload: null })),
  ...Array.from({ length: rooms }, (_, n) => ({ role: roomRole(n), type: "room", resourceId: null, workload: null }))
]

const ownTypes: Readonly<Record<string, string>> = { teacher: "Teacher", class: "Class", room: "Room" }

/** Resource types as an archive calls them: ours first, so that a reader knows them for what they are. */
export const typeIds = (body: TimetableBody) => {
  const idOf = (type: string): string => ownTypes[type] ?? type
  const used = [
    ...body.others.map(({ type }) => type),
    ...body.groups.flatMap(group => (group.of === "resources" ? group.sort : [])),
    ...body.courses.flatMap(course => course.roles.map(({ type }) => type))
  ]
  return { types: [...new Set([...Object.values(ownTypes), ...used.map(idOf)])], idOf }
}
