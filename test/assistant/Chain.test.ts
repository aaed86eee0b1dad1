import { it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Stream, TestClock } from "effect"
import { describe, expect } from "vitest"
import type { AiMeter } from "../../src/assistant/AiMeter.ts"
import { type ChainPolicy, chain } from "../../src/assistant/Chain.ts"
import { makeBreakers } from "../../src/assistant/ProviderStates.ts"
import { type Act, scriptedModel, whole } from "../support/ScriptedModel.ts"
import { hear, request } from "./asking.ts"

const policy: ChainPolicy = { firstToken: 20_000, stall: 15_000, answer: 120_000, retryPause: 250 }
const refuses: ReadonlyArray<Act> = [{ fail: "overloaded" }]
const answers: ReadonlyArray<Act> = [{ say: "Two clashes." }, whole]

type Scripted = ReturnType<typeof scriptedModel>

const setUp = (...scripted: ReadonlyArray<Scripted>) =>
  Effect.gen(function* () {
    const models = scripted.map(({ model }) => model)
    const breakers = yield* makeBreakers(
      models.map(({ name }) => name),
      "builtin",
      { limit: 5, restMillis: 30_000 }
    )
    const counted: Array<string> = []
    const meter: AiMeter = {
      attempted: provider => counted.push(`${provider} attempted`),
      failed: (provider, kind) => counted.push(`${provider} ${kind}`),
      used: (provider, { input, output }) => counted.push(`${provider} ${input}+${output}`)
    }
    const answer = chain(models, breakers, meter, policy)
    return {
      counted,
      states: breakers.states,
      /** Asks, and lets the test's clock run as far as the answer needs. */
      ask: Effect.gen(function* () {
        const asking = yield* Effect.fork(hear(answer(request)))
        yield* TestClock.adjust("10 minutes")
        return yield* Fiber.join(asking)
      }),
      fork: Effect.fork(hear(answer(request)))
    }
  })

describe("before the first word", () => {
  it.effect("a failure that may pass is tried again twice, after pauses that grow", () =>
    Effect.gen(function* () {
      const openai = scriptedModel("openai", refuses, refuses, answers)
      const { ask, counted } = yield* setUp(openai)
      const heard = yield* ask
      expect(heard).toMatchObject({ text: "Two clashes.", resets: [], finish: { provider: "openai", degraded: false } })
      const [first = 0, second = 0, third = 0] = openai.calledAt
      expect(second - first).toBeGreaterThanOrEqual(125)
      expect(second - first).toBeLessThan(375)
      expect(third - second).toBeGreaterThanOrEqual(250)
      expect(third - second).toBeLessThan(750)
      expect(counted).toEqual([
        "openai attempted",
        "openai overloaded",
        "openai attempted",
        "openai overloaded",
        "openai attempted",
        "openai 3+2"
      ])
    })
  )

  it.effect("a Retry-After of five seconds is waited for, one of six is not", () =>
    Effect.gen(function* () {
      const patient = scriptedModel("openai", [{ fail: "limited", retryAfter: 5_000 }], answers)
      yield* (yield* setUp(patient)).ask
      expect((patient.calledAt[1] ?? 0) - (patient.calledAt[0] ?? 0)).toBeGreaterThanOrEqual(5_000)

      const busy = scriptedModel("openai", [{ fail: "limited", retryAfter: 6_000 }])
      const next = scriptedModel("anthropic", answers)
      const heard = yield* (yield* setUp(busy, next)).ask
      expect(heard.finish).toMatchObject({ provider: "anthropic", degraded: false })
      expect(next.calledAt).toEqual(busy.calledAt)
    })
  )

  it.effect("the next provider takes over unseen, and the built-in after the last", () =>
    Effect.gen(function* () {
      const openai = scriptedModel("openai", refuses)
      const local = scriptedModel("local", [{ fail: "denied" }])
      const heard = yield* (yield* setUp(openai, local)).ask
      expect([openai.calledAt.length, local.calledAt.length]).toEqual([3, 1])
      expect(heard.resets).toEqual([])
      expect(heard.finish).toEqual({
        _tag: "Finish",
        provider: "builtin",
        usage: null,
        degraded: true,
        reason: "local: denied"
      })
    })
  )

  it.effect("20 seconds of silence are enough", () =>
    Effect.gen(function* () {
      const mute = scriptedModel("openai", [{ wait: 60_000 }])
      const next = scriptedModel("anthropic", answers)
      const { fork } = yield* setUp(mute, next)
      const asking = yield* fork
      yield* TestClock.adjust("19999 millis")
      expect(next.calledAt).toEqual([])
      yield* TestClock.adjust("1 millis")
      expect(next.calledAt).toEqual([20_000])
      expect((yield* Fiber.join(asking)).finish).toMatchObject({ provider: "anthropic" })
      expect(mute.calledAt).toHaveLength(1)
    })
  )

  it.effect("a model that reasons is not silent", () =>
    Effect.gen(function* () {
      const thinking: ReadonlyArray<Act> = [{ wait: 14_000 }, { alive: true }]
      const openai = scriptedModel("openai", [...thinking, ...thinking, ...thinking, ...answers])
      const heard = yield* (yield* setUp(openai)).ask
      expect(heard.finish).toMatchObject({ provider: "openai" })
    })
  )
})

