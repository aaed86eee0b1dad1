import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, TestClock } from "effect"
import { Stamp } from "../../../src/chat/Stamp.ts"
import { layer as layerRegistry } from "../../../src/chat/sessions/ConnectionRegistry.ts"
import { makeSessionLog } from "../../../src/chat/sessions/SessionLog.ts"
import { SessionRepo, type StoredSession } from "../../../src/chat/sessions/SessionRepo.ts"
import type { User } from "../../../src/chat/User.ts"
import { StorageUnavailable } from "../../../src/schedule/StorageUnavailable.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { testSession } from "../../support/TestSession.ts"

const anna: User = { id: "anna", name: "Anna", schoolId: SchoolId.make("springfield"), role: "viewer" }
const stranger: User = { ...anna, id: "zoe", schoolId: SchoolId.make("nowhere") }

const session = (id: string, user = anna) => Object.assign(testSession(user).session, { id })
const stored = (id: string): StoredSession => ({ id, schoolId: anna.schoolId, userId: anna.id, seenAt: 5 })

/** The log over a store that does with a batch what `keep` says before it has it; `asked`: how many ids each time. */
const logOver = (
  keep: (
    sessions: ReadonlyArray<StoredSession>,
    kept: Map<string, StoredSession>
  ) => Effect.Effect<void, StorageUnavailable>
) => {
  const kept = new Map<string, StoredSession>()
  const asked: Array<number> = []
  const repo = Layer.succeed(SessionRepo, {
    keep: sessions =>
      Effect.map(keep(sessions, kept), () => {
        for (const each of sessions) kept.set(each.id, each)
      }),
    find: ids =>
      Effect.sync(() => {
        asked.push(ids.length)
        return [...kept.values()].filter(({ id }) => ids.includes(id))
      }),
    trim: () => Effect.succeed(0)
  })
  const stamp = Layer.succeed(Stamp, { id: () => "id", millis: () => 5, now: () => "" })
  return Effect.map(Effect.provide(makeSessionLog, Layer.mergeAll(repo, stamp, layerRegistry)), log => ({
    log,
    kept,
    asked
  }))
}

const passes = TestClock.adjust("100 millis")

describe("a session can be resumed", () => {
  it.scoped("from its greeting on, also while it is on its way to the store", () =>
    Effect.gen(function* () {
      const { log, kept } = yield* logOver(() => Effect.sleep("1 minute"))
      log.note(session("s"))
      expect(yield* log.find("s")).toEqual(stored("s"))
      yield* passes
      expect([...kept.keys()]).toEqual([])
      expect(yield* log.find("s")).toEqual(stored("s"))
      yield* TestClock.adjust("1 minute")
      expect([...kept.keys()]).toEqual(["s"])
      expect(yield* log.find("s")).toEqual(stored("s"))
      expect(yield* log.find("another")).toBe(null)
    })
  )

  it.scoped("when the store was away as it began, and is kept when it is back", () =>
    Effect.gen(function* () {
      let isAway = true
      const { log, kept } = yield* logOver(() =>
        isAway ? Effect.fail(new StorageUnavailable({ cause: "away" })) : Effect.void
      )
      log.note(session("s"))
      yield* passes
      expect(yield* log.find("s")).toEqual(stored("s"))
      expect([...kept.keys()]).toEqual([])
      isAway = false
      yield* passes
      expect([...kept.keys()]).toEqual(["s"])
    })
  )

  it.scoped("when somebody of a school that is not there came in the same moment", () =>
    Effect.gen(function* () {
      const { log, kept } = yield* logOver(sessions =>
        sessions.some(({ schoolId }) => schoolId === stranger.schoolId) ? Effect.die("no such school") : Effect.void
      )
      log.note(session("one"))
      log.note(session("strange", stranger))
      log.note(session("two"))
      yield* passes
      expect([...kept.keys()]).toEqual(["one", "two"])
      expect(yield* log.find("strange")).toBe(null)
    })
  )

  it.scoped("with as many as come back in the same moment: the store is asked once for all", () =>
    Effect.gen(function* () {
      const { log, kept, asked } = yield* logOver(() => Effect.void)
      const ids = Array.from({ length: 300 }, (_, i) => `s${i}`)
      for (const id of ids) kept.set(id, stored(id))
      const found = yield* Effect.forEach([...ids, "nobody's"], log.find, { concurrency: "unbounded" })
      expect(found).toEqual([...ids.map(stored), null])
      expect(asked).toEqual([301])
    })
  )

  it.scoped("and is seen again where it is noted again while it is written", () =>
    Effect.gen(function* () {
      let writes = 0
      const { log } = yield* logOver(() => {
        writes += 1
        return Effect.sleep("1 second")
      })
      log.note(session("s"))
      yield* passes
      log.note(session("s"))
      yield* TestClock.adjust("1 second")
      expect(writes).toBe(1)
      yield* passes
      expect(writes).toBe(2)
      yield* TestClock.adjust("1 second")
    })
  )
})
