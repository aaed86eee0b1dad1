import type { Course } from "../../timetable/Course.ts"
import { type Lesson, LessonId } from "../../timetable/Lesson.ts"
import type { Assigned, Placement } from "../../timetable/Placement.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, childrenOf, shown, textOf, type XmlElement } from "../XmlElement.ts"
import { listOf, numberOf } from "./elements.ts"
import { referenceOf } from "./References.ts"
import type { XhsttNouns } from "./XhsttConstraints.ts"

/** The solutions of an instance, in the order of the archive. */
export const solutionsOf = (root: XmlElement, instanceId: string): ReadonlyArray<XmlElement> =>
  listOf(root, "SolutionGroups", "SolutionGroup")
    .flatMap(group => childrenOf(group, "Solution"))
    .filter(solution => referenceOf(solution) === instanceId)

/** One solution event, whatever course it is of. */
interface Part {
  readonly duration: number
  readonly slot: number | null
  readonly assigned: ReadonlyArray<Assigned>
}

export interface Solved extends Pick<TimetableBody, "lessons" | "placements"> {
  readonly notes: ReadonlyArray<string>
}

/**
 * The lessons of a solution, course by course. What a solution leaves out of a course is one more lesson, as long as
 * what is missing; a lesson without a time is at the time that its course is given, if it is. So does HSEval.
 */
export const toLessons = (solution: XmlElement | null, nouns: XhsttNouns): Solved => {
  const parts = new Map<Course, Array<Part>>(nouns.events.courses.map(course => [course, []]))
  for (const event of solution === null ? [] : listOf(solution, "Events", "Event")) {
    const course = nouns.events.named(event)
    parts.get(course)?.push(toPart(event, course, nouns))
  }
  const lessons: Array<Lesson> = []
  const placements: Array<Placement> = []
  const notes: Array<string> = []
  for (const [course, own] of parts) {
    const total = course.duration ?? 0
    const held = own.reduce((sum, { duration }) => sum + duration, 0)
    if (held > total) notes.push(`The solution holds event ${course.id} for ${held} periods, not ${total}.`)
    const missing: Part = { duration: total - held, slot: course.givenSlot, assigned: [] }
    for (const [i, { duration, slot, assigned }] of [...own, ...(held < total ? [missing] : [])].entries()) {
      const id = LessonId.make(`${course.id}:${i + 1}`)
      lessons.push({ id, courseId: course.id, duration, weeks: 1 })
      if (slot !== null || assigned.length > 0)
        placements.push({ lessonId: id, slot, roomIds: [], teacherIds: null, assigned, pin: null })
      if (slot !== null && slot + duration > nouns.times.count)
        notes.push(`A lesson of event ${course.id} goes on beyond the last time; it is judged up to there.`)
    }
  }
  return { lessons, placements, notes }
}

const toPart = (event: XmlElement, course: Course, { times, resources }: XhsttNouns): Part => {
  const time = childOf(event, "Time")
  const assigned = listOf(event, "Resources", "Resource").flatMap((element): ReadonlyArray<Assigned> => {
    const { id } = resources.named(element)
    const role = textOf(element, "Role")
    const own = course.roles.find(each => (role === null ? each.resourceId === id : each.role === role))
    if (own === undefined)
      throw new Trouble({
        line: element.line,
        reason: `event "${shown(course.id)}" has no role "${shown(role ?? id)}" to assign`
      })
    return own.resourceId === null && role !== null ? [{ role, resourceId: id }] : []
  })
  return {
    duration: numberOf(event, "Duration", 1) ?? course.duration ?? 1,
    slot: time === undefined ? course.givenSlot : times.slotOf(time),
    assigned
  }
}
