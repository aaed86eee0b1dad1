import { Deferred, Effect, Option } from "effect"
import { describe, expect, it } from "vitest"
import { layer, type Run, Runs } from "../../../src/chat/runs/Runs.ts"
import type { User } from "../../../src/chat/User.ts"
import { SchoolId } from "../../../src/timetable/School.ts"

const smith: User = { id: "smith", name: "Mrs. Smith", schoolId: SchoolId.make("springfield"), role: "editor" }
const colleague: User = { ...smith, id: "jones", name: "Mr. Jones" }
const stranger: User = { ...smith, schoolId: SchoolId.make("shelbyville") }

const fresh = () => Effect.runSync(Effect.provide(Runs, layer))
const draft = (id: string, target = `message of ${id}`) => ({
  id,
  target,
  schoolId: smith.schoolId,
  userId: smith.id,
  conversationId: "c",
  messageId: `answer of ${id}`
})
const stopOf = (run: Run) => Option.map(Effect.runSync(Deferred.poll(run.stopped)), Effect.runSync)
const byId = (runId: string) => ({ runId, target: null })
const byTarget = (target: string) => ({ runId: null, target })

describe("the runs of a node", () => {
  it("are cancelled by their id or their message, by the one who started them", () => {
    const runs = fresh()
    const [one, two, three] = [runs.begin(draft("1")), runs.begin(draft("2")), runs.begin(draft("3"))]
    expect(runs.cancel(smith, byId("1"))).toBe("cancelled")
    expect(runs.cancel(smith, byTarget("message of 2"))).toBe("cancelled")
    expect([one, two, three].map(stopOf)).toEqual([Option.some("cancelled"), Option.some("cancelled"), Option.none()])
  })

  it("row 38: someone else's run is unknown, to a colleague and to another school, running or over", () => {
    const runs = fresh()
    const run = runs.begin(draft("1"))
    for (const user of [colleague, stranger]) {
      expect(runs.cancel(user, byId("1"))).toBe("unknown")
      expect(runs.cancel(user, byTarget("message of 1"))).toBe("unknown")
    }
    expect(stopOf(run)).toEqual(Option.none())
    runs.end(run)
    expect(runs.cancel(colleague, byId("1"))).toBe("unknown")
    expect(runs.cancel(smith, byId("1"))).toBe("over")
  })

  it("that are over are remembered, the last thousand of them", () => {
    const runs = fresh()
    for (let i = 0; i < 1_001; i++) runs.end(runs.begin(draft(String(i))))
    expect(runs.active()).toBe(0)
    expect([runs.cancel(smith, byId("0")), runs.cancel(smith, byId("1"))]).toEqual(["unknown", "over"])
  })

  it("are all interrupted when the server stops, and a cancel before that stays a cancel", () => {
    const runs = fresh()
    const [one, two] = [runs.begin(draft("1")), runs.begin(draft("2"))]
    runs.cancel(smith, byId("1"))
    runs.interruptAll()
    expect([one, two].map(stopOf)).toEqual([Option.some("cancelled"), Option.some("interrupted")])
    expect(runs.active()).toBe(2)
  })

  it("tell in which conversation somebody is answering", () => {
    const runs = fresh()
    const run = runs.begin(draft("1"))
    expect([
      runs.isTalking(smith.schoolId, "c"),
      runs.isTalking(smith.schoolId, "d"),
      runs.isTalking(stranger.schoolId, "c")
    ]).toEqual([true, false, false])
    runs.end(run)
    expect(runs.isTalking(smith.schoolId, "c")).toBe(false)
  })
})
