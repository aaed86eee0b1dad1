import { it } from "@effect/vitest"
import { Duration, Effect, Fiber, Schema } from "effect"
import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest"
import { type Tool, ToolRefused } from "../../src/assistant/Tool.ts"
import { fakeUsage, type Protocol } from "../support/FakeDialects.ts"
import {
  type Beat,
  call,
  cut,
  type FakeProviders,
  fakeProviders,
  finish,
  type Play,
  say,
  saying,
  stall,
  status
} from "../support/FakeProviders.ts"
import { ask, finishes, key, settingsFor } from "./asking.ts"

let fake: FakeProviders
beforeAll(async () => {
  fake = await fakeProviders()
})
afterAll(() => fake.close())
beforeEach(() => fake.reset())

const protocols: ReadonlyArray<Protocol> = ["openai", "anthropic", "local"]

const decodeDay = Schema.decodeUnknown(Schema.Struct({ day: Schema.Literal("monday", "tuesday") }))

/** Looks up one day; refuses every other argument, as the real tools do. */
const lookUp: Tool = {
  name: "conflicts",
  description: "Conflicts of a day",
  parameters: { type: "object", properties: { day: { type: "string" } }, required: ["day"] },
  run: args =>
    decodeDay(args).pipe(
      Effect.mapBoth({
        onSuccess: ({ day }) => `facts about ${day}`,
        onFailure: () => new ToolRefused({ reason: "day must be monday or tuesday" })
      })
    )
}

describe.each(protocols)("%s", protocol => {
  const settings = () => settingsFor([protocol], fake.url)
  const asksOnce = (...plays: ReadonlyArray<Play>) => {
    fake.script(protocol, ...plays)
    return ask(settings())
  }

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

  describe("with tools", () => {
    const asksWithTools = (...plays: ReadonlyArray<Play>) => {
      fake.script(protocol, ...plays)
      return ask(settings(), { tools: [lookUp] })
    }
    const calls = (id: string, name: string, args: string): Play => ({ beats: [call(id, name, args), finish] })
    const lastBody = () => fake.seen.at(-1)?.body ?? ""

    it.live("gets the facts it asked for, and answers from them", () =>
      Effect.gen(function* () {
        const heard = yield* asksWithTools(
          { beats: [say("Let me look."), call("c1", "conflicts", '{"day":"monday"}'), finish] },
          saying("Two clashes.")
        )
        expect(heard.parts).toEqual([
          { _tag: "Text", text: "Let me look." },
          {
            _tag: "ToolUse",
            name: "conflicts",
            arguments: '{"day":"monday"}',
            result: "facts about monday",
            refused: false
          },
          { _tag: "Text", text: "\n\nTwo clashes." },
          {
            _tag: "Finish",
            provider: protocol,
            usage: { input: 2 * fakeUsage.input, output: 2 * fakeUsage.output },
            degraded: false,
            reason: null
          }
        ])
        expect(lastBody()).toContain("facts about monday")
        expect(lastBody()).toContain("c1")
      })
    )

    it.live("may ask for several at once", () =>
      Effect.gen(function* () {
        const heard = yield* asksWithTools(
          {
            beats: [call("c1", "conflicts", '{"day":"monday"}'), call("c2", "conflicts", '{"day":"tuesday"}'), finish]
          },
          saying("Both looked at.")
        )
        expect(heard.parts.flatMap(part => (part._tag === "ToolUse" ? [part.result] : []))).toEqual([
          "facts about monday",
          "facts about tuesday"
        ])
      })
    )

    it.live.each([
      ["arguments that are no JSON", "conflicts", '{"day":', "Refused: the arguments are not JSON."],
      ["an invented value", "conflicts", '{"day":"smonday"}', "Refused: day must be monday or tuesday."],
      ["a tool that is not there", "apply", "{}", "Refused: there is no such tool; there are: conflicts."]
    ] as const)("is told about %s, and may correct itself", ([, name, args, told]) =>
      Effect.gen(function* () {
        const heard = yield* asksWithTools(
          calls("c1", name, args),
          calls("c2", "conflicts", '{"day":"monday"}'),
          saying("Corrected.")
        )
        expect(heard.parts.filter(({ _tag }) => _tag === "ToolUse")).toMatchObject([
          { name, refused: true, result: told },
          { name: "conflicts", refused: false, result: "facts about monday" }
        ])
        expect(heard).toMatchObject({ text: "Corrected.", finish: { provider: protocol } })
        expect(fake.seen[1]?.body).toContain(told)
      })
    )

    it.live("has to answer in words after it was wrong twice", () =>
      Effect.gen(function* () {
        const heard = yield* asksWithTools(
          calls("c1", "conflicts", "{}"),
          calls("c2", "conflicts", "{}"),
          saying("I could not look it up.")
        )
        expect(heard.text).toBe("I could not look it up.")
        expect(JSON.parse(lastBody()).tool_choice).toEqual(protocol === "anthropic" ? { type: "none" } : "none")
      })
    )

    it.live("without end is stopped after six calls, and the built-in answers", () =>
      Effect.gen(function* () {
        const heard = yield* asksWithTools(calls("c1", "conflicts", '{"day":"monday"}'))
        expect(fake.seen).toHaveLength(6)
        expect(JSON.parse(lastBody()).tool_choice).toEqual(protocol === "anthropic" ? { type: "none" } : "none")
        expect(heard.finish).toMatchObject({
          provider: "builtin",
          degraded: true,
          reason: `${protocol} asked for tools without end`
        })
      })
    )
  })

  it.live("never learns a personal name, and the planner never sees another", () =>
    Effect.gen(function* () {
      const privacy = { names: ["Anna Smith", "Bo Li"], key: "school-1" }
      const echo: Tool = { ...lookUp, run: args => Effect.succeed(`Bo Li is free, asked ${JSON.stringify(args)}`) }
      fake.script(protocol, saying("Fine."))
      yield* ask(settings(), { privacy, question: "Smith" })
      const pseudonym = /[Xx]an[a-z]{6}/.exec(fake.seen[0]?.body ?? "")?.[0] ?? "none"
      fake.reset()
      fake.script(
        protocol,
        { beats: [call("c1", "conflicts", `{"teacher":"${pseudonym}"}`), finish] },
        saying(`Mrs ${pseudonym.slice(0, 4)}`, `${pseudonym.slice(4)}'s Monday is full.`)
      )
      const heard = yield* ask(settings(), {
        privacy,
        prompt: 'Facts: {"teacher":"Anna Smith"}',
        messages: [{ role: "user", text: "I mean ANNA SMITH" }],
        question: "What about mrs smith's Monday?",
        tools: [echo]
      })
      expect(heard.text).toBe("Mrs Smith's Monday is full.")
      expect(heard.parts[0]).toMatchObject({ arguments: '{"teacher":"Smith"}' })
      for (const { body } of fake.seen) expect(body).not.toMatch(/anna|smith|\bLi\b/i)
      expect(fake.seen).toHaveLength(2)
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
