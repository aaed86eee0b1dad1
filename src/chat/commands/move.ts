import { Effect, Schema } from "effect"
import { ascending } from "../../constraints/Model.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { movedTo } from "../../suggestions/whatIf.ts"
import { slotName } from "../../timetable/WeekGrid.ts"
import { command } from "../Command.ts"
import { findLesson, lessonAt } from "../lookups/lessonLookup.ts"
import { findRoom } from "../lookups/lookups.ts"
import { findSlot } from "../lookups/slotLookup.ts"
import { refuse } from "../Refusal.ts"
import { lesson, needed, Where } from "./parameters.ts"
import { whatIf } from "./whatIf.ts"

export const move = command({
  name: "/move",
  summary: "What if a lesson moved: what that would add and resolve. Writes nothing; answers a suggestion.",
  example: '/move lesson="7b Maths tuesday 3" to="tuesday 4"',
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({ lesson, to: needed("a day and a period, e.g. tuesday 3"), room: Where.room }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const { model, plan, live } = inspection
      const index = yield* findLesson(model, plan, asked.lesson, asker.context)
      const slot = yield* findSlot(model, asked.to, "to")
      const room = asked.room === undefined ? undefined : yield* findRoom(model, asked.room)
      const understood = {
        lesson: lessonAt(model, plan, index),
        to: slotName(model.body.grid, slot),
        ...(room === undefined ? {} : { room: room.name })
      }
      const isThere = slot === plan.slotOf[index] && (room === undefined || isOnly(plan.roomsOf(index), room.index))
      if (isThere)
        return yield* refuse("validation_failed", `${understood.lesson}, stands there already.`, [
          { path: "parameters.to", message: "where it is" }
        ])
      const proposal = movedTo(live, index, slot, room === undefined ? undefined : ascending([room.index]))
      return yield* whatIf(inspection, asker, proposal, understood)
    })
})

const isOnly = (rooms: Int32Array, room: number): boolean => rooms.length === 1 && rooms[0] === room
