import { it } from "@effect/vitest"
import { Effect, Logger, Redacted } from "effect"
import { describe, expect } from "vitest"
import { AiProvider } from "../../src/assistant/AiProvider.ts"
import { defaults } from "../../src/assistant/AiSettings.ts"
import { chainLayer } from "../../src/assistant/chainLayer.ts"
import { ProviderStates } from "../../src/assistant/ProviderStates.ts"
import { fakeUsage, type Protocol } from "../support/FakeDialects.ts"
import { cut, fakeProviders, type Play, say, saying, status } from "../support/FakeProviders.ts"
import { fakesOfThisFile, faults } from "../support/providerFaults.ts"
import { ask, finishes, hear, request, settingsFor } from "./asking.ts"

const fake = await fakesOfThisFile()

const all: ReadonlyArray<Protocol> = ["openai", "anthropic", "local"]
const asked = () => fake.seen.map(({ protocol }) => protocol)

describe("a chain of providers", () => {
  it.live("goes on to the next, unseen, while nothing has been said", () =>
    Effect.gen(function* () {
      fake.script("openai", status(429, { "retry-after": "60" }))
      fake.script("anthropic", status(401))
      fake.script("local", saying("Two clashes."))
      const heard = yield* ask(settingsFor(all, fake.url))
      expect(heard.parts).toEqual([
        { _tag: "Text", text: "Two clashes." },
        { _tag: "Finish", provider: "local", usage: fakeUsage, degraded: false, reason: null }
      ])
      expect(asked()).toEqual(all)
    })
  )

  it.live("voids what was said, and goes on to the next", () =>
    Effect.gen(function* () {
      fake.script("anthropic", { beats: [say("Tw"), cut] })
      fake.script("openai", saying("Two clashes."))
      const heard = yield* ask(settingsFor(["anthropic", "openai"], fake.url))
      expect(heard).toMatchObject({ text: "Two clashes.", resets: ["openai"], finish: { provider: "openai" } })
    })
  )

  it.live("answers by the built-in when all are down", () =>
    Effect.gen(function* () {
      for (const protocol of all) fake.script(protocol, status(503))
      const heard = yield* ask(settingsFor(all, fake.url))
      expect(heard.finish).toMatchObject({ provider: "builtin", degraded: true, reason: "local answered 503" })
      expect(asked()).toHaveLength(9)
    })
  )

  it.live("asks nobody behind the built-in, and nobody who is not configured", () =>
    Effect.gen(function* () {
      const settings = settingsFor([], fake.url)
      const heard = yield* ask({ ...settings, order: ["builtin", "openai"] })
      expect(heard.finish).toMatchObject({ provider: "builtin", degraded: false, reason: null })
      yield* ask({ ...settings, order: ["openai", "anthropic"], openai: null, anthropic: null })
      expect(asked()).toEqual([])
    })
  )

  it.live("does not follow a redirect, which would hand the key to another host", () =>
    Effect.gen(function* () {
      const other = yield* Effect.promise(fakeProviders)
      other.script("anthropic", saying("Thank you for the key."))
      fake.script("anthropic", status(307, { location: `${other.url}/v1/messages` }))
      const heard = yield* ask(settingsFor(["anthropic"], fake.url))
      expect(heard.finish).toMatchObject({ provider: "builtin" })
      expect(other.seen).toEqual([])
      yield* Effect.promise(other.close)
    })
  )

  it.live("is known by its first choice, and says how it is", () =>
    Effect.gen(function* () {
      fake.script("openai", status(401))
      fake.script("local", saying("Fine."))
      const provider = yield* AiProvider
      const states = yield* ProviderStates
      expect(provider.name).toBe("openai")
      expect(yield* states.current).toMatchObject({ provider: "openai", state: "ok" })
      for (let i = 0; i < 5; i++) yield* hear(provider.answer(request))
      expect(yield* states.current).toMatchObject({ provider: "local", state: "degraded" })
    }).pipe(
      Effect.provide([chainLayer(settingsFor(["openai", "local"], fake.url)), Logger.remove(Logger.defaultLogger)])
    )
  )

  it.live("logs failures without the key, and needs none of the providers that are not configured", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const logger = Logger.map(Logger.jsonLogger, line => void lines.push(line))
      fake.script("local", status(500))
      yield* Effect.flatMap(AiProvider, provider => hear(provider.answer(request))).pipe(
        Effect.provide([
          chainLayer({
            ...defaults,
            local: { key: Redacted.make("sk-very-secret"), baseUrl: `${fake.url}/v1`, model: "llama-x" },
            retryPause: settingsFor([], "").retryPause
          }),
          Logger.replace(Logger.defaultLogger, logger)
        ])
      )
      expect(lines).toHaveLength(3)
      expect(lines.join()).toContain("local answered 500")
      expect(lines.join()).not.toContain("sk-very-secret")
    })
  )
})

describe("in chaos", () => {
  it.live("every answer is one whole answer, once, from one provider", () =>
    Effect.gen(function* () {
      for (const protocol of all) {
        // Two of five fail, each fault in its turn, out of step between the providers.
        const plays = Array.from({ length: 400 }, (_, i): Play => {
          const fault = faults[(Math.floor(i / 5) * 2 + (i % 5)) % faults.length]
          return i % 5 < 2 && fault !== undefined ? fault : saying("one ", protocol, " answer")
        })
        fake.script(protocol, ...plays.slice(all.indexOf(protocol)))
      }
      const provider = yield* AiProvider
      const heard = yield* Effect.forEach(
        Array.from({ length: 120 }, (_, i) => i),
        () => hear(provider.answer(request)),
        { concurrency: 6 }
      )
      expect(heard.map(finishes)).toEqual(heard.map(() => 1))
      const ways = new Set<string>()
      for (const { text, finish: end, resets } of heard) {
        ways.add(`${resets.length > 0 ? "anew" : "unseen"} ${end?.provider}`)
        if (end?.provider !== "builtin") expect(text).toBe(`one ${end?.provider} answer`)
        else expect(text).toContain("Brookside (version 3)")
      }
      expect([...ways]).toEqual(expect.arrayContaining(["unseen openai", "anew anthropic"]))
    }).pipe(Effect.provide([chainLayer(settingsFor(all, fake.url)), Logger.remove(Logger.defaultLogger)]))
  )
})
