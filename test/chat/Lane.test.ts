import { Deferred, Effect, Fiber, FiberId } from "effect"
import { describe, expect, it } from "vitest"
import { type Fork, Lane } from "../../src/chat/Lane.ts"
import { Lanes } from "../../src/chat/Lanes.ts"

/** Forks for real, and counts the fibers that live. */
const counting = () => {
  const living = new Set<Fiber.RuntimeFiber<void>>()
  const fork: Fork = job => {
    const fiber = Effect.runFork(job)
    living.add(fiber)
    fiber.addObserver(() => living.delete(fiber))
  }
  return { fork, living }
}

const gate = () => Deferred.unsafeMake<void>(FiberId.none)

describe("a lane", () => {
  it("does a job that never waits before offer returns, and then holds no fiber", () => {
    const { fork, living } = counting()
    const lane = new Lane(fork, 4)
    const done: Array<number> = []
    expect(lane.offer(Effect.sync(() => void done.push(1)))).toBe(true)
    expect(done).toEqual([1])
    expect(lane.length).toBe(0)
    expect(living.size).toBe(0)
  })

  it("does one thing after another, in the order in which they came, with one fiber", async () => {
    const { fork, living } = counting()
    const lane = new Lane(fork, 100)
    const done: Array<number> = []
    const first = gate()
    lane.offer(
      Effect.zipRight(
        Deferred.await(first),
        Effect.sync(() => void done.push(0))
      )
    )
    for (let i = 1; i < 50; i++)
      lane.offer(
        Effect.zipRight(
          Effect.yieldNow(),
          Effect.sync(() => void done.push(i))
        )
      )
    expect(done).toEqual([])
    expect(living.size).toBe(1)
    const [fiber] = living
    Deferred.unsafeDone(first, Effect.void)
    await Effect.runPromise(Fiber.join(fiber ?? Fiber.void))
    expect(done).toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect(living.size).toBe(0)
  })

  it("takes no more than its bound, the running job included, and more again when one is done", async () => {
    const { fork } = counting()
    const lane = new Lane(fork, 2)
    const [first, second] = [gate(), gate()]
    expect(lane.offer(Deferred.await(first))).toBe(true)
    expect(lane.offer(Deferred.await(second))).toBe(true)
    expect(lane.offer(Effect.void)).toBe(false)
    expect(lane.length).toBe(2)
    const next = Effect.runPromise(lane.nextDone)
    Deferred.unsafeDone(first, Effect.void)
    await next
    expect(lane.length).toBe(1)
    expect(lane.offer(Effect.void)).toBe(true)
  })

  it("goes on after its fiber was interrupted", async () => {
    const { fork, living } = counting()
    const lane = new Lane(fork, 4)
    let idle = 0
    lane.onIdle = () => {
      idle += 1
    }
    lane.offer(Effect.never)
    const [fiber] = living
    await Effect.runPromise(Fiber.interrupt(fiber ?? Fiber.void))
    expect(idle).toBe(1)
    const done: Array<string> = []
    lane.offer(Effect.sync(() => void done.push("again")))
    expect(done).toEqual(["again"])
  })
})

describe("the lanes of all conversations", () => {
  it("exist only while something is in them", () => {
    const { fork } = counting()
    const lanes = new Lanes(fork)
    const wait = gate()
    lanes.offer("quick", Effect.void)
    lanes.offer("slow", Deferred.await(wait))
    expect(lanes.size).toBe(1)
    expect([lanes.ahead("quick"), lanes.ahead("slow")]).toEqual([0, 1])
  })

  it("do not wait for each other", () => {
    const { fork } = counting()
    const lanes = new Lanes(fork)
    const done: Array<string> = []
    lanes.offer("a", Effect.never)
    lanes.offer(
      "a",
      Effect.sync(() => void done.push("a"))
    )
    lanes.offer(
      "b",
      Effect.sync(() => void done.push("b"))
    )
    expect(done).toEqual(["b"])
  })

  it("say when there is no room", () => {
    const { fork } = counting()
    const lanes = new Lanes(fork)
    let taken = 0
    while (lanes.ahead("a") !== null && taken < 1_000) {
      expect(lanes.ahead("a")).toBe(taken)
      lanes.offer("a", Effect.never)
      taken += 1
    }
    expect(taken).toBe(64)
    expect(lanes.ahead("b")).toBe(0)
  })
})
