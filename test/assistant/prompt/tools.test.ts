import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { describe } from "vitest"
import { ToolRefused } from "../../../src/assistant/Tool.ts"
import { type RunCommand, toolsOf } from "../../../src/assistant/tools.ts"
import { commands } from "../../../src/chat/commands.ts"
import type { WireCommand } from "../../../src/protocol/Facts.ts"

const wire = (name: string): WireCommand => ({
  name,
  summary: `${name} does something.`,
  example: `${name} teacher="Mrs. Smith"`,
  parameters: [
    { name: "teacher", summary: "a teacher", required: true, values: [] },
    { name: "severity", summary: "hard or soft", required: false, values: ["hard", "soft"] }
  ]
})

const names =
  "/help /conflicts /schedule /explain /score /diagnose /suggest /optimize /where /move /swap /free /cover /lock /unlock " +
  "/basket /apply /reject /undo /redo /history /publish /delete"

const nothing: RunCommand = () => Effect.succeed({ text: "", data: null })

describe("the tools of a model", () => {
  it("are the commands that read or propose; never one that writes", () => {
    expect(toolsOf(names.split(" ").map(wire), nothing).map(({ name }) => name)).toEqual(
      "conflicts schedule explain score diagnose suggest optimize where move swap free cover history".split(" ")
    )
  })

  it("are made from the commands' one definition", () => {
    const offered = toolsOf(
      commands.map(command => command.wire),
      nothing
    )
    expect(offered.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["conflicts", "schedule", "explain", "score"])
    )
    const [conflicts] = offered.filter(({ name }) => name === "conflicts")
    expect(conflicts?.parameters).toMatchObject({
      type: "object",
      required: [],
      additionalProperties: false,
      properties: { severity: { type: "string", description: "hard or soft", enum: ["hard", "soft"] } }
    })
  })

  it("say what they do and take", () => {
    const [tool] = toolsOf([wire("/suggest")], nothing)
    expect(tool?.description).toBe('/suggest does something. As people type it: /suggest teacher="Mrs. Smith"')
    expect(tool?.parameters).toEqual({
      type: "object",
      properties: {
        teacher: { type: "string", description: "a teacher" },
        severity: { type: "string", description: "hard or soft", enum: ["hard", "soft"] }
      },
      required: ["teacher"],
      additionalProperties: false
    })
  })

  it.effect("run the command, and give its facts as data", () =>
    Effect.gen(function* () {
      const asked: Array<unknown> = []
      const [tool] = toolsOf([wire("/score")], (command, parameters) => {
        asked.push([command, parameters])
        return Effect.succeed({ text: "7 hard.", data: { kind: "score", hard: 7 } })
      })
      const run = tool?.run ?? (() => Effect.die("no tool"))
      expect(yield* run({ worst: 3 })).toBe('{"answer":"7 hard."}\n{"kind":"score","hard":7}')
      yield* run(undefined)
      yield* run(null)
      expect(asked).toEqual([
        ["/score", { worst: 3 }],
        ["/score", {}],
        ["/score", {}]
      ])
    })
  )

  it.effect("refuse arguments that are no object, and pass on what the command refuses", () =>
    Effect.gen(function* () {
      const reason = 'There is no teacher "Smyth". The nearest: Mrs. Smith.'
      const [tool] = toolsOf([wire("/suggest")], () => new ToolRefused({ reason }))
      const run = tool?.run ?? (() => Effect.die("no tool"))
      const noObject = new ToolRefused({ reason: "the arguments must be one JSON object" })
      for (const args of ["teacher=Smith", ["Smith"], 7]) expect(yield* Effect.flip(run(args))).toEqual(noObject)
      expect(yield* Effect.flip(run({ teacher: "Smyth" }))).toEqual(new ToolRefused({ reason }))
    })
  )
})
