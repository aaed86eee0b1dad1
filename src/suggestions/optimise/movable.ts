import { pinnedSlots } from "../../constraints/kinds/pinnedMoved.ts"
import type { LiveScore } from "../../constraints/LiveScore.ts"
import { flags } from "../../constraints/Model.ts"
import type { SearchScope } from "../SearchRequest.ts"

/**
 * Per lesson: 1 = it may be moved. Of the scope, and neither pinned nor of a course whose time is given. Lessons without
 * a time are on every day. Source: TIMETABLING.md, "Never".
 */
export const movableIn = (live: LiveScore, scope: SearchScope): Uint8Array => {
  const { plan } = live
  const { model } = live.rulebook
  const { classIndex, lessons, roomIndex, teacherIndex } = model
  const pinned = pinnedSlots(model)
  const wanted = (ids: ReadonlyArray<string>, index: ReadonlyMap<string, number>): ReadonlySet<number> =>
    new Set(ids.map(id => index.get(id) ?? -1))
  const teachers = wanted(scope.teacherIds, teacherIndex)
  const classes = wanted(scope.classIds, classIndex)
  const rooms = wanted(scope.roomIds, roomIndex)
  const ids = new Set<string>(scope.lessonIds)
  const days = new Set(scope.days)
  const conflict = scope.conflictId === null ? null : new Set<string>(conflictLessons(live, scope.conflictId))
  const meets = (set: ReadonlySet<number>, members: Int32Array): boolean =>
    set.size === 0 || members.some(member => set.has(member))
  return flags(
    lessons.length,
    lessons.flatMap(({ index, lesson, course, classes: own }) => {
      const slot = plan.slotOf[index] ?? -1
      const inScope =
        (ids.size === 0 || ids.has(lesson.id)) &&
        (conflict === null || conflict.has(lesson.id)) &&
        meets(teachers, plan.teachersOf(index)) &&
        meets(classes, own) &&
        meets(rooms, plan.roomsOf(index)) &&
        (days.size === 0 || slot < 0 || days.has(model.dayOf[slot] ?? -1))
      return inScope && !pinned.has(index) && course.givenSlot === null ? [index] : []
    })
  )
}

const conflictLessons = (live: LiveScore, id: string): ReadonlyArray<string> =>
  live.evaluation().conflicts.find(conflict => conflict.id === id)?.lessons ?? []
