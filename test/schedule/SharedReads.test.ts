import { expect, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { describe } from "vitest"
import { sharing } from "../../src/schedule/SharedReads.ts"

/** A store of one number, whose first read waits for the test. */
const store = Effect.gen(function* () {
  const begun = yield* Deferred.make<void>()
  const gate = yield* Deferred.make<void>()
  const state = { value: 1, reads: 0 }
  const read = (key: string) =>
    Effect.gen(function* () {
      state.reads += 1
      const seen = `${key}${state.value}`
      yield* Deferred.succeed(begun, undefined)
      yield* Deferred.await(gate)
      return seen
    })
  return { state, begun, gate, ask: yield* sharing((key: string) => key, read) }
})

describe("a shared read", () => {
  it.scoped("is one for all who ask at the same time, and another for whoever asks for something else", () =>
    Effect.gen(function* () {
      const { state, gate, ask } = yield* store
      yield* Deferred.succeed(gate, undefined)
      const answers = yield* Effect.all(["a", "a", "b", "a"].map(ask), { concurrency: "unbounded" })
      expect(answers).toEqual(["a1", "a1", "b1", "a1"])
      expect(state.reads).toBe(2)
    })
  )

  it.scoped("is never older than the question: who asks while one is on its way gets the next", () =>
    Effect.gen(function* () {
      const { state, begun, gate, ask } = yield* store
      const early = yield* Effect.fork(ask("a"))
      yield* Deferred.await(begun)
      state.value = 2
      const late = yield* Effect.fork(Effect.all([ask("a"), ask("a")], { concurrency: "unbounded" }))
      yield* Deferred.succeed(gate, undefined)
      expect(yield* Fiber.join(early)).toBe("a1")
      expect(yield* Fiber.join(late)).toEqual(["a2", "a2"])
      expect(state.reads).toBe(2)
    })
  )

  it.scoped("goes on for the others when the one who asked first has gone", () =>
    Effect.gen(function* () {
      const { begun, gate, ask } = yield* store
      const first = yield* Effect.fork(ask("a"))
      yield* Effect.yieldNow()
      const second = yield* Effect.fork(ask("a"))
      yield* Deferred.await(begun)
      yield* Fiber.interrupt(first)
      yield* Deferred.succeed(gate, undefined)
      expect(yield* Fiber.join(second)).toBe("a1")
    })
  )
})
