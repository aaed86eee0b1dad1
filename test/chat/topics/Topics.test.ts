import { Effect, Exit, Layer, Scope, TestClock, TestContext } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Bus from "../../../src/chat/Bus.ts"
import * as Meter from "../../../src/chat/Meter.ts"
import { Stamp } from "../../../src/chat/Stamp.ts"
import { ConnectionRegistry, layer as layerRegistry } from "../../../src/chat/sessions/ConnectionRegistry.ts"
import type { Session } from "../../../src/chat/sessions/Session.ts"
import { conversationTopic } from "../../../src/chat/topics/Topic.ts"
import { Topics } from "../../../src/chat/topics/Topics.ts"
import { layer as layerTopics } from "../../../src/chat/topics/TopicsShared.ts"
import { eventFrame } from "../../../src/protocol/ServerFrame.ts"
import { layerMemory as layerChanges } from "../../../src/schedule/ChangeRepoMemory.ts"
import { ConflictDetector } from "../../../src/schedule/ConflictDetector.ts"
import { EventLog, type Place, type TopicRef } from "../../../src/schedule/EventLog.ts"
import { layerMemory as layerEvents } from "../../../src/schedule/EventLogMemory.ts"
import { WakeUps } from "../../../src/schedule/WakeUps.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { testSession } from "../../support/TestSession.ts"

const schoolId = SchoolId.make("springfield")
const topic = conversationTopic({ schoolId, userId: "anna", conversationId: "maths" })
const frame = eventFrame("Done.", {
  event: "run.done",
  run_id: "r",
  conversation_id: "c",
  outcome: "completed",
  degraded: false
})
const payload = { id: "e", type: "system", content: "", timestamp: "", metadata: {} }

/** Nodes that tell each other something only when the test says so. */
const layerQuiet = Layer.sync(WakeUps, () => {
  const hearing = new Set<(news: ReadonlyArray<TopicRef & Place> | null) => void>()
  return {
    announce: (topic: TopicRef, place: Place) => {
      if (topic.topic === "wake") for (const hear of hearing) hear(place.seq === 0 ? null : [{ ...topic, ...place }])
    },
    listen: hear => Effect.sync(() => void hearing.add(hear))
  }
})

const layerNoDetector = Layer.succeed(ConflictDetector, {
  inspect: () => Effect.dieMessage("nobody changes a timetable here"),
  advance: () => Effect.void
})

const layerStamp = Layer.succeed(Stamp, { id: () => "id", millis: () => 0, now: () => "2026-01-01T00:00:00.000Z" })

const node = layerTopics.pipe(
  Layer.provideMerge(Layer.mergeAll(layerEvents, layerChanges, layerQuiet, layerNoDetector)),
  Layer.provideMerge(Layer.mergeAll(layerRegistry, Bus.layerLocal, layerStamp, Meter.layerNoop))
)

type Step =
  | { readonly do: "say" | "sayElsewhere" }
  | { readonly do: "wake" }
  | { readonly do: "come" | "hold"; readonly who: number }
  | { readonly do: "release"; readonly who: number }
  | { readonly do: "leave"; readonly who: number }
  | { readonly do: "resume"; readonly who: number; readonly back: number }

const who = fc.nat({ max: 2 })
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("say" as const, "sayElsewhere" as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("wake" as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("come" as const, "hold" as const), who }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("release" as const), who }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), who }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("resume" as const), who, back: fc.nat({ max: 6 }) }) }
  ),
  { maxLength: 40 }
)

/** One who follows, what it was told, and the place after which it must have been told all. */
interface Follower {
  readonly session: Session
  readonly heard: ReadonlyArray<string>
  readonly closed: ReadonlyArray<string>
  readonly end: Effect.Effect<void>
  since: number | null
  /** It said late what it missed: what it was told before that may stand before it. */
  isLate: boolean
  isReleased: boolean
}

const seqs = ({ heard }: Follower): ReadonlyArray<number> => heard.map(text => JSON.parse(text).metadata.seq)

