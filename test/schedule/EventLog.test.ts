import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import { layerEmbedded } from "../../src/schedule/Database.ts"
import { beginning, EventLog, type NewEvent } from "../../src/schedule/EventLog.ts"
import { layerMemory } from "../../src/schedule/EventLogMemory.ts"
import { layer as layerPg } from "../../src/schedule/EventLogPg.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { layer as layerSchedulePg } from "../../src/schedule/ScheduleRepoPg.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { layerFreshPostgres, migrated } from "../support/Postgres.ts"

const springfield = SchoolId.make("springfield")
const shelbyville = SchoolId.make("shelbyville")

const twoSchools = Layer.effectDiscard(
  Effect.flatMap(ScheduleRepo, repo =>
    Effect.forEach([springfield, shelbyville], id => repo.putSchool({ id, name: id, timeZone: "Europe/London" }))
  )
).pipe(Layer.provide(layerSchedulePg))

const now = 1_790_000_000_000
const event = (topic: string, other: Partial<NewEvent> = {}): NewEvent => ({
  schoolId: springfield,
  topic,
  payload: { said: topic },
  at: now,
  ...other
})
const all = { after: 0, limit: 1_000 }
const forEver = { before: 0, newest: 1_000_000 }

describe.each([
  ["in memory", layerMemory, "memory"],
  ["on PGlite", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerEmbedded("memory://"))), "PGlite"],
  ["on PostgreSQL", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerFreshPostgres())), "PostgreSQL"]
])("events %s", (_, events, kind) => {
  layer(Layer.orDie(events), { timeout: "60 seconds" })(it => {
    it.effect("are numbered from 1 without a gap, and come back in order as they were told", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        const payloads = [{ text: "NUL \u0000 and half \ud83d" }, ["a", null, 1.5], "plain"]
        const places = yield* Effect.forEach(payloads, payload => log.append(event("conv:order", { payload })))
        expect(places.map(({ seq }) => seq)).toEqual([1, 2, 3])
        expect(new Set(places.map(({ epoch }) => epoch)).size).toBe(1)
        const { place, events } = yield* log.read({ schoolId: springfield, topic: "conv:order" }, all)
        expect(place).toEqual(places[2])
        expect(events).toEqual(payloads.map((payload, i) => ({ seq: i + 1, payload, at: now })))
      })
    )

    it.effect("are read after a place, the oldest first, no more than asked for; or the newest", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        const topic = { schoolId: springfield, topic: "conv:pages" }
        for (let n = 1; n <= 5; n++) yield* log.append(event(topic.topic))
        const seqs = (after: number | null, limit: number) =>
          Effect.map(log.read(topic, { after, limit }), page => [page.place.seq, page.events.map(({ seq }) => seq)])
        expect(yield* seqs(2, 2)).toEqual([5, [3, 4]])
        expect(yield* seqs(3, 9)).toEqual([5, [4, 5]])
        expect(yield* seqs(5, 9)).toEqual([5, []])
        expect(yield* seqs(7, 9)).toEqual([5, []])
        expect(yield* seqs(null, 2)).toEqual([5, [4, 5]])
      })
    )

    it.effect("of a topic in which nothing happened: it stands at its beginning", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        expect(yield* log.read({ schoolId: springfield, topic: "conv:never" }, all)).toEqual({
          place: beginning,
          events: []
        })
      })
    )

    it.effect("of another school's topic of the same name are not seen", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        const ours = yield* log.append(event("timetable:week"))
        const theirs = yield* log.append(event("timetable:week", { schoolId: shelbyville, payload: "theirs" }))
        expect([ours.seq, theirs.seq]).toEqual([1, 1])
        expect(ours.epoch).not.toBe(theirs.epoch)
        const { events } = yield* log.read({ schoolId: springfield, topic: "timetable:week" }, all)
        expect(events.map(({ payload }) => payload)).toEqual([{ said: "timetable:week" }])
      })
    )

    it.effect("tell where many topics stand at once, and leave out those that never began", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        const one = yield* log.append(event("conv:one"))
        yield* log.append(event("conv:two"))
        const two = yield* log.append(event("conv:two"))
        const asked = ["conv:one", "conv:none", "conv:two"].map(topic => ({ schoolId: springfield, topic }))
        const places = (yield* log.places(asked)).toSorted((a, b) => (a.topic < b.topic ? -1 : 1))
        expect(places).toEqual([
          { schoolId: springfield, topic: "conv:one", ...one },
          { schoolId: springfield, topic: "conv:two", ...two }
        ])
        expect(yield* log.places([])).toEqual([])
      })
    )

    it.effect("get one number each when many are told at once", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        const places = yield* Effect.forEach(
          Array.from({ length: 40 }, (_, n) => n),
          n => log.atomically(log.append(event("conv:race", { payload: n }))),
          { concurrency: "unbounded" }
        )
        const seqs = places.map(({ seq }) => seq).toSorted((a, b) => a - b)
        expect(seqs).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
        const { events } = yield* log.read({ schoolId: springfield, topic: "conv:race" }, all)
        expect(events.map(({ seq }) => seq)).toEqual(seqs)
      })
    )

    it.effect("are forgotten by age and by number, the newest of a topic staying in their places", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        yield* log.append(event("conv:old", { at: 1_000 }))
        yield* log.append(event("conv:old", { at: 2_000 }))
        const busy = { schoolId: springfield, topic: "conv:busy" }
        for (let n = 1; n <= 45; n++) yield* log.append(event(busy.topic))
        expect(yield* log.trim({ ...forEver, before: 2_000 })).toBe(1)
        expect(yield* log.trim({ ...forEver, before: 2_000 })).toBe(0)
        expect(yield* log.trim({ ...forEver, newest: 42 })).toBe(3)
        const old = yield* log.read({ schoolId: springfield, topic: "conv:old" }, all)
        expect(old.events.map(({ seq }) => seq)).toEqual([2])
        const { place, events } = yield* log.read(busy, all)
        expect([place.seq, events[0]?.seq, events.length]).toEqual([45, 4, 42])
        expect((yield* log.append(event(busy.topic))).seq).toBe(46)
      })
    )

    it.effect("go with their topic when it is removed; what is told there later is of another epoch", () =>
      Effect.gen(function* () {
        const log = yield* EventLog
        const topic = { schoolId: springfield, topic: "conv:removed" }
        const before = yield* log.append(event(topic.topic))
        yield* log.remove(topic)
        expect(yield* log.read(topic, all)).toEqual({ place: beginning, events: [] })
        const after = yield* log.append(event(topic.topic))
        expect(after.seq).toBe(1)
        expect(after.epoch).not.toBe(before.epoch)
      })
    )

    if (kind !== "memory")
      it.effect("are not there, and leave no gap, when what was written with them was not", () =>
        Effect.gen(function* () {
          const log = yield* EventLog
          const topic = { schoolId: springfield, topic: "conv:undone" }
          yield* log.append(event(topic.topic))
          const failing = Effect.zipRight(log.append(event(topic.topic)), Effect.fail("no" as const))
          expect(yield* Effect.flip(log.atomically(failing))).toBe("no")
          expect((yield* log.append(event(topic.topic))).seq).toBe(2)
          expect((yield* log.read(topic, all)).events.map(({ seq }) => seq)).toEqual([1, 2])
        })
      )
  })
})
