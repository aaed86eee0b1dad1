import type { LiveScore } from "../../constraints/LiveScore.ts"
import type { LessonFacts, Model } from "../../constraints/Model.ts"
import { type Change, changeTo } from "../../timetable/Change.ts"
import type { Assigned, Placement } from "../../timetable/Placement.ts"
import type { BestPlan } from "./BestPlan.ts"

/** What leads from the plan to the best one, in the order of the lessons; only what differs. */
export const changesTo = (live: LiveScore, best: BestPlan): ReadonlyArray<Change> => {
  const { model } = live.rulebook
  const { plan } = live
  const placements = new Map(model.body.placements.map(placement => [placement.lessonId, placement]))
  return model.lessons.flatMap(facts => {
    const { index, lesson } = facts
    const slot = best.slotOf(index)
    const sameWho =
      equal(best.fillersOf(index), plan.fillersOf(index)) && equal(best.teachersOf(index), plan.teachersOf(index))
    const sameRooms = equal(best.roomsOf(index), plan.roomsOf(index))
    if (slot === plan.slotOf[index] && sameWho && sameRooms) return []
    const before = placements.get(lesson.id)
    const assigned = sameWho ? (before?.assigned ?? []) : assignedOf(model, facts, best.fillersOf(index))
    const to = {
      slot: slot < 0 ? null : slot,
      roomIds: sameRooms && sameWho ? (before?.roomIds ?? []) : roomIdsOf(model, best.roomsOf(index), assigned),
      teacherIds: before?.teacherIds ?? null,
      assigned
    }
    return [changeTo(before, lesson.id, to)]
  })
}

const equal = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((item, i) => item === b[i])

const assignedOf = (model: Model, { course, given }: LessonFacts, fillers: Int32Array): ReadonlyArray<Assigned> =>
  course.roles.flatMap(({ role }, i) => {
    const who = model.resources[fillers[i] ?? -1]
    return role === null || given[i] !== -1 || who === undefined ? [] : [{ role, resourceId: who.id }]
  })

/** Rooms that fill a role are named there, and need not be repeated. */
const roomIdsOf = (model: Model, rooms: Int32Array, assigned: ReadonlyArray<Assigned>): Placement["roomIds"] =>
  [...rooms].flatMap(room => {
    const id = model.body.rooms[room]?.id
    return id === undefined || assigned.some(({ resourceId }) => resourceId === id) ? [] : [id]
  })
