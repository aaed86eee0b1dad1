import { Effect, Fiber } from "effect"
import { describe, expect, it } from "vitest"
import { SpareTurns } from "../../src/chat/SpareTurns.ts"

/** Looks in once a turn of the event loop, before whoever asks for a turn after this. */
const watch = (seen: Array<string>, times: number): void => {
  if (times === 0) return
  setImmediate(() => {
    seen.push("-")
    watch(seen, times - 1)
  })
}

const worker = (turns: SpareTurns, seen: Array<string>, name: string) =>
  Effect.runFork(
    Effect.map(turns.next, () => {
      seen.push(name)
    })
  )

describe("spare turns", () => {
  it.each([
    [1, ["-", "a", "-", "b", "-", "c"]],
    [2, ["-", "a", "b", "-", "c", "-"]]
  ])("are given in the order in which they were asked for, %i in a turn of the event loop", async (atOnce, order) => {
    const turns = new SpareTurns(atOnce)
    const seen: Array<string> = []
    watch(seen, 3)
    const crowd = ["a", "b", "c"].map(name => worker(turns, seen, name))
    await Effect.runPromise(Fiber.joinAll(crowd))
    while (seen.length < order.length) await new Promise(resolve => setImmediate(resolve))
    expect(seen).toEqual(order)
  })

  it("are given to those who come when all before them are done", async () => {
    const turns = new SpareTurns()
    const seen: Array<string> = []
    await Effect.runPromise(Fiber.join(worker(turns, seen, "a")))
    await Effect.runPromise(Fiber.join(worker(turns, seen, "b")))
    expect(seen).toEqual(["a", "b"])
  })

  it("pass over one who is gone, and nobody behind it waits for ever", async () => {
    const turns = new SpareTurns()
    const seen: Array<string> = []
    const [gone, waiting] = [worker(turns, seen, "gone"), worker(turns, seen, "waiting")]
    await Effect.runPromise(Fiber.interrupt(gone))
    await Effect.runPromise(Fiber.join(waiting))
    expect(seen).toEqual(["waiting"])
  })
})
