import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Redacted } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { layerPostgres } from "../../src/schedule/Database.ts"
import { change, changes, from, placeOf } from "../support/following.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { makeRedis } from "../support/RedisServer.ts"
import { connect } from "../support/TestClient.ts"
import { sharedDatabase, startNode } from "../support/TwoNodes.ts"
import { eventually } from "../support/Watch.ts"

let redis: Awaited<ReturnType<typeof makeRedis>>
beforeAll(async () => {
  redis = await makeRedis()
})
afterAll(() => redis.stop())

describe("between nodes", () => {
  /** The connections that listen on this database; killed, where that is wished. */
  const listening = (database: string, isKilled: boolean): Promise<ReadonlyArray<number>> =>
    Effect.runPromise(
      Effect.map(
        Effect.flatMap(
          SqlClient.SqlClient,
          sql => sql<{ readonly pid: number }>`
            SELECT pid, CASE WHEN ${isKilled} THEN pg_terminate_backend(pid) END AS killed FROM pg_stat_activity
            WHERE application_name = 'timetable-chat wake-ups' AND datname = current_database() AND query LIKE 'LISTEN%'`
        ),
        rows => rows.map(({ pid }) => pid)
      ).pipe(Effect.provide(layerPostgres(Redacted.make(database))))
    )

  it("row 29: changes arrive within 5 s and without a gap when the listening connections are killed again and again", async () => {
    const database = await sharedDatabase()
    const [a, b] = [await startNode(database, null), await startNode(database, null)]
    const planner = await connect(a.url)
    const reader = await connect(b.url)
    const { seq } = await placeOf(reader, "timetable:")
    const killed = new Set<number>()
    for (let n = 0; n < 4; n++) {
      const alive = async () => (await listening(database, false)).filter(pid => !killed.has(pid)).length
      await expect.poll(alive, { timeout: 10_000 }).toBe(2)
      for (const pid of await listening(database, true)) killed.add(pid)
      const changedAt = performance.now()
      await change(planner, n)
      await changes(reader, n + 1)
      expect(performance.now() - changedAt).toBeLessThan(5_000)
    }
    expect(killed.size).toBe(8)
    expect(reader.events("change").map(event => event.seq)).toEqual(from(seq + 1, 4))
    const deaf = b.complaints().filter(({ message }) => message.includes("notifications are not heard"))
    expect(deaf).toHaveLength(4)
  })

  it("changes arrive without Redis too, and again with it when it is back", async () => {
    const own = await makeRedis()
    try {
      const database = await sharedDatabase()
      const [a, b] = [await startNode(database, own.url), await startNode(database, own.url)]
      const planner = await connect(a.url)
      const reader = await connect(b.url)
      const { seq } = await placeOf(reader, "timetable:")
      await change(planner, 0)
      await changes(reader, 1)
      await own.stop()
      for (let n = 1; n <= 4; n++) await change(planner, n)
      expect(await changes(reader, 5)).toEqual(from(seq + 1, 5))
      await own.restart()
      for (let n = 5; n <= 8; n++) await change(planner, n)
      expect(await changes(reader, 9)).toEqual(from(seq + 1, 9))
    } finally {
      await own.stop()
    }
  })

  it("a run on another node is cancelled from here; somebody else's is not there, and a second time is a noop", async () => {
    const database = await sharedDatabase()
    const puppet = puppetAssistant()
    const a = await startNode(database, redis.url, { assistant: puppet.layer })
    const b = await startNode(database, redis.url, { assistant: puppet.layer })
    const client = await connect(a.url)
    const elsewhere = await connect(b.url)
    const ref = client.say("Tell me all")
    const asked = await puppet.question(1)
    const { run_id } = await client.event("run.start", ref)
    const byTarget = elsewhere.tell("cancel", { target: ref })
    expect(await elsewhere.event("ack", byTarget)).toEqual({ event: "ack", ref: byTarget, status: "accepted" })
    expect(await client.event("run.done")).toMatchObject({ run_id, outcome: "cancelled" })
    await eventually("nobody listens any more", asked.isAbandoned)
    const again = elsewhere.tell("cancel", { run_id })
    expect(await elsewhere.event("ack", again)).toMatchObject({ status: "noop" })
    expect(await elsewhere.refusal(elsewhere.tell("cancel", { target: "never-said" }))).toMatchObject({
      code: "not_found"
    })
  })
})
