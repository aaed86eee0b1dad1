import { expect, it } from "@effect/vitest"
import { Effect, Fiber, Layer, TestClock } from "effect"
import { describe } from "vitest"
import * as Meter from "../../../src/chat/Meter.ts"
import { Stamp } from "../../../src/chat/Stamp.ts"
import { LogoutRepo } from "../../../src/chat/sessions/LogoutRepo.ts"
import { layerMemory as layerLogouts } from "../../../src/chat/sessions/LogoutRepoMemory.ts"
import { SessionRepo } from "../../../src/chat/sessions/SessionRepo.ts"
import { layerMemory as layerSessions } from "../../../src/chat/sessions/SessionRepoMemory.ts"
import { layerWith } from "../../../src/chat/topics/Retention.ts"
import { EventLog } from "../../../src/schedule/EventLog.ts"
import { layerMemory as layerEvents } from "../../../src/schedule/EventLogMemory.ts"
import { StorageUnavailable } from "../../../src/schedule/StorageUnavailable.ts"
import { SchoolId } from "../../../src/timetable/School.ts"

const schoolId = SchoolId.make("springfield")
const hour = 3_600_000
const day = 24 * hour
const now = 100 * day

const stamp = Layer.succeed(Stamp, { id: () => "id", millis: () => now, now: () => "2026-01-01T00:00:00.000Z" })
const settings = { age: "1 hour", newest: 3, every: "1 minute" } as const

const say = (topic: string, at: number) =>
  Effect.flatMap(EventLog, log => log.append({ schoolId, topic, payload: {}, at }))

const seqs = (topic: string) =>
  Effect.flatMap(EventLog, log =>
    Effect.map(log.read({ schoolId, topic }, { after: 0, limit: 100 }), ({ place, events }) => [
      place.seq,
      ...events.map(({ seq }) => seq)
    ])
  )

describe("what cannot be resumed any more", () => {
  it.scoped("is forgotten once a minute, by age and by number; what a topic counts on from is not", () =>
    Effect.gen(function* () {
      yield* say("busy", now)
      for (let n = 0; n < 4; n++) yield* say("busy", now)
      yield* say("old", now - hour - 1)
      yield* say("old", now - hour)
      const sessions = yield* SessionRepo
      const anna = { schoolId, userId: "anna" }
      yield* sessions.keep([
        { ...anna, id: "gone", seenAt: now - hour - 1 },
        { ...anna, id: "here", seenAt: now - hour }
      ])
      yield* Layer.build(layerWith(settings))
      yield* TestClock.adjust("59 seconds")
      expect(yield* seqs("busy")).toEqual([5, 1, 2, 3, 4, 5])
      yield* TestClock.adjust("1 second")
      expect([yield* seqs("busy"), yield* seqs("old")]).toEqual([
        [5, 3, 4, 5],
        [2, 2]
      ])
      expect((yield* sessions.find(["gone", "here"])).map(({ id }) => id)).toEqual(["here"])
      expect((yield* say("busy", now)).seq).toBe(6)
    }).pipe(Effect.provide(Layer.mergeAll(layerEvents, layerSessions, layerLogouts, stamp, Meter.layerNoop)))
  )

  it.scoped("and logouts, when no token from before them can be of use any more", () =>
    Effect.gen(function* () {
      const logouts = yield* LogoutRepo
      const [anna, ben] = [
        { schoolId, userId: "anna" },
        { schoolId, userId: "ben" }
      ]
      yield* logouts.keep({ ...anna, at: now - 90 * day - 1 })
      yield* logouts.keep({ ...ben, at: now - 90 * day })
      yield* Layer.build(layerWith(settings))
      yield* TestClock.adjust("1 minute")
      expect(yield* logouts.find([anna, ben])).toEqual([{ ...ben, at: now - 90 * day }])
    }).pipe(Effect.provide(Layer.mergeAll(layerEvents, layerSessions, layerLogouts, stamp, Meter.layerNoop)))
  )

  it.scoped("is forgotten a minute later when the database was away, piece by piece until nothing is left", () =>
    Effect.gen(function* () {
      const answers: Array<Effect.Effect<number, StorageUnavailable>> = [
        new StorageUnavailable({ cause: "away" }),
        Effect.succeed(5_000),
        Effect.succeed(12),
        Effect.succeed(0)
      ]
      const done = yield* Effect.makeLatch()
      const log = yield* EventLog
      const counting = Layer.succeed(EventLog, {
        ...log,
        trim: () => Effect.flatten(Effect.sync(() => answers.shift() ?? Effect.succeed(0)))
      })
      const sessions = yield* SessionRepo
      const last = Layer.succeed(SessionRepo, { ...sessions, trim: () => Effect.as(done.open, 0) })
      yield* Layer.build(Layer.provide(layerWith(settings), Layer.mergeAll(counting, last)))
      yield* TestClock.adjust("1 minute")
      expect(answers).toHaveLength(3)
      const waiting = yield* Effect.fork(done.await)
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(waiting)
      expect(answers).toHaveLength(0)
    }).pipe(Effect.provide(Layer.mergeAll(layerEvents, layerSessions, layerLogouts, stamp, Meter.layerNoop)))
  )
})