const play = (story: ReadonlyArray<Step>) =>
  Effect.gen(function* () {
    const topics = yield* Topics
    const log = yield* EventLog
    const registry = yield* ConnectionRegistry
    const wakeUps = yield* WakeUps
    const all: Array<Follower> = []
    const now = new Map<number, Follower>()
    let head = 0

    const come = (who: number, isHeld: boolean) =>
      Effect.gen(function* () {
        if (now.has(who)) return
        const scope = yield* Scope.make()
        const made = testSession()
        yield* Scope.extend(registry.register(made.session), scope)
        const follower: Follower = {
          ...made,
          end: Scope.close(scope, Exit.void),
          since: null,
          isLate: false,
          isReleased: !isHeld
        }
        const place = yield* topics.hold(made.session, topic)
        if (!isHeld) yield* topics.release(made.session, topic)
        follower.since = place?.seq ?? null
        all.push(follower)
        now.set(who, follower)
      })

    const wake = Effect.suspend(() => {
      wakeUps.announce({ schoolId, topic: "wake" }, { epoch: "", seq: 0 })
      return TestClock.adjust("1 second")
    })

    const release = (follower: Follower) =>
      Effect.map(topics.release(follower.session, topic), () => {
        follower.isReleased = true
      })

    /** A client comes back once, with a place where it was before it came. */
    const resume = (follower: Follower, seq: number) =>
      Effect.gen(function* () {
        if (follower.isLate || (follower.since !== null && seq > follower.since && follower.isReleased)) return
        const { place } = yield* log.read(topic, { after: null, limit: 0 })
        follower.isLate = follower.isReleased
        expect(yield* topics.resume(follower.session, topic, { epoch: place.epoch, seq })).toBe("resumed")
        follower.since = follower.isLate ? Math.min(seq, follower.since ?? seq) : seq
        yield* release(follower)
      })

    const take = (step: Step): Effect.Effect<unknown, unknown> => {
      const follower = "who" in step ? now.get(step.who) : undefined
      switch (step.do) {
        case "say":
          head += 1
          return topics.keep(Effect.void, () => [{ topic, frame }])
        case "sayElsewhere":
          head += 1
          return log.append({ schoolId, topic: topic.topic, payload, at: 0 })
        case "wake":
          return wake
        case "come":
        case "hold":
          return come(step.who, step.do === "hold")
        case "leave":
          now.delete(step.who)
          return follower?.end ?? Effect.void
        case "release":
          return follower === undefined ? Effect.void : release(follower)
        case "resume":
          return follower === undefined ? Effect.void : resume(follower, Math.max(0, head - step.back))
      }
    }

    for (const step of story) yield* take(step)
    yield* wake
    for (const follower of now.values()) yield* release(follower)
    yield* wake
    for (const follower of all) {
      const told = seqs(follower)
      const since = follower.since ?? 0
      expect(follower.closed).toEqual([])
      expect(new Set(told).size).toBe(told.length)
      if (!follower.isLate) expect(told).toEqual(told.toSorted((a, b) => a - b))
      const sorted = told.toSorted((a, b) => a - b)
      expect(sorted).toEqual(Array.from({ length: told.length }, (_, i) => since + 1 + i))
      if ([...now.values()].includes(follower)) expect(since + told.length).toBe(head)
    }
  }).pipe(Effect.scoped, Effect.provide(Layer.provideMerge(node, TestContext.TestContext)), Effect.runPromise)

describe("who follows a topic", () => {
  it("and takes back how far it was, is told what lies between", () =>
    play([{ do: "hold", who: 1 }, { do: "say" }, { do: "resume", who: 1, back: 0 }, { do: "resume", who: 1, back: 1 }]))

  it("is told each frame once, in order, without a gap, however tells, holds, late and early resumes mix", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async story => {
        await play(story)
      }),
      { numRuns: 200 }
    )
  })
})
