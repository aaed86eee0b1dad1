import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { commandOf } from "../../../src/chat/commands.ts"
import { refuse } from "../../../src/chat/Refusal.ts"
import { seedDemo } from "../../../src/schedule/demo/DemoSchool.ts"
import { ask, asker, services } from "./demo.ts"

const run = (name: string, parameters: Readonly<Record<string, string>>) => {
  const command = commandOf(name)
  return command === undefined
    ? Effect.fail(refuse("not_found", `there is no ${name}`, []))
    : command.run(parameters, asker)
}

/** What /explain says of a what-if, after something was done with it. */
const explained = (deed: "/reject" | null) =>
  Effect.gen(function* () {
    yield* seedDemo
    const moved = yield* run("/move", { lesson: "7b Maths tuesday 3", to: "tuesday 4" })
    const [first] = moved.suggestions ?? []
    const suggestion = first?.id ?? ""
    if (deed !== null) yield* run(deed, { suggestion })
    return { first, answer: yield* run("/explain", { suggestion }) }
  }).pipe(Effect.provide(services))

describe("/explain suggestion=", () => {
  it.effect("says again what a suggestion would do, with its buttons", () =>
    Effect.gen(function* () {
      const { first, answer } = yield* explained(null)
      expect(answer.suggestions).toEqual([expect.objectContaining({ id: first?.id, kind: "move" })])
      expect(answer.text.split("\n").slice(1, 2)).toEqual([
        "• 7b Maths: Tuesday 3 in Music Room → Tuesday 4 in Art Studio"
      ])
      expect(answer.text.split("\n").at(-1)).toBe("Nothing is changed until you apply it.")
      expect(answer.actions.map(({ label }) => label)).toEqual(["Apply", "Reject", "Add to basket"])
      expect(answer.conflictIds).toEqual(first?.resolved.map(({ id }) => id))
    })
  )

  it.effect("offers nothing of one that was rejected", () =>
    Effect.gen(function* () {
      const { answer } = yield* explained("/reject")
      expect(answer.text.split("\n").at(-1)).toBe("It was rejected; ask for a new one.")
      expect(answer.actions).toEqual([])
    })
  )

  it.effect("does not know another's", () =>
    Effect.gen(function* () {
      expect(yield* Effect.flip(ask("/explain", { suggestion: "nobodys" }))).toMatchObject({
        code: "not_found",
        message: 'There is no suggestion "nobodys" of yours.'
      })
    })
  )
})