describe("after the first word", () => {
  it.effect("15 seconds without another void it, and the next provider answers anew", () =>
    Effect.gen(function* () {
      const stalls = scriptedModel("openai", [{ say: "Tw" }, { wait: 60_000 }])
      const next = scriptedModel("anthropic", answers)
      const { fork } = yield* setUp(stalls, next)
      const asking = yield* fork
      yield* TestClock.adjust("14999 millis")
      expect(next.calledAt).toEqual([])
      yield* TestClock.adjust("1 millis")
      expect((yield* Fiber.join(asking)).parts).toEqual([
        { _tag: "Text", text: "Tw" },
        { _tag: "Reset", provider: "anthropic", attempt: 2, reason: "openai stopped for 15 s in its answer" },
        { _tag: "Text", text: "Two clashes." },
        {
          _tag: "Finish",
          provider: "anthropic",
          usage: { input: 3, output: 2 },
          degraded: false,
          reason: null
        }
      ])
    })
  )

  it.effect("each provider gets one new attempt, then the built-in answers", () =>
    Effect.gen(function* () {
      const breaks: ReadonlyArray<Act> = [{ say: "Tw" }, { fail: "cut" }]
      const openai = scriptedModel("openai", breaks)
      const anthropic = scriptedModel("anthropic", refuses)
      const local = scriptedModel("local", breaks)
      const heard = yield* (yield* setUp(openai, anthropic, local)).ask
      expect([openai, anthropic, local].map(({ calledAt }) => calledAt.length)).toEqual([2, 1, 1])
      // Nothing stood any more when anthropic refused, so nobody has to be told about local.
      expect(heard.resets).toEqual(["anthropic", "openai", "builtin"])
      expect(heard.finish).toMatchObject({ provider: "builtin", degraded: true, reason: "openai: cut" })
    })
  )
})

describe("in two minutes", () => {
  const drips: ReadonlyArray<Act> = Array.from(
    { length: 100 },
    (): ReadonlyArray<Act> => [{ say: "." }, { wait: 10_000 }]
  ).flat()

  it.effect("an answer that has begun stands as far as it came, and is no whole one", () =>
    Effect.gen(function* () {
      const heard = yield* (yield* setUp(scriptedModel("openai", drips), scriptedModel("local", answers))).ask
      expect(heard).toMatchObject({ text: "............", finish: null, failure: { kind: "late", provider: "openai" } })
    })
  )

  it.effect("without a word the built-in answers", () =>
    Effect.gen(function* () {
      const thinks = Array.from({ length: 100 }, (): ReadonlyArray<Act> => [{ alive: true }, { wait: 10_000 }]).flat()
      const heard = yield* (yield* setUp(scriptedModel("openai", thinks))).ask
      expect(heard.finish).toMatchObject({ provider: "builtin", degraded: true, reason: "the answer took too long" })
    })
  )
})

