import { Effect, Either, Layer } from "effect"
import { describe, expect, it } from "vitest"
import { route } from "../../src/chat/CommandRouter.ts"
import { commands } from "../../src/chat/commands.ts"
import { seedDemo } from "../../src/schedule/demo/DemoSchool.ts"
import { asker, services } from "./commands/demo.ts"

const demo = Layer.provideMerge(Layer.effectDiscard(seedDemo), services)

/** What a person gets who types the line on the demo school. */
const typed = (line: string) =>
  Effect.runPromise(
    Effect.either(
      Effect.flatMap(route({ content: line, command: null }, asker.user.role), ({ command, parameters }) =>
        command.run(parameters, asker)
      )
    ).pipe(Effect.provide(demo))
  )

describe("the commands, on the demo school", () => {
  /** What there is nothing of yet, on a fresh server. */
  const later = ["/apply", "/reject", "/undo", "/redo", "/retry", "/messages", "/rename", "/forget"]

  it.each(commands.filter(({ name }) => !later.includes(name)).map(({ wire }) => wire.example))(
    "the example %s of the help works as it stands",
    async example => {
      const answer = await typed(example)
      expect(Either.isRight(answer)).toBe(true)
    }
  )

  it.each(commands.filter(({ name }) => later.includes(name)).map(({ wire }) => wire.example))(
    "the example %s of the help is understood, and finds nothing on a fresh server",
    async example => {
      expect(Either.getLeft(await typed(example))).toMatchObject({ _tag: "Some", value: { code: "not_found" } })
    }
  )

  it("lets nobody write who may only look, and whoever may look ask", () => {
    const allowed = commands.filter(({ wire }) =>
      Either.isRight(route({ content: wire.example, command: null }, "viewer"))
    )
    const refused = commands.filter(command => !allowed.includes(command)).map(({ name }) => name)
    expect(refused).toEqual(["/lock", "/unlock", "/basket", "/apply", "/reject", "/undo", "/redo", "/publish"])
    expect(commands.filter(({ manner }) => manner === "write").map(({ name }) => name)).toEqual(refused)
    expect(Either.getLeft(route({ content: "/undo", command: null }, "viewer"))).toMatchObject({
      value: { code: "forbidden", message: '/undo needs the role "editor"; yours is "viewer".' }
    })
  })

  it("explains a conflict with its rule, its lessons and what it costs", async () => {
    const answer = Either.getOrThrow(await typed("/explain teacher_clash-581581a646185970"))
    expect(answer.text).toBe(
      [
        "Mrs. Smith teaches 10b Maths and 7a Maths on Monday, period 3.",
        "The rule (teacher_clash): No teacher has two lessons at the same time.",
        "It is hard: the timetable is not valid while this stands. Cost 1.",
        "• 7a Maths · Monday 3 · Mrs. Smith · 103",
        "• 10b Maths · Monday 3 · Mrs. Smith · 102"
      ].join("\n")
    )
    expect(answer.actions).toEqual([
      {
        id: "schedule-teacher-teacher-mrs-smith",
        label: "Show the week of Mrs. Smith",
        command: "/schedule",
        parameters: { teacher: "teacher-mrs-smith" }
      }
    ])
  })

  it("cuts a long list with a count and goes on with page=", async () => {
    const first = Either.getOrThrow(await typed("/schedule limit=10"))
    const second = Either.getOrThrow(await typed("/schedule limit=10 page=2"))
    expect(first.text.split("\n").at(-1)).toBe("… and 186 more: narrow it down, or ask with page= and limit=.")
    expect(first.data).toMatchObject({ kind: "schedule", total: 196 })
    expect(second.text.split("\n").at(-1)).toBe("… and 176 more: narrow it down, or ask with page= and limit=.")
    const ids = (answer: typeof first) =>
      answer.data.kind === "schedule" ? answer.data.lessons.map(({ id }) => id) : []
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(20)
  })

  it("asks back, with candidates, when a name could mean several", async () => {
    const refusal = Either.getLeft(await typed("/schedule room=lab"))
    expect(refusal).toMatchObject({
      _tag: "Some",
      value: {
        code: "ambiguous",
        message: 'Which room do you mean by "lab"? Lab 1, Lab 2',
        issues: [
          { path: "parameters.room", message: "Lab 1 (room-lab-1)" },
          { path: "parameters.room", message: "Lab 2 (room-lab-2)" }
        ]
      }
    })
  })

  it("names the parameter that was misspelt, and the one that was meant", async () => {
    const refusal = Either.getLeft(await typed("/conflicts dya=monday"))
    expect(refusal).toMatchObject({
      _tag: "Some",
      value: {
        code: "validation_failed",
        message:
          "parameters.dya: unknown parameter; known are teacher, class, room, day, time, period, kind, severity, limit, page. Did you mean day?"
      }
    })
  })
})
