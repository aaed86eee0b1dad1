import { slotInfos } from "../../timetable/WeekGrid.ts"
import type { Given } from "./Given.ts"
import { has, mentionsIn, partsOfKind, type Reading } from "./Reading.ts"
import { fixed, timeSlot } from "./Slot.ts"
import { question, type Wish, wish } from "./Wish.ts"

const kinds = ["room", "teacher", "class"] as const

/** "Which rooms are free Thursday 4?" A clock time means the period that is going on then. */
export const freePlaces = (reading: Reading, given: Given): Wish | null => {
  const asked = kinds.filter(kind => has(reading, kind) || (kind === "teacher" && has(reading, "who")))
  if (asked.length > 1 || has(reading, "@period", "#time")) return null
  const slot = timeSlot(reading.parts) ?? atClock(reading, given)
  if (slot === null) return asked.length === 0 ? null : question("whichTime")
  const [kind] = asked
  if (kind !== undefined) return wish("/free", { kind: fixed(kind), slot })
  return wish("/free", { kind: { choices: kinds, missing: null }, slot })
}

const atClock = (reading: Reading, { vocabulary }: Given) => {
  const [day, ...days] = mentionsIn(reading.parts, "day").flatMap(({ items }) => items)
  const [time, ...times] = partsOfKind(reading.parts, "time")
  if (day === undefined || time === undefined || days.length + times.length > 0) return null
  const going = slotInfos(vocabulary.grid).find(
    ({ dayName, at }) =>
      dayName === day.name && at.start !== null && at.end !== null && at.start <= time.time && time.time < at.end
  )
  return going === undefined || !/^\d\d:\d\d$/.test(time.time) ? null : fixed(`${day.name} ${going.at.name}`)
}
