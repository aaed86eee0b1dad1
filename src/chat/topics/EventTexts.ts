import { Effect, Schema } from "effect"
import { encodeFrame, eventFrame, type ServerFrame } from "../../protocol/ServerFrame.ts"
import { ChangeEvent, ChangeRepo, type Committed } from "../../schedule/ChangeRepo.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import type { Place, StoredEvent } from "../../schedule/EventLog.ts"
import { changeLines } from "../proposals/changeWords.ts"
import { isoTime, wireChange } from "../proposals/wireSuggestion.ts"
import type { Topic } from "./Topic.ts"

/** A frame as it stands in the log: all of it but its place, so that it is the same frame whenever it is told. */
const KeptFrame = Schema.Struct({
  id: Schema.String,
  type: Schema.Literal("assistant", "system", "user"),
  content: Schema.String,
  timestamp: Schema.String,
  metadata: Schema.Record({ key: Schema.String, value: Schema.Unknown })
})
export interface KeptFrame extends Schema.Schema.Type<typeof KeptFrame> {}

const decode = Schema.decodeUnknown(Schema.Union(ChangeEvent, KeptFrame))

export const keptFrame = ({ id, type, content, metadata }: ServerFrame, freshId: string, now: string): KeptFrame => ({
  id: id ?? freshId,
  type,
  content,
  timestamp: now,
  metadata: { ...metadata }
})

/** Encoded, with its place. */
export const keptText = (frame: KeptFrame, { epoch, seq }: Place): string =>
  JSON.stringify({ ...frame, metadata: { ...frame.metadata, epoch, seq } })

/** What is told of an event, whether it just happened or is told again. */
export const makeEventTexts = Effect.gen(function* () {
  const changes = yield* ChangeRepo
  const detector = yield* ConflictDetector

  const change = ({ record, epoch, seq }: Committed) =>
    Effect.map(detector.inspect(record.schoolId, record.timetableId), ({ model }) => {
      const told = wireChange(model, record)
      const text = `${record.actor.name}: ${changeLines(told).join("\n")}`
      return encodeFrame(eventFrame(text, { event: "change", epoch, seq, ...told }), record.id, isoTime(record.at))
    })

  const event = (topic: Topic, { epoch }: Place, { seq, payload }: StoredEvent) =>
    Effect.gen(function* () {
      const kept = yield* Effect.orDie(decode(payload))
      if (!("changeId" in kept)) return keptText(kept, { epoch, seq })
      const record = yield* changes.find(topic.schoolId, kept.timetableId, kept.changeId)
      if (record === null) return yield* Effect.dieMessage(`the change ${kept.changeId} is told of and not there`)
      return yield* change({ record, epoch, seq, duplicate: false })
    })

  return { change, event }
})
