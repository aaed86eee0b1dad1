import { Effect, Either, Layer } from "effect"
import { describe, expect, it } from "vitest"
import type { Asker } from "../../src/chat/Command.ts"
import { route } from "../../src/chat/CommandRouter.ts"
import { commands } from "../../src/chat/commands.ts"
import * as Detector from "../../src/schedule/ConflictDetectorCached.ts"
import { demoSchool, seedDemo } from "../../src/schedule/demo/DemoSchool.ts"
import { layerMemory } from "../../src/schedule/ScheduleRepoMemory.ts"

const demo = Detector.layer.pipe(Layer.provideMerge(Layer.effectDiscard(seedDemo)), Layer.provideMerge(layerMemory))

const planner: Asker = {
  user: { id: "local", name: "Local planner", schoolId: demoSchool.id, role: "editor" },
  timetableId: null,
  context: null
}

/** What a person gets who types the line on the demo school. */
const typed = (line: string) =>
  Effect.runPromise(
    Effect.either(
      Effect.flatMap(route({ content: line, command: null }, planner.user.role), ({ command, parameters }) =>
        command.run(parameters, planner)
      )
    ).pipe(Effect.provide(demo))
  )

describe("the commands, on the demo school", () => {
  it.each(commands.map(({ wire }) => wire.example))("the example %s of the help works as it stands", async example => {
    const answer = await typed(example)
    expect(Either.isRight(answer)).toBe(true)
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
