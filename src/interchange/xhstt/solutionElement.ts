import type { Placement } from "../../timetable/Placement.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { element, leaf, list } from "../XmlText.ts"
import { fileIds, reference, roomRole } from "./fileIds.ts"

/** Every lesson as a solution event, in the order of the timetable. */
export const solutionElement = (body: TimetableBody): string => {
  const ids = fileIds(body)
  const placements = new Map(body.placements.map(placement => [placement.lessonId, placement]))
  const plain = new Set(body.courses.flatMap(course => (course.roles.length === 0 ? course.id : [])))
  const events = body.lessons.map(({ id, courseId, duration }) => {
    const placement = placements.get(id)
    const slot = placement?.slot ?? null
    const assigned = placement === undefined ? [] : assignedIn(placement, plain.has(courseId))
    return element("Event", { Reference: courseId }, [
      leaf("Duration", duration),
      slot === null ? null : reference("Time", ids.time(slot)),
      list(
        "Resources",
        assigned.map(({ role, resourceId }) => element("Resource", { Reference: resourceId }, [leaf("Role", role)]))
      )
    ])
  })
  return element("Events", {}, events)
}

/** A course of our own has no roles but for its rooms: see `fileIds`. */
const assignedIn = ({ assigned, roomIds }: Placement, plain: boolean): Placement["assigned"] =>
  plain ? roomIds.map((resourceId, n) => ({ role: roomRole(n), resourceId })) : assigned
