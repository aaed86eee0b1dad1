import { Effect, Exit, type Layer, ManagedRuntime, Redacted, Scope } from "effect"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { Bus, layerLocal } from "../../src/chat/Bus.ts"
import * as OverRedis from "../../src/server/BusRedis.ts"
import { makeRedis } from "../support/RedisServer.ts"

let redis: Awaited<ReturnType<typeof makeRedis>>
beforeAll(async () => {
  redis = await makeRedis()
})
afterAll(() => redis.stop())

const nodeWith = async (layer: Layer.Layer<Bus>) => {
  const runtime = ManagedRuntime.make(layer)
  onTestFinished(() => runtime.dispose())
  const bus = await runtime.runPromise(Bus)
  return {
    tell: bus.tell,
    /** Everything heard on the channel so far, and how to stop listening. */
    listen: async (channel: string) => {
      const heard: Array<string> = []
      const scope = await Effect.runPromise(Scope.make())
      await runtime.runPromise(
        Scope.extend(
          bus.listen(channel, text => void heard.push(text)),
          scope
        )
      )
      return { heard, stop: () => Effect.runPromise(Scope.close(scope, Exit.void)) }
    }
  }
}

/** Says it again until it is heard: nobody can know from outside when a subscription stands. */
const untilHeard = async (tell: () => void, heard: ReadonlyArray<string>) => {
  const before = heard.length
  await expect
    .poll(
      () => {
        tell()
        return heard.length
      },
      { timeout: 10_000, interval: 20 }
    )
    .toBeGreaterThan(before)
}

const layers: ReadonlyArray<readonly [string, () => Layer.Layer<Bus>]> = [
  ["on one node", () => layerLocal],
  ["over Redis", () => OverRedis.layer(Redacted.make(redis.url))],
  ["over a Redis that is away", () => OverRedis.layer(Redacted.make("redis://127.0.0.1:1"))]
]

describe.each(layers)("the bus %s", (_, layer) => {
  it("tells everybody here who listens to the channel, in order and once, and nobody else", async () => {
    const node = await nodeWith(layer())
    const [one, two, other] = [await node.listen("run:1"), await node.listen("run:1"), await node.listen("run:2")]
    for (const piece of ["Mrs ", "Smith", " teaches 9A"]) node.tell("run:1", piece)
    expect([one.heard, two.heard, other.heard]).toEqual([
      ["Mrs ", "Smith", " teaches 9A"],
      ["Mrs ", "Smith", " teaches 9A"],
      []
    ])
  })

  it("tells nothing to who has stopped listening", async () => {
    const node = await nodeWith(layer())
    const [gone, stays] = [await node.listen("run:1"), await node.listen("run:1")]
    await gone.stop()
    node.tell("run:1", "after")
    expect([gone.heard, stays.heard]).toEqual([[], ["after"]])
  })
})

describe("two nodes over Redis", () => {
  it("hear each other, and themselves once", async () => {
    const [a, b] = [
      await nodeWith(OverRedis.layer(Redacted.make(redis.url))),
      await nodeWith(OverRedis.layer(Redacted.make(redis.url)))
    ]
    const [atA, atB] = [await a.listen("presence"), await b.listen("presence")]
    await untilHeard(() => a.tell("presence", "ready?"), atB.heard)
    await untilHeard(() => b.tell("presence", "ready!"), atA.heard)
    for (let i = 0; i < 100; i++) a.tell("presence", `Pat is here ${i}`)
    const pats = (heard: ReadonlyArray<string>) => heard.filter(text => text.startsWith("Pat"))
    await expect.poll(() => pats(atB.heard).length).toBe(100)
    const expected = Array.from({ length: 100 }, (_, i) => `Pat is here ${i}`)
    expect([pats(atA.heard), pats(atB.heard)]).toEqual([expected, expected])
  })

  it("hear each other again after Redis was restarted, without being told to", async () => {
    const [a, b] = [
      await nodeWith(OverRedis.layer(Redacted.make(redis.url))),
      await nodeWith(OverRedis.layer(Redacted.make(redis.url)))
    ]
    const atB = await b.listen("presence")
    await untilHeard(() => a.tell("presence", "before"), atB.heard)
    await redis.stop()
    a.tell("presence", "lost")
    await redis.restart()
    await untilHeard(() => a.tell("presence", "after"), atB.heard)
    expect(atB.heard).not.toContain("lost")
  })
})
