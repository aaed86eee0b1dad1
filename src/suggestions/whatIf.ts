import type { LiveScore } from "../constraints/LiveScore.ts"
import { Blockers } from "./Blockers.ts"
import type { Proposal } from "./Proposal.ts"
import { proposalOf } from "./proposalOf.ts"
import { RoomOptions } from "./RoomOptions.ts"
import { changeOf, noRooms, type Step, take } from "./spots.ts"

/**
 * The lesson at that slot, in the rooms given (by number, ascending), or else in its own if they are free there, or else in
 * the best that are. With its consequences, good or bad; nothing is judged out. Afterwards the live score is as before.
 */
export const movedTo = (live: LiveScore, lesson: number, slot: number, rooms?: Int32Array): Proposal =>
  proposed(live, [{ lesson, slot, rooms: rooms ?? roomOptions(live).best(live, lesson, slot) }])

/**
 * The two lessons, each at the other's time, in rooms as `movedTo` chooses them when both have left theirs. Where one of them has no
 * time, the other one loses its own to it. Afterwards the live score is as before.
 */
export const swapOf = (live: LiveScore, a: number, b: number): Proposal => {
  const { plan } = live
  const rooms = roomOptions(live)
  const [slotOfA, slotOfB] = [plan.slotOf[a] ?? -1, plan.slotOf[b] ?? -1]
  const mark = live.mark()
  // Without a time, but with its rooms, so that it is seen which were its own.
  take(live, { lesson: b, slot: -1, rooms: plan.roomsOf(b) })
  const toB: Step = { lesson: a, slot: slotOfB, rooms: slotOfB < 0 ? noRooms : rooms.best(live, a, slotOfB) }
  take(live, toB)
  const toA: Step = { lesson: b, slot: slotOfA, rooms: slotOfA < 0 ? noRooms : rooms.best(live, b, slotOfA) }
  live.undoTo(mark)
  return proposed(live, [toB, toA])
}

const proposed = (live: LiveScore, steps: ReadonlyArray<Step>): Proposal =>
  proposalOf(
    live,
    steps.flatMap(step => changeOf(live, step) ?? [])
  )

const roomOptions = ({ rulebook, plan }: LiveScore): RoomOptions =>
  new RoomOptions(rulebook, plan, new Blockers(rulebook, plan))
