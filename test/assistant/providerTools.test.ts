import { it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { describe, expect } from "vitest"
import { type Tool, ToolRefused } from "../../src/assistant/Tool.ts"
import { protocols } from "../support/aiSettings.ts"
import { fakeUsage } from "../support/FakeDialects.ts"
import { call, finish, type Play, say, saying } from "../support/FakeProviders.ts"
import { fakesOfThisFile } from "../support/providerFaults.ts"
import { ask, settingsFor } from "./asking.ts"

const fake = await fakesOfThisFile()

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
})
