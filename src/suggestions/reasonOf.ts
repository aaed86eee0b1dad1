import { type Delta, differenceOf } from "../constraints/Delta.ts"
import type { Model } from "../constraints/Model.ts"
import { count, listed, when } from "../constraints/words.ts"
import type { Change } from "../timetable/Change.ts"
import { changesRooms, changesTime } from "./disturbance.ts"

/** One sentence of computed facts: what moves; what that resolves, adds and costs. */
export const reasonOf = (model: Model, changes: ReadonlyArray<Change>, delta: Delta): string =>
  `${listed(changes.map(change => movement(model, change)))}: ${effect(delta)}.`

const movement = (model: Model, change: Change): string => {
  const { lessonId, from, to } = change
  const name = model.lessons[model.lessonIndex.get(lessonId) ?? -1]?.name ?? lessonId
  if (to === null || to.slot === null) return `${name} loses its place`
  const rooms = to.roomIds.map(id => model.body.rooms[model.roomIndex.get(id) ?? -1]?.name ?? id)
  const room = changesRooms(change) && rooms.length > 0 ? ` in ${listed(rooms)}` : ""
  const at = when(model, [to.slot])
  if (from === null || from.slot === null) return `${name} gets ${at}${room}`
  if (changesTime(change)) return `${name} goes from ${when(model, [from.slot])} to ${at}${room}`
  return room === "" ? `${name} stays on ${at}` : `${name} on ${at} is held${room}`
}

const effect = (delta: Delta): string => {
  const { hard, soft } = differenceOf(delta.before, delta.after)
  const [worst] = delta.resolved
  const more = delta.resolved.length - 1
  const resolved =
    worst === undefined ? [] : [`resolves "${worst.message}"${more > 0 ? ` and ${count(more, "more conflict")}` : ""}`]
  const added = delta.added.length === 0 ? [] : [`adds ${count(delta.added.length, "conflict")}`]
  return listed([...resolved, ...added, costs(hard, soft)])
}

const costs = (hard: number, soft: number): string => {
  if (hard === 0 && soft === 0) return "leaves the cost as it is"
  const parts = [hard === 0 ? [] : [`${signed(hard)} hard`], soft === 0 ? [] : [`${signed(soft)} soft`]].flat()
  return `changes the cost by ${listed(parts)}`
}

const signed = (difference: number): string => (difference > 0 ? `+${difference}` : `−${-difference}`)
