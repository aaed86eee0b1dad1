import { expect, it } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"
import { describe } from "vitest"
import { ChangeFeed } from "../../src/schedule/ChangeFeed.ts"
import { layer } from "../../src/schedule/ChangeFeedLocal.ts"
import type { Committed } from "../../src/schedule/ChangeRepo.ts"
import { recordOf } from "../../src/schedule/spending.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { TimetableId } from "../../src/timetable/Timetable.ts"
import { commitTo } from "./changing.ts"

/** The change that made this version of a timetable. */
const change = (school: string, version: number): Committed => {
  const head = {
    id: TimetableId.make("week"),
    schoolId: SchoolId.make(school),
    name: "Week",
    version,
    published: false
  }
  return { record: recordOf(commitTo(head), version), epoch: "1", seq: version, duplicate: false }
}

describe("the feed of changes", () => {
  it.effect("tells everybody who listens of each version once, in order, every timetable apart", () =>
    Effect.gen(function* () {
      const feed = yield* ChangeFeed
      const [second, third, theirs] = [change("ours", 2), change("ours", 3), change("theirs", 2)]
      yield* feed.publish(change("ours", 1))
      const one = yield* feed.subscribe
      const another = yield* feed.subscribe
      const told = [second, { ...second, duplicate: true }, third, second, theirs]
      yield* Effect.forEach(told, committed => feed.publish(committed))
      for (const stream of [one, another])
        expect(Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(stream, 3)))).toEqual([second, third, theirs])
    }).pipe(Effect.scoped, Effect.provide(layer))
  )

  it.effect("does not wait for one who does not listen: the oldest are dropped for that one", () =>
    Effect.gen(function* () {
      const feed = yield* ChangeFeed
      const asleep = yield* feed.subscribe
      const all = Array.from({ length: 1030 }, (_, i) => change("ours", i + 1))
      yield* Effect.forEach(all, committed => feed.publish(committed))
      const heard = Chunk.toReadonlyArray(yield* Stream.runCollect(Stream.take(asleep, 1024)))
      expect(heard.map(({ seq }) => seq)).toEqual(all.slice(6).map(({ seq }) => seq))
    }).pipe(Effect.scoped, Effect.provide(layer))
  )
})
