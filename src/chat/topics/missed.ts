import { beginning, type Page, type Place, type StoredEvent } from "../../schedule/EventLog.ts"

/** What is told again at most, of one topic. */
export const missedAtMost = 500

/** Why somebody must load a topic again instead of being told what they missed. */
export type NotResumed =
  | "unknown_epoch"
  | "unknown_place"
  | "too_old"
  | "too_much"
  | "not_found"
  | "forbidden"
  | "unknown_session"
  | "unavailable"

/** All that was missed since a place, or why that cannot be told: never a part of it. `page` begins after that place. */
export const missedSince = (from: Place, { place, events }: Page): ReadonlyArray<StoredEvent> | NotResumed => {
  if (from.epoch !== place.epoch && from.epoch !== beginning.epoch) return "unknown_epoch"
  if (from.seq > place.seq) return "unknown_place"
  if (events.length > missedAtMost) return "too_much"
  return events.length < place.seq - from.seq ? "too_old" : events
}
