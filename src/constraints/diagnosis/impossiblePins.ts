import type { ResourceRef } from "../Conflict.ts"
import { pinnedSlots } from "../kinds/pinnedMoved.ts"
import type { Model } from "../Model.ts"
import {
  className,
  classRef,
  count,
  lessonName,
  listed,
  roomName,
  roomRef,
  teacherName,
  teacherRef,
  when
} from "../words.ts"
import { type Finding, lessonIds } from "./Finding.ts"
import { smallestClassOf } from "./overloadedPeople.ts"

/** Pinned lessons whose teachers, students or rooms are unavailable where they are pinned, or that lie in a break. */
export const impossiblePins = (model: Model): ReadonlyArray<Finding> =>
  [...pinnedSlots(model)].flatMap(([lesson, start]): ReadonlyArray<Finding> => {
    const facts = model.lessons[lesson]
    if (facts === undefined) return []
    const end = model.dayStart[(model.dayOf[start] ?? -1) + 1] ?? start
    const slots = Array.from({ length: Math.min(facts.duration, end - start) }, (_, i) => start + i)
    const against = slots.map(slot => missingAt(model, lesson, slot))
    const free = against.filter(missing => missing.length === 0).length
    if (free === slots.length) return []
    const names = [...new Set(against.flat().map(({ name }) => name))].sort()
    const bad = slots.filter((_, i) => against[i]?.length !== 0)
    const resources = new Map(against.flat().flatMap(({ refs }) => refs.map(ref => [`${ref.kind} ${ref.id}`, ref])))
    return [
      {
        kind: "pin_impossible",
        severity: "impossible",
        needed: slots.length,
        available: free,
        lessons: lessonIds(model, [lesson]),
        resources: [...resources.values()],
        message: `${lessonName(model, lesson)} is pinned to ${count(slots.length, "slot")} of which ${free} can be had: ${listed(names)} on ${when(model, bad, facts.weeks)}`
      }
    ]
  })

interface Missing {
  readonly name: string
  readonly refs: ReadonlyArray<ResourceRef>
}

const missingAt = (model: Model, lesson: number, slot: number): ReadonlyArray<Missing> => {
  const facts = model.lessons[lesson]
  if (facts === undefined) return []
  const placement = model.body.placements.findLast(({ lessonId }) => lessonId === facts.lesson.id)
  const chosen = placement?.teacherIds?.flatMap(id => model.teacherIndex.get(id) ?? [])
  const rooms = placement?.roomIds.flatMap(id => model.roomIndex.get(id) ?? []) ?? []
  const classes = new Set(
    [...facts.atoms]
      .filter(atom => model.atomOff[atom]?.[slot] === 1)
      .flatMap(
        atom =>
          facts.classes.find(c => model.atomsOfClass[c]?.includes(atom) === true) ?? smallestClassOf(model, atom) ?? []
      )
  )
  const missing = (name: string, refs: ReadonlyArray<ResourceRef>): Missing => ({
    name: `${name} is not available`,
    refs
  })
  return [
    ...(model.isBreak[slot] === 1 ? [{ name: "there is a break", refs: [] }] : []),
    ...(chosen ?? [...facts.teachers])
      .filter(teacher => model.teacherOff[teacher]?.[slot] === 1)
      .map(teacher => missing(teacherName(model, teacher), teacherRef(model, teacher))),
    ...[...classes].map(schoolClass => missing(className(model, schoolClass), classRef(model, schoolClass))),
    ...rooms
      .filter(room => model.roomOff[room]?.[slot] === 1)
      .map(room => missing(roomName(model, room), roomRef(model, room)))
  ]
}
