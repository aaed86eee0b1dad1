import { count } from "../../constraints/words.ts"
import type { Constraint } from "../../timetable/Constraint.ts"
import type { Pin, Placement } from "../../timetable/Placement.ts"
import type { RoomId } from "../../timetable/Room.ts"
import type { FetActivity } from "./FetActivities.ts"
import { type FetSchool, toConstraint } from "./FetConstraint.ts"
import type { Said } from "./FetConstraints.ts"
import { onLessons } from "./timeConstraints.ts"

export interface Placements {
  readonly placements: ReadonlyArray<Placement>
  /** Fixed times that contradict the one a lesson was placed at: kept, so that they show as hard conflicts. */
  readonly contradicted: ReadonlyArray<Constraint>
  readonly notes: ReadonlyArray<string>
}

const lockedInFet: Pin = { by: "FET", why: "permanently locked" }

/** Where FET has put its activities: times and rooms at 100 %. The first one counts where there are several. */
export const toPlacements = (said: ReadonlyArray<Said>, { grid, activities }: FetSchool): Placements => {
  const starts = new Map<FetActivity, { readonly slot: number; pin: Pin | null }>()
  const roomsOf = new Map<FetActivity, ReadonlyArray<RoomId>>()
  const contradicted: Array<Constraint> = []
  const notes: Array<string> = []
  for (const { constraint, finding } of said) {
    if (finding.is === "start") {
      const { activity, slot, locked } = finding
      const start = starts.get(activity) ?? { slot, pin: null }
      starts.set(activity, start)
      if (start.slot !== slot) {
        const parameters = { slots: [slot], applies_to: "start" }
        contradicted.push(toConstraint(constraint, "preferred_time", onLessons([activity]), parameters))
        notes.push(
          `Activity ${activity.number} is fixed at two times: it is placed at ${grid.nameOf(start.slot)}, not at ${grid.nameOf(slot)}.`
        )
      } else if (locked) start.pin = lockedInFet
    } else if (finding.is === "room") {
      const { activity, rooms, wanted } = finding
      const before = roomsOf.get(activity)
      if (before === undefined) roomsOf.set(activity, rooms)
      else if (String(before) !== String(rooms))
        notes.push(`Activity ${activity.number} is fixed in two rooms: it is not placed in ${wanted.room.name}.`)
      if (rooms.length === 0)
        notes.push(`Activity ${activity.number} is in ${wanted.room.name}, a virtual room, and no real room is named.`)
    }
  }
  const placements = activities.active.flatMap((activity): ReadonlyArray<Placement> => {
    const start = starts.get(activity)
    if (start === undefined) return []
    const { lessonId } = activity
    return [
      {
        lessonId,
        slot: start.slot,
        roomIds: roomsOf.get(activity) ?? [],
        teacherIds: null,
        assigned: [],
        pin: start.pin
      }
    ]
  })
  const waiting = [...roomsOf.keys()].filter(activity => !starts.has(activity)).length
  if (waiting > 0) notes.push(`Unplaced, for want of a time, though with a room: ${count(waiting, "lesson")}.`)
  return { placements, contradicted, notes }
}
