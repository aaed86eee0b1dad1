import { Effect, Schema } from "effect"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { noEdit, type PinChange } from "../../timetable/Edit.ts"
import { type Asker, command } from "../Command.ts"
import { findLesson, lessonAt } from "../lookups/lessonLookup.ts"
import { decide } from "../proposals/deciding.ts"
import { type Refusal, refuse } from "../Refusal.ts"
import { lesson, text } from "./parameters.ts"

export const lock = command({
  name: "/lock",
  summary: "Keeps a lesson where it is: no suggestion moves it.",
  example: '/lock lesson="7b Maths tuesday 3" why="room is booked"',
  role: "editor",
  manner: "write",
  bare: "lesson",
  parameters: Schema.Struct({ lesson, why: text("why it is to stay") }),
  handle: (asked, asker) =>
    pin(asker, asked.lesson, "locked", asked.why ?? null, found => {
      if (found.pin !== null)
        return refuse("validation_failed", `${found.name}, is locked already, by ${found.pin.by}.`, [
          { path: "parameters.lesson", message: "locked already" }
        ])
      return { by: asker.user.name, why: asked.why ?? "" }
    })
})

export const unlock = command({
  name: "/unlock",
  summary: "Lets a locked lesson move again.",
  example: '/unlock lesson="Year 7 Assembly"',
  role: "editor",
  manner: "write",
  bare: "lesson",
  parameters: Schema.Struct({ lesson }),
  handle: (asked, asker) =>
    pin(asker, asked.lesson, "unlocked", null, found =>
      found.pin === null
        ? refuse("validation_failed", `${found.name}, is not locked.`, [
            { path: "parameters.lesson", message: "not locked" }
          ])
        : null
    )
})

interface Found {
  readonly name: string
  readonly pin: PinChange["from"]
}

const triesWhileOthersWrite = 3

/** What somebody else changes at the same moment does not matter to a lock: it is decided again on their version. */
const pin = (
  asker: Asker,
  asked: string | undefined,
  kind: "locked" | "unlocked",
  why: string | null,
  to: (found: Found) => PinChange["to"] | Refusal
) =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const { timetable, model, plan } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
    const index = yield* findLesson(model, plan, asked, asker.context)
    const id = model.lessons[index]?.lesson.id
    const placement = timetable.placements.find(({ lessonId }) => lessonId === id)
    const name = lessonAt(model, plan, index)
    if (placement === undefined || placement.slot === null)
      return yield* refuse("validation_failed", `${name}, has no place to be kept at. /move gives it one.`, [
        { path: "parameters.lesson", message: "unplaced" }
      ])
    const wanted = to({ name, pin: placement.pin })
    if (wanted !== null && "_tag" in wanted) return yield* wanted
    return yield* decide(asker, {
      timetableId: timetable.id,
      version: timetable.version,
      kind,
      edit: { ...noEdit, pins: [{ lessonId: placement.lessonId, from: placement.pin, to: wanted }] },
      why
    })
  }).pipe(Effect.retry({ times: triesWhileOthersWrite, while: error => error._tag === "StaleVersion" }))
