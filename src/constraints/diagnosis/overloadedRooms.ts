import { flags, type Model } from "../Model.ts"
import { count, listedShort, roomName, roomRef, weekLabel } from "../words.ts"
import { type Finding, freeSlots, fullestWeek, lessonIds } from "./Finding.ts"

/**
 * Rooms, or sets of rooms that answer a need, that more lessons have to be held in than they have slots. Every need that
 * occurs is a set that is tried, together with the lessons that have to make do with a part of it (Hall's condition, on
 * these sets only: a shortage may still hide in a union of them).
 */
export const overloadedRooms = (model: Model): ReadonlyArray<Finding> => {
  const needs = new Map<string, { readonly rooms: Int32Array; readonly lessons: Array<number> }>()
  for (const { index, suitableRooms } of model.lessons) {
    if (suitableRooms === null || suitableRooms.length === 0) continue
    const key = String(suitableRooms)
    const need = needs.get(key)
    if (need === undefined) needs.set(key, { rooms: suitableRooms, lessons: [index] })
    else need.lessons.push(index)
  }
  return [...needs.values()].flatMap(({ rooms }): ReadonlyArray<Finding> => {
    const inside = flags(model.body.rooms.length, rooms)
    const bound = [...needs.values()].filter(need => need.rooms.every(room => inside[room] === 1))
    const load = fullestWeek(
      model,
      bound.flatMap(need => need.lessons)
    )
    const free = rooms.reduce((sum, room) => sum + freeSlots(model, model.roomOff[room]), 0)
    if (load.periods <= free) return []
    const names = listedShort([...rooms].map(room => roomName(model, room)))
    const [be, have] = rooms.length === 1 ? ["is", "has"] : ["are", "have"]
    return [
      {
        kind: "overloaded_room",
        severity: "impossible",
        needed: load.periods,
        available: free,
        lessons: lessonIds(model, load.lessons),
        resources: [...rooms].flatMap(room => roomRef(model, room)),
        message: `${names} ${be} needed for ${count(load.periods, "period")}${weekLabel(model, 1 << load.week)} but ${have} only ${count(free, "free slot")}`
      }
    ]
  })
}