describe("the circuit breaker", () => {
  it.effect("leaves a provider alone after five failures in a row, and asks once after 30 seconds", () =>
    Effect.gen(function* () {
      const openai = scriptedModel("openai", refuses, refuses, refuses, refuses, refuses, refuses, answers)
      const { fork } = yield* setUp(openai)
      const soon = Effect.gen(function* () {
        const asking = yield* fork
        yield* TestClock.adjust("2 seconds")
        return (yield* Fiber.join(asking)).finish
      })
      yield* soon
      expect(openai.calledAt).toHaveLength(3)
      yield* soon
      expect(openai.calledAt).toHaveLength(5)
      expect(yield* soon).toMatchObject({
        provider: "builtin",
        reason: "openai failed too often and is left alone for a while"
      })
      expect(openai.calledAt).toHaveLength(5)
      yield* TestClock.adjust("30 seconds")
      expect(yield* soon).toMatchObject({ provider: "builtin", reason: "openai: overloaded" })
      expect(openai.calledAt).toHaveLength(6)
      yield* TestClock.adjust("30 seconds")
      expect(yield* soon).toMatchObject({ provider: "openai", degraded: false })
    })
  )

  it.effect("does not count what was wrong with the question", () =>
    Effect.gen(function* () {
      const openai = scriptedModel("openai", [{ fail: "rejected" }])
      const { ask } = yield* setUp(openai)
      for (let i = 0; i < 7; i++) yield* ask
      expect(openai.calledAt).toHaveLength(7)
    })
  )

  it.effect("lets one probe at a time", () =>
    Effect.gen(function* () {
      const openai = scriptedModel("openai", refuses, refuses, refuses, refuses, refuses, [{ wait: 1_000 }, ...answers])
      const { ask, fork } = yield* setUp(openai)
      yield* ask
      yield* ask
      const [probing, other] = [yield* fork, yield* fork]
      yield* TestClock.adjust("1 second")
      expect((yield* Fiber.join(probing)).finish).toMatchObject({ provider: "openai" })
      expect((yield* Fiber.join(other)).finish).toMatchObject({ provider: "builtin" })
    })
  )

  it.effect("lets the next one probe when the one who probed went away", () =>
    Effect.gen(function* () {
      const openai = scriptedModel("openai", refuses, refuses, refuses, refuses, refuses, [{ wait: 1_000 }], answers)
      const { ask, fork } = yield* setUp(openai)
      yield* ask
      yield* ask
      const leaving = yield* fork
      yield* TestClock.adjust("1 millis")
      expect(openai.calledAt).toHaveLength(6)
      yield* Fiber.interrupt(leaving)
      expect((yield* ask).finish).toMatchObject({ provider: "openai" })
    })
  )
})

describe("the state of the assistant", () => {
  it.effect("is told when it changes, and weather is none", () =>
    Effect.gen(function* () {
      const openai = scriptedModel(
        "openai",
        refuses,
        refuses,
        answers,
        refuses,
        refuses,
        refuses,
        refuses,
        refuses,
        answers
      )
      const local = scriptedModel("local", answers)
      const { ask, states } = yield* setUp(openai, local)
      const told = yield* Effect.fork(Stream.runCollect(Stream.take(states.changes, 4)))
      yield* Effect.yieldNow()
      for (let i = 0; i < 4; i++) yield* ask
      const changes = Chunk.toReadonlyArray(yield* Fiber.join(told))
      expect(changes.map(({ provider, state }) => `${provider} ${state}`)).toEqual([
        "openai ok",
        "openai degraded",
        "local degraded",
        "openai ok"
      ])
      expect(changes[2]?.providers).toEqual([
        { name: "openai", state: "open" },
        { name: "local", state: "ok" }
      ])
    })
  )

  it.effect("names the built-in when nobody else is left, and is well when nobody else was wanted", () =>
    Effect.gen(function* () {
      const { ask, states } = yield* setUp(scriptedModel("openai", [{ fail: "denied" }]))
      for (let i = 0; i < 5; i++) yield* ask
      expect(yield* states.current).toMatchObject({ provider: "builtin", state: "open" })
      const alone = yield* setUp()
      expect(yield* alone.states.current).toEqual({ provider: "builtin", state: "ok", providers: [] })
      expect((yield* alone.ask).finish).toMatchObject({ provider: "builtin", degraded: false, reason: null })
    })
  )
})
