import { it } from "@effect/vitest"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import { mostCharacters } from "../../src/assistant/StepCheck.ts"
import { protocols } from "../support/aiSettings.ts"
import { fakeUsage } from "../support/FakeDialects.ts"
import { type Beat, cut, finish, type Play, say, saying, stall } from "../support/FakeProviders.ts"
import { fakesOfThisFile } from "../support/providerFaults.ts"
import { asking, finishes } from "./asking.ts"

const fake = await fakesOfThisFile()

describe.each(protocols)("%s", protocol => {
  const asksOnce = asking(fake, protocol)

  it.live("that says nothing is hung up on", () =>
    Effect.gen(function* () {
      const heard = yield* asksOnce({ beats: [stall] })
      expect(heard.finish).toMatchObject({ provider: "builtin", reason: `${protocol} said nothing for 0.3 s` })
      yield* Effect.promise(() => fake.until("the hang-up", () => fake.seen.every(seen => seen.isAbandoned)))
      expect(fake.seen).toHaveLength(1)
    })
  )

  it.live("that only keeps the line alive says nothing", () =>
    Effect.gen(function* () {
      const alive: ReadonlyArray<Beat> = [
        { do: "pause", millis: 50 },
        { do: "raw", text: ": keep-alive\n\n" }
      ]
      const heard = yield* asksOnce({
        beats: [...Array.from({ length: 12 }, () => alive).flat(), say("Late."), finish]
      })
      expect(heard.finish).toMatchObject({ provider: "builtin", reason: `${protocol} said nothing for 0.3 s` })
    })
  )

  const broken: ReadonlyArray<readonly [string, Play, string]> = [
    ["stalls", { beats: [say("Tw"), stall] }, "stopped for 0.2 s in its answer"],
    ["is cut off", { beats: [say("Tw"), cut] }, "broke off"],
    ["ends without its finish", { beats: [say("Tw")] }, "ended its answer without finishing it"],
    ["reports an error", { beats: [say("Tw"), { do: "fail", code: "overloaded_error" }] }, "(overloaded_error)"],
    ["sends no JSON", { beats: [say("Tw"), { do: "raw", text: "data: {oh\n\n" }, finish] }, "cannot be read"],
    ["sends another shape", { beats: [say("Tw"), { do: "raw", text: "data: [1]\n\n" }, finish] }, "cannot be read"],
    ["sends no event stream", { beats: [say("Tw"), { do: "raw", text: "<html>\n\n" }, finish] }, "no event stream"]
  ]

  it.live.each(broken)("that %s in its answer voids it, and answers anew", ([, play, reason]) =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(play, saying("Two clashes."))
      expect(heard.parts).toEqual([
        { _tag: "Text", text: "Tw" },
        { _tag: "Reset", provider: protocol, attempt: 2, reason: expect.stringContaining(reason) },
        { _tag: "Text", text: "Two clashes." },
        { _tag: "Finish", provider: protocol, usage: fakeUsage, degraded: false, reason: null }
      ])
    })
  )

  it.live.each(broken)("that %s again leaves the answer to the built-in", ([, play]) =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(play)
      expect(heard.resets).toEqual([protocol, "builtin"])
      expect(heard.text).not.toContain("Tw")
      expect(heard.finish).toMatchObject({ provider: "builtin", degraded: true })
      expect(finishes(heard)).toBe(1)
      expect(fake.seen).toHaveLength(2)
    })
  )

  it.live.each([
    ["no word", { beats: [finish] }],
    ["blanks", saying(" ", "\n")]
  ] as const)("that finishes with %s has not answered", ([, play]) =>
    Effect.gen(function* () {
      const heard = yield* asksOnce(play, play, play)
      expect(heard.finish).toMatchObject({ provider: "builtin", reason: `${protocol} gave an empty answer` })
    })
  )

  it.live("that does not end is cut where nobody would read on", () =>
    Effect.gen(function* () {
      const half = "word ".repeat(mostCharacters / 10)
      const heard = yield* asksOnce({ beats: [say(half), say(half), say("And on."), stall] })
      expect(heard.text).toBe(half + half)
      expect(heard.finish).toMatchObject({
        provider: protocol,
        degraded: true,
        reason: "the answer was cut at its greatest length"
      })
      yield* Effect.promise(() => fake.until("the hang-up", () => fake.seen.every(seen => seen.isAbandoned)))
    })
  )
})
