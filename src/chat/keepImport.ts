import { Data, Effect } from "effect"
import type { ImportedTimetable } from "../interchange/ImportReport.ts"
import { encodeFrame, eventFrame } from "../protocol/ServerFrame.ts"
import { ConflictDetector } from "../schedule/ConflictDetector.ts"
import { EventLog } from "../schedule/EventLog.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import type { TimetableHead } from "../timetable/Timetable.ts"
import { titleFrom } from "./conversations/ConversationRepo.ts"
import { type Refusal, refuse } from "./Refusal.ts"
import { Stamp } from "./Stamp.ts"
import { makeEventTexts } from "./topics/EventTexts.ts"
import { timetableTopic } from "./topics/Topic.ts"
import { Topics } from "./topics/Topics.ts"
import type { User } from "./User.ts"
import { wireTimetable } from "./wire.ts"

/** More timetables than that are a mistake, or worse. */
const mostTimetables = 200

/** The school has a timetable of this name, and nobody said that it is to be replaced. */
export class NameTaken extends Data.TaggedError("NameTaken")<{ readonly head: TimetableHead }> {}

export interface ImportWishes {
  /** null: as the file calls it. */
  readonly name: string | null
  readonly replace: boolean
  readonly makeCurrent: boolean
}

export interface KeptImport {
  readonly head: TimetableHead
  readonly isCurrent: boolean
  readonly isReplaced: boolean
}

/** Keeps what somebody uploaded, whole or not at all, and tells everybody of the school. The first one becomes current. */
export const keepImport = Effect.fn("Imports.keep")(function* (
  { schoolId, id, name: userName }: User,
  imported: ImportedTimetable,
  { name: asked, replace, makeCurrent }: ImportWishes
) {
  const repo = yield* ScheduleRepo
  const actor = { id, name: userName }
  const name = titleFrom(asked ?? imported.name)
  const heads = yield* repo.heads(schoolId)
  const taken = heads.find(head => head.name === name)
  if (taken !== undefined && !replace) return yield* new NameTaken({ head: taken })
  if (taken === undefined && heads.length >= mostTimetables) return yield* tooMany
  const isFirst = heads.length === 0
  const head = yield* repo.put({ schoolId, name, body: imported.body, makeCurrent: makeCurrent || isFirst, actor })
  yield* Effect.uninterruptible(tell(head, actor, heads))
  // Whoever opens it next, as most do at once, does not wait for it to be judged.
  yield* Effect.ignore(Effect.flatMap(ConflictDetector, detector => detector.inspect(schoolId, head.id)))
  const current = yield* Effect.option(repo.head(schoolId, null))
  const kept: KeptImport = {
    head,
    isCurrent: current._tag === "Some" && current.value.id === head.id,
    isReplaced: taken !== undefined
  }
  return kept
})

const tooMany: Effect.Effect<never, Refusal> = refuse(
  "limit_exceeded",
  `The school has ${mostTimetables} timetables already; replace one of them.`,
  [{ path: "name", message: `at most ${mostTimetables} timetables` }]
)

/** Whoever is of the school looks at one of its timetables, so telling it there reaches everybody, on every node. */
const tell = (
  head: TimetableHead,
  actor: { readonly id: string; readonly name: string },
  before: ReadonlyArray<TimetableHead>
) =>
  Effect.gen(function* () {
    const topics = yield* Topics
    const stamp = yield* Stamp
    const text = `${actor.name} imported ${head.name}.`
    const frame = eventFrame(text, { event: "imported", timetable: wireTimetable(head), actor })
    const encoded = encodeFrame(frame, stamp.id(), stamp.now())
    for (const { id } of before) topics.pass(timetableTopic(head.schoolId, id), encoded)
    if (before.some(({ id }) => id === head.id)) yield* tellChange(head)
  }).pipe(
    // It is kept: those who do not hear of it now will when they look.
    Effect.catchAllCause(cause => Effect.logWarning("an import could not be told", cause))
  )

/** Those who look at the one that was replaced: the record of it is written, and so has its place. */
const tellChange = ({ schoolId, id }: TimetableHead) =>
  Effect.gen(function* () {
    const log = yield* EventLog
    const topics = yield* Topics
    const texts = yield* makeEventTexts
    const topic = timetableTopic(schoolId, id)
    const { place, events } = yield* log.read(topic, { after: null, limit: 1 })
    const [event] = events
    if (event !== undefined)
      topics.tell(topic, { epoch: place.epoch, seq: event.seq }, yield* texts.event(topic, place, event))
  })
