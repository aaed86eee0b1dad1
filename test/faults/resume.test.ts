import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { localUser } from "../../src/App.ts"
import { SessionRepo } from "../../src/chat/sessions/SessionRepo.ts"
import { EventLog } from "../../src/schedule/EventLog.ts"
import { change, changes, from, placeOf } from "../support/following.ts"
import { puppetAssistant } from "../support/PuppetAssistant.ts"
import { makeRedis } from "../support/RedisServer.ts"
import { connect, freshId, type TestClient } from "../support/TestClient.ts"
import { sharedDatabase, startNode } from "../support/TwoNodes.ts"

let redis: Awaited<ReturnType<typeof makeRedis>>
beforeAll(async () => {
  redis = await makeRedis()
})
afterAll(() => redis.stop())

const resume = async (client: TestClient, sessionId: string, topics: ReadonlyArray<object>) =>
  client.event("ready", client.tell("hello", { resume: { session_id: sessionId, topics } }))

describe("who comes back", () => {
  it("to another node is told all changes that were missed, before new ones, in order and each once", async () => {
    const database = await sharedDatabase()
    const [a, b] = [await startNode(database, redis.url), await startNode(database, redis.url)]
    const planner = await connect(a.url)
    const gone = await connect(a.url)
    const { session_id } = await gone.event("ready")
    const { topic, epoch, seq } = await placeOf(gone, "timetable:")
    await change(planner, 0)
    await changes(gone, 1)
    gone.close()
    for (let n = 1; n <= 5; n++) await change(planner, n)

    const back = await connect(b.url)
    const going = (async () => {
      for (let n = 6; n <= 12; n++) await change(planner, n)
    })()
    const ready = await resume(back, session_id, [{ topic, epoch, seq: seq + 1 }])
    await going
    expect(ready.resumed).toEqual({ [topic]: true })
    expect(ready.session_id).toBe(session_id)
    expect(ready.topics).toEqual([{ topic, epoch, seq: seq + 1 }])
    expect(await changes(back, 12)).toEqual(from(seq + 2, 12))
    expect(new Set(back.events("change").map(event => event.epoch))).toEqual(new Set([epoch]))
  })

  it("late, when something new was told already, is told what came before it, and nothing twice", async () => {
    const node = await startNode(await sharedDatabase(), null)
    const planner = await connect(node.url)
    const { session_id } = await planner.event("ready")
    const { topic, epoch, seq } = await placeOf(planner, "timetable:")
    for (let n = 0; n < 3; n++) await change(planner, n)
    const late = await connect(node.url)
    // Whoever asks something is told what is new from then on.
    await late.ask("/help")
    for (let n = 3; n < 5; n++) await change(planner, n)
    expect(await changes(late, 2)).toEqual(from(seq + 4, 2))
    expect((await resume(late, session_id, [{ topic, epoch, seq }])).resumed).toEqual({ [topic]: true })
    await change(planner, 5)
    expect(await changes(late, 6)).toEqual([...from(seq + 4, 2), ...from(seq + 1, 3), seq + 6])
    // A second time nothing is left to tell.
    const again = late.tell("hello", { resume: { session_id, topics: [{ topic, epoch, seq }] } })
    expect((await late.event("ready", again)).resumed).toEqual({ [topic]: true })
    await late.event("pong", late.tell("ping"))
    expect(late.events("change")).toHaveLength(6)
  })

  it("row 21: with an epoch, a place or a past that nobody knows is told so, and nothing by halves", async () => {
    const database = await sharedDatabase()
    const node = await startNode(database, null)
    const planner = await connect(node.url)
    const { session_id } = await planner.event("ready")
    const { topic, epoch, seq } = await placeOf(planner, "timetable:")
    for (let n = 0; n < 4; n++) await change(planner, n)
    await changes(planner, 4)
    const refused = async (asked: object) => {
      const client = await connect(node.url)
      const ready = await resume(client, session_id, [{ topic, epoch, seq, ...asked }])
      expect(ready.resumed).toEqual({ [topic]: false })
      expect(ready.topics).toEqual([{ topic, epoch, seq: seq + 4 }])
      await client.event("pong", client.tell("ping"))
      expect(client.events("change")).toEqual([])
      return ready.reasons
    }
    expect(await refused({ epoch: "another" })).toEqual({ [topic]: "unknown_epoch" })
    expect(await refused({ seq: seq + 5 })).toEqual({ [topic]: "unknown_place" })
    const log = await node.run(EventLog)
    await node.run(log.trim({ before: 0, newest: 2 }))
    // What is at hand needs no log; a node that has nothing at hand does.
    planner.close()
    const other = await startNode(database, null)
    const late = await connect(other.url)
    const ready = await resume(late, session_id, [{ topic, epoch, seq }])
    expect([ready.resumed, ready.reasons]).toEqual([{ [topic]: false }, { [topic]: "too_old" }])
    const inTime = await connect(other.url)
    expect((await resume(inTime, session_id, [{ topic, epoch, seq: seq + 2 }])).resumed).toEqual({ [topic]: true })
    expect(await changes(inTime, 2)).toEqual(from(seq + 3, 2))
  })

  it("row 21: with another's session is shown the door", async () => {
    const node = await startNode(await sharedDatabase(), null)
    const sessions = await node.run(SessionRepo)
    await node.run(
      sessions.keep([{ id: "another's", schoolId: localUser.schoolId, userId: "somebody else", seenAt: Date.now() }])
    )
    const thief = await connect(node.url)
    const { topic, epoch, seq } = await placeOf(thief, "timetable:")
    thief.tell("hello", { resume: { session_id: "another's", topics: [{ topic, epoch, seq }] } })
    expect(await thief.end()).toEqual({ code: 4403, reason: "forbidden" })
    expect(thief.events("ready")).toHaveLength(1)
  })

  it("may follow only what is theirs: topics of others and of nobody are not resumed", async () => {
    const node = await startNode(await sharedDatabase(), null)
    const client = await connect(node.url)
    const { session_id } = await client.event("ready")
    await client.event("pong", client.tell("ping"))
    const names = ["timetable:another-school's", "user:somebody-else", "weather:today"]
    const sessions = await node.run(SessionRepo)
    await node.run(
      sessions.keep([{ id: session_id, schoolId: localUser.schoolId, userId: localUser.id, seenAt: Date.now() }])
    )
    const ready = await resume(
      client,
      session_id,
      names.map(topic => ({ topic, epoch: "", seq: 0 }))
    )
    expect(ready.reasons).toEqual({
      "timetable:another-school's": "not_found",
      "user:somebody-else": "forbidden",
      "weather:today": "not_found"
    })
    expect(await client.refusal(client.tell("view", { subscribe: ["user:somebody-else"] }))).toMatchObject({
      code: "forbidden",
      issues: [{ path: "topics.user:somebody-else" }]
    })
  })

  it.each([
    ["the node that makes the answer", true],
    ["another node", false]
  ])("in the middle of an answer, to %s, gets what was said so far and the rest of it", async (_, same) => {
    const database = await sharedDatabase()
    const puppet = puppetAssistant()
    const a = await startNode(database, redis.url, { assistant: puppet.layer })
    const b = same ? a : await startNode(database, redis.url, { assistant: puppet.layer })
    const client = await connect(a.url)
    const { session_id } = await client.event("ready")
    const ref = client.say("Tell me all")
    const { topic = "", epoch, seq } = await client.event("ack", ref)
    const asked = await puppet.question(1)
    asked.say("Once upon ")
    const start = await client.event("run.start", ref)
    await client.event("delta")
    client.close()

    const back = await connect(b.url)
    const ready = await resume(back, session_id, [{ topic, epoch, seq }])
    expect(ready.resumed).toEqual({ [topic]: true })
    const snapshot = await back.event("run.snapshot")
    expect(snapshot.run_id).toBe(start.run_id)
    asked.say("a time.")
    asked.finish()
    const answer = await back.answer(ref)
    await back.event("run.done")
    const deltas = back.frames.filter(({ event }) => event?.event === "delta")
    expect(snapshot.text + deltas.map(({ message }) => message.content).join("")).toBe("Once upon a time.")
    expect(answer.content).toBe("Once upon a time.")
    expect(deltas.map(({ event }) => (event?.event === "delta" ? event.index : null))).toEqual(
      from(snapshot.next_index, deltas.length)
    )
    const seqs = back.texts.flatMap(text => {
      const { metadata } = JSON.parse(text)
      return metadata.epoch === epoch && metadata.event !== "ready" ? [metadata.seq] : []
    })
    expect(seqs).toEqual(from((seq ?? 0) + 1, 3))
  })
})

describe("row 22: the same message on two nodes at once", () => {
  it("is stored once, answered once, and acknowledged to both with the same message", async () => {
    const database = await sharedDatabase()
    const nodes = [await startNode(database, redis.url), await startNode(database, redis.url)]
    const [one, two] = await Promise.all(nodes.map(node => connect(node.url)))
    if (one === undefined || two === undefined) throw new Error("nobody connected")
    for (let round = 0; round < 10; round++) {
      const id = freshId()
      const conversation_id = `race-${round}`
      for (const client of [one, two]) client.send("user", "Hello", { conversation_id }, id)
      const acks = await Promise.all([one.event("ack", id), two.event("ack", id)])
      expect(acks.map(({ status }) => status).toSorted()).toEqual(["accepted", "duplicate"])
      expect(new Set(acks.map(ack => ack.message_id)).size).toBe(1)
      const winner = acks[0].status === "accepted" ? one : two
      await winner.answer(id)
      expect(winner.answers().filter(answer => answer.ref === id)).toHaveLength(1)
    }
  })
})
