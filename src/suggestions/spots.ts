import type { LiveScore } from "../constraints/LiveScore.ts"
import type { Model } from "../constraints/Model.ts"
import { numbersOf } from "../constraints/Plan.ts"
import { none } from "../constraints/Rule.ts"
import type { Change } from "../timetable/Change.ts"
import { type Placement, type Spot, spotOf } from "../timetable/Placement.ts"

/** A lesson, by its number, at a slot, in rooms by their numbers, ascending; -1 = taken out of the week. Who teaches it stays. */
export interface Step {
  readonly lesson: number
  readonly slot: number
  readonly rooms: Int32Array
}

/** The live score with the step taken. */
export const take = (live: LiveScore, { lesson, slot, rooms }: Step): void => {
  live.apply(lesson, slot, rooms, live.plan.teachersOf(lesson), live.plan.fillersOf(lesson))
}

/** The step in ids, from where the lesson is now. null = the model has no such lesson. */
export const changeOf = (live: LiveScore, { lesson, slot, rooms }: Step): Change | null => {
  const { model } = live.rulebook
  const facts = model.lessons[lesson]
  if (facts === undefined) return null
  const from = spotIn(live, lesson)
  if (slot < 0) return { lessonId: facts.lesson.id, from, to: null }
  const { teacherIds, assigned } = from ?? { teacherIds: null, assigned: [] }
  const stays = from !== null && same(rooms, live.plan.roomsOf(lesson))
  return {
    lessonId: facts.lesson.id,
    from,
    to: { slot, roomIds: stays ? from.roomIds : roomIds(model, rooms), teacherIds, assigned }
  }
}

/**
 * Where a lesson is, as the timetable's own placement says it, down to the order of the rooms, or made of the plan's
 * numbers where lessons have moved since. null = it has neither time nor room.
 */
export const spotIn = ({ rulebook: { model }, plan }: LiveScore, lesson: number): Spot | null => {
  const facts = model.lessons[lesson]
  if (facts === undefined) return null
  const slot = plan.slotOf[lesson] ?? -1
  const placement = placementsOf(model).get(lesson)
  if (placement !== undefined) {
    const spot = spotOf(placement)
    const told = numbersOf(model, lesson, spot)
    if (
      told.slot === slot &&
      same(told.rooms, plan.roomsOf(lesson)) &&
      same(told.teachers, plan.teachersOf(lesson)) &&
      same(told.fillers, plan.fillersOf(lesson))
    )
      return spot
  }
  const assigned = facts.course.roles.flatMap(({ role, resourceId }, i) => {
    const filler = model.resources[plan.fillersOf(lesson)[i] ?? -1]
    return role === null || resourceId !== null || filler === undefined ? [] : [{ role, resourceId: filler.id }]
  })
  const isRoleless = same(plan.teachersOf(lesson), facts.teachers)
  if (slot < 0 && plan.roomsOf(lesson).length === 0 && assigned.length === 0 && isRoleless) return null
  return {
    slot: slot < 0 ? null : slot,
    roomIds: roomIds(model, plan.roomsOf(lesson)),
    teacherIds: isRoleless
      ? null
      : [...plan.teachersOf(lesson)].flatMap(teacher => model.body.teachers[teacher]?.id ?? []),
    assigned
  }
}

const known = new WeakMap<Model, ReadonlyMap<number, Placement>>()

/** The timetable's placements by lesson. Of several for one lesson the last counts, as in a plan. */
export const placementsOf = (model: Model): ReadonlyMap<number, Placement> => {
  const placements =
    known.get(model) ??
    new Map(model.body.placements.map(placement => [model.lessonIndex.get(placement.lessonId) ?? -1, placement]))
  known.set(model, placements)
  return placements
}

const roomIds = (model: Model, rooms: Int32Array): Spot["roomIds"] =>
  [...rooms].flatMap(room => model.body.rooms[room]?.id ?? [])

export const same = (a: Int32Array, b: Int32Array): boolean =>
  a === b || (a.length === b.length && a.every((value, i) => value === b[i]))

export const noRooms = none
