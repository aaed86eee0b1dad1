import { Effect, Layer, Option, Redacted } from "effect"
import { Applier } from "../../src/schedule/Applier.ts"
import { ConflictDetector } from "../../src/schedule/ConflictDetector.ts"
import { layerEmbedded, layerPostgres } from "../../src/schedule/Database.ts"
import { migrate } from "../../src/schedule/Migrations.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import type { Timetable } from "../../src/timetable/Timetable.ts"
import { applying, clashing, decisionOn, moving } from "./applyingStory.ts"
import { inDatabase, openTimetable } from "./changing.ts"

/**
 * A program for applyingKilled.test.ts: opens the store and applies one change after the other until it is killed. It
 * says `sent FRAME VERSION` before each and `done FRAME VERSION DUPLICATE` after it. Told a frame and the version that it
 * was sent for, it begins with that one, as a client does that never got an answer.
 */
const [, , store = "", frame = "1", version = ""] = process.argv

/** Two lessons go on by one slot: a change of which half is there is seen. */
const onwards = (timetable: Timetable) => {
  const next = (name: string) => {
    const slot = timetable.placements.find(({ lessonId }) => lessonId === name)?.slot ?? 0
    return (slot + 1) % 8
  }
  return moving(timetable, { "9B": next("9B"), "9D": next("9D") })
}

const say = (...words: ReadonlyArray<string | number | boolean>) =>
  Effect.sync(() => process.stdout.write(`${words.join(" ")}\n`))

const applyFrom = (first: number, sentFor: number | null) =>
  Effect.gen(function* () {
    const applier = yield* Applier
    const detector = yield* ConflictDetector
    const known = yield* Effect.option(detector.inspect(SchoolId.make("Springfield"), null))
    const { schoolId, id } = Option.isSome(known)
      ? known.value.timetable
      : yield* openTimetable("Springfield", clashing)
    for (let n = first; ; n++) {
      const { timetable } = yield* detector.inspect(schoolId, id)
      const decided = n === first && sentFor !== null ? sentFor : timetable.version
      yield* say("sent", n, decided)
      const { record, duplicate } = yield* applier.apply(
        decisionOn({ ...timetable, version: decided }, onwards(timetable), {
          clientId: `frame ${n}`,
          forced: true,
          why: "on and on"
        })
      )
      yield* say("done", n, record.version, duplicate)
    }
  })

const database = store.startsWith("postgres:") ? layerPostgres(Redacted.make(store)) : layerEmbedded(store)

Effect.runFork(
  applyFrom(Number(frame), version === "" ? null : Number(version)).pipe(
    Effect.provide(
      Layer.provideMerge(
        applying,
        Layer.provide(inDatabase, Layer.provideMerge(Layer.effectDiscard(migrate), database))
      )
    )
  )
)
