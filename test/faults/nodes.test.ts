import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { localUser } from "../../src/App.ts"
import { RunRepo } from "../../src/chat/runs/RunRepo.ts"
import { aiSettings } from "../support/aiSettings.ts"
import { Comeback } from "../support/Comeback.ts"
import { fakeProviders, say, stall } from "../support/FakeProviders.ts"
import { freePort, makeRedis } from "../support/RedisServer.ts"
import { spawnServer } from "../support/ServerProcess.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { sharedDatabase, startNode } from "../support/TwoNodes.ts"
import { eventually } from "../support/Watch.ts"

let redis: Awaited<ReturnType<typeof makeRedis>>
beforeAll(async () => {
  redis = await makeRedis()
})
afterAll(() => redis.stop())

/** A node in a process of its own, that can be killed. */
const spawnNode = async (database: string, settings: Readonly<Record<string, string>> = {}) => {
  const limits = { RATE_BURST: "100000", RATE_MESSAGES_PER_SECOND: "100000", LOG_LEVEL: "error" }
  const child = await spawnServer({ ...limits, ...settings, DATABASE_URL: database, REDIS_URL: redis.url })
  const port = await child.ready(20_000)
  return { ...child, url: `ws://127.0.0.1:${port}/ws/chat` }
}

const conversation_id = "long-talk"

/** Somebody who has said something in the conversation and follows it on. */
const talker = async (url: string): Promise<TestClient> => {
  const client = await connect(url)
  await client.answer(client.say("Hello", { conversation_id }))
  await client.event("run.done")
  return client
}

describe("row 40: a node is killed", () => {
  it("and its answers are interrupted, each once, by whoever lives, when its lease has run out", async () => {
    const database = await sharedDatabase()
    const [a, b] = [await startNode(database, redis.url), await startNode(database, redis.url)]
    const [one, two] = [await talker(a.url), await connect(b.url)]
    await two.event("ack", two.tell("view", { subscribe: [`conv:${conversation_id}`] }))
    const before = one.events("run.done").length
    const repo = await a.run(RunRepo)
    const run = { schoolId: localUser.schoolId, userId: localUser.id, conversationId: conversation_id }
    const times = { begunAt: 1_000, leaseUntil: 2_000 }
    await a.run(
      repo.begin({ ...run, ...times, id: "dead-run", target: "dead-1", messageId: "dead-answer", owner: "a dead node" })
    )
    for (const client of [one, two]) {
      const done = () => client.events("run.done").find(({ run_id }) => run_id === "dead-run")
      expect(await client.until("the end of the run", done, 15_000)).toMatchObject({ outcome: "interrupted" })
    }
    // What comes next in the conversation comes right after it, on both nodes: nobody told it a second time.
    await one.answer(one.say("Still there?", { conversation_id }))
    await two.until("the next run", () => two.events("run.done").find(({ run_id }) => run_id !== "dead-run"))
    for (const client of [one, two]) {
      expect(client.events("run.start").filter(({ run_id }) => run_id === "dead-run")).toHaveLength(1)
      expect(client.events("run.done").filter(({ run_id }) => run_id === "dead-run")).toHaveLength(1)
    }
    expect(one.events("run.done")).toHaveLength(before + 2)
  })

  it("in the middle of an answer: started again, it says at once that the answer was interrupted", async () => {
    const database = await sharedDatabase()
    const fake = await fakeProviders()
    onTestFinished(() => fake.close())
    fake.script("openai", { beats: [say("Dear "), stall] })
    const patient = { AI_FIRST_TOKEN_TIMEOUT: "60 seconds", AI_STALL_TIMEOUT: "60 seconds" }
    const settings = { ...aiSettings(["openai"], fake.url), ...patient, PORT: `${await freePort()}` }
    const living = await startNode(database, redis.url)
    const follower = await talker(living.url)
    const dying = await spawnNode(database, settings)
    const asker = await connect(dying.url)
    const ref = asker.say("Tell me a long story about the sea", { conversation_id })
    const { run_id } = await asker.event("run.start", ref)
    await asker.event("delta")
    dying.signal("SIGKILL")
    await asker.end()
    await spawnNode(database, settings)
    const done = () => follower.events("run.done").filter(event => event.run_id === run_id)
    await follower.until("the end of the answer", () => (done().length > 0 ? done() : undefined), 10_000)
    await follower.answer(follower.say("And now?", { conversation_id }))
    expect(done()).toEqual([expect.objectContaining({ outcome: "interrupted" })])
    expect(follower.events("run.start").filter(event => event.run_id === run_id)).toHaveLength(1)
  })
})

describe("row 20: 300 clients whose node is killed while changes are made", () => {
  it("are all back on another node within 10 s, without a gap and without a duplicate", async () => {
    const database = await sharedDatabase()
    const living = await startNode(database, redis.url)
    const dying = await spawnNode(database)
    const clients = Array.from({ length: 300 }, () => new Comeback())
    onTestFinished(() => {
      for (const client of clients) client.end()
    })
    for (let i = 0; i < clients.length; i += 100)
      await Promise.all(clients.slice(i, i + 100).map(client => client.connect(dying.url)))
    const planner = await connect(living.url)
    let made = 0
    let isOver = false
    const planning = (async () => {
      while (!isOver) {
        await planner.ask(made === 0 ? "/publish" : made % 2 === 1 ? "/undo" : "/redo")
        made += 1
      }
    })()
    await eventually("all have heard of changes", () => clients.every(({ seq }) => seq > 2), 10_000)
    const back = clients.map(
      client => new Promise<void>(resolve => client.onClose(() => void client.comeBack(living.url).then(resolve)))
    )
    const killedAt = performance.now()
    const madeBefore = made
    dying.signal("SIGKILL")
    await Promise.all(back)
    await eventually("all are back", () => clients.every(({ backAt }) => backAt !== null), 10_000)
    expect(performance.now() - killedAt).toBeLessThan(10_000)
    await eventually("changes were made meanwhile", () => made > madeBefore + 1, 10_000)
    isOver = true
    await planning
    const last = planner.events("change").at(-1)?.seq ?? 0
    await eventually("all have heard of the last change", () => clients.every(({ seq }) => seq >= last), 10_000)
    expect(
      clients.map(({ gaps, duplicates, early, refusals, seq }) => [gaps, duplicates, early, refusals, seq])
    ).toEqual(clients.map(() => [0, 0, 0, 0, last]))
    const { code, signal } = await dying.exit(5_000)
    expect([code, signal]).toEqual([null, "SIGKILL"])
  })
})
