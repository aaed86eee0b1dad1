import { it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { describe, expect } from "vitest"
import { protocols } from "../support/aiSettings.ts"
import { fakeUsage } from "../support/FakeDialects.ts"
import { fakeProviders, say, saying, stall, status } from "../support/FakeProviders.ts"
import { fakesOfThisFile } from "../support/providerFaults.ts"
import { ask, asking, key, settingsFor } from "./asking.ts"

const fake = await fakesOfThisFile()

describe.each(protocols)("%s", protocol => {
  const settings = () => settingsFor([protocol], fake.url)
  const asksOnce = asking(fake, protocol)

  it.live("streams the words and finishes once, with the tokens it cost", () =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(saying("Two ", "clashes."))
      expect(heard.parts).toEqual([
        { _tag: "Text", text: "Two " },
        { _tag: "Text", text: "clashes." },
        { _tag: "Finish", provider: protocol, usage: fakeUsage, degraded: false, reason: null }
      ])
    })
  )

  it.live("sends the prompt, the conversation and the question, its key, and no trace of this server", () =>
    Effect.gen(function* () {
      yield* asksOnce(saying("Fine."))
      const [seen] = fake.seen
      for (const text of ["You help planners.", "Hello, what can I do?", "What is wrong on Monday?"])
        expect(seen?.body).toContain(JSON.stringify(text).slice(1, -1))
      expect(seen?.headers[protocol === "anthropic" ? "x-api-key" : "authorization"]).toContain(key)
      expect(seen?.headers).not.toHaveProperty("traceparent")
      expect(seen?.headers).not.toHaveProperty("b3")
    })
  )

  it.live.each([429, 500, 529])("is asked again after %i, unseen", code =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(status(code), saying("Here I am."))
      expect(heard).toMatchObject({ text: "Here I am.", resets: [], finish: { provider: protocol, degraded: false } })
      expect(fake.seen).toHaveLength(2)
    })
  )

  it.live("waits as long as a short Retry-After asks", () =>
    Effect.gen(function* () {
      const startedAt = performance.now()
      const heard = yield* asksOnce(status(429, { "retry-after": "0.3" }), saying("Here I am."))
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(300)
      expect(heard.text).toBe("Here I am.")
    })
  )

  it.live.each([
    ["in seconds", "60"],
    ["as a date", new Date(Date.now() + 60_000).toUTCString()]
  ] as const)("is left alone when its Retry-After, %s, is long: the built-in answers at once", ([, wait]) =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(status(429, { "retry-after": wait }))
      expect(heard.finish).toEqual({
        _tag: "Finish",
        provider: "builtin",
        usage: null,
        degraded: true,
        reason: `${protocol} answered 429`
      })
      expect(fake.seen).toHaveLength(1)
    })
  )

  it.live.each([500, 529])("gets three tries on %i, then the built-in answers, degraded", code =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(status(code))
      expect(heard.text).toContain("Brookside (version 3) has 2 hard and 5 soft conflicts.")
      expect(heard.finish).toMatchObject({
        provider: "builtin",
        degraded: true,
        reason: `${protocol} answered ${code}`
      })
      expect(fake.seen).toHaveLength(3)
    })
  )

  it.live.each([400, 401, 404])("is not asked twice after %i, and its words about the key are told to nobody", code =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(status(code))
      expect(heard.finish).toMatchObject({ provider: "builtin", reason: `${protocol} answered ${code}` })
      expect(JSON.stringify(heard)).not.toContain(key)
      expect(fake.seen).toHaveLength(1)
    })
  )

  it.live("that cannot be reached leaves the answer to the built-in", () =>
    Effect.gen(function* () {
      const gone = yield* Effect.promise(fakeProviders)
      yield* Effect.promise(gone.close)
      const heard = yield* ask(settingsFor([protocol], gone.url))
      expect(heard.finish).toMatchObject({
        provider: "builtin",
        degraded: true,
        reason: `${protocol} cannot be reached (transport)`
      })
    })
  )

  it.live("whose answer was cut at its greatest length says so", () =>
    Effect.gen(function* () {
      const heard = yield* asksOnce({ beats: [say("Two cla"), { do: "finish", ending: "length" }] })
      expect(heard.finish).toMatchObject({
        provider: protocol,
        degraded: true,
        reason: "the answer was cut at its greatest length"
      })
    })
  )

  it.live("stops working as soon as nobody wants the answer any more", () =>
    Effect.gen(function* () {
      fake.script(protocol, { beats: [say("Tw"), stall] })
      const asking = yield* Effect.fork(ask({ ...settings(), stallTimeout: Duration.seconds(10) }))
      yield* Effect.promise(() => fake.until("the request", () => fake.seen.length === 1))
      yield* Fiber.interrupt(asking)
      yield* Effect.promise(() => fake.until("the hang-up", () => fake.seen[0]?.isAbandoned === true))
    })
  )
})
