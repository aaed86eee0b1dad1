import { expect, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { describe } from "vitest"
import { KeyedLock } from "../../src/schedule/KeyedLock.ts"

describe("a lock by key", () => {
  it.effect("lets one in at a time, in the order in which they came, and others by another key at once", () =>
    Effect.gen(function* () {
      const lock = new KeyedLock()
      const goOn = yield* Deferred.make<void>()
      const order: Array<string> = []
      const enter = (name: string) => Effect.sync(() => void order.push(name))
      const first = yield* Effect.fork(lock.with("9A", Effect.zipRight(enter("first"), Deferred.await(goOn))))
      yield* Effect.yieldNow()
      const second = yield* Effect.fork(lock.with("9A", enter("second")))
      const third = yield* Effect.fork(lock.with("9A", enter("third")))
      yield* lock.with("9B", enter("another"))
      expect(order).toEqual(["first", "another"])
      yield* Deferred.succeed(goOn, undefined)
      yield* Fiber.joinAll([first, second, third])
      expect(order).toEqual(["first", "another", "second", "third"])
    })
  )

  it.effect("is free again after a failure, and after somebody who would wait no longer", () =>
    Effect.gen(function* () {
      const lock = new KeyedLock()
      expect(yield* Effect.flip(lock.with("9A", Effect.fail("no")))).toBe("no")
      const goOn = yield* Deferred.make<void>()
      const holder = yield* Effect.fork(lock.with("9A", Deferred.await(goOn)))
      yield* Effect.yieldNow()
      const waiting = yield* Effect.fork(lock.with("9A", Effect.die("was let in")))
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(waiting)
      yield* Deferred.succeed(goOn, undefined)
      yield* Fiber.join(holder)
      expect(yield* lock.with("9A", Effect.succeed("in"))).toBe("in")
    })
  )
})
