import { Layer } from "effect"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { commands } from "../../src/chat/commands.ts"
import * as ConversationStore from "../../src/chat/conversations/ConversationRepoPg.ts"
import { inDatabase } from "../schedule/changing.ts"
import { openOtherSchool, secret } from "../support/otherSchool.ts"
import { layerFreshPostgres, migrated } from "../support/Postgres.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { memory, startServer, type TestServer } from "../support/TestServer.ts"
import { bearerOf, tokenOf, withTokens } from "../support/tokens.ts"

type Ids = Awaited<ReturnType<typeof openOtherSchool>>["ids"]
type Parameters = Readonly<Record<string, string>>

const database = Layer.provide(Layer.merge(inDatabase, ConversationStore.layer), migrated(layerFreshPostgres()))

/** What a command would take as an answer of its own school: it names nothing of another. */
const harmless: Parameters = {}

/**
 * For every command, parameters that name what belongs to another school, and what comes of it: an error's code, or
 * "own" where it answers from the asker's own school.
 */
const attempts = (ids: Ids): Readonly<Record<string, ReadonlyArray<readonly [Parameters, string]>>> => ({
  "/help": [[harmless, "own"]],
  "/schedule": [
    [{ teacher: "Kwux" }, "not_found"],
    [{ room: "elsewhere-room" }, "not_found"]
  ],
  "/conflicts": [
    [{ teacher: "Kwux" }, "not_found"],
    [{ room: "elsewhere-room" }, "not_found"]
  ],
  "/explain": [[{ conflict: ids.conflict }, "not_found"]],
  "/score": [[harmless, "own"]],
  "/diagnose": [[harmless, "own"]],
  "/suggest": [
    [{ lesson: ids.lesson }, "not_found"],
    [{ conflict: ids.conflict }, "not_found"],
    [{ teacher: "Kwux" }, "not_found"]
  ],
  "/optimize": [[{ teacher: "Kwux" }, "not_found"]],
  "/where": [[{ lesson: ids.lesson }, "not_found"]],
  "/move": [[{ lesson: ids.lesson, to: "tuesday 3" }, "not_found"]],
  "/swap": [[{ lesson: ids.lesson, with: ids.otherLesson }, "not_found"]],
  "/free": [[{ kind: "room", slot: "thursday 4" }, "own"]],
  "/cover": [[{ teacher: "Kwux", day: "tuesday" }, "not_found"]],
  "/lock": [[{ lesson: ids.lesson }, "not_found"]],
  "/unlock": [[{ lesson: ids.otherLesson }, "not_found"]],
  "/basket": [
    [{ add: ids.suggestion }, "not_found"],
    [{ remove: ids.suggestion }, "not_found"]
  ],
  "/apply": [
    [{ suggestion: ids.suggestion }, "not_found"],
    [{ suggestion: ids.suggestion, hash: ids.hash, force: "I want it" }, "not_found"]
  ],
  "/reject": [[{ suggestion: ids.suggestion }, "not_found"]],
  "/undo": [[{ change: ids.change }, "not_found"]],
  "/redo": [[harmless, "not_found"]],
  "/history": [[{ lesson: ids.lesson }, "not_found"]],
  "/publish": [[harmless, "own"]],
  "/timetables": [[harmless, "own"]],
  "/grid": [[harmless, "own"]],
  "/retry": [[harmless, "not_found"]],
  "/conversations": [[harmless, "own"]],
  "/messages": [[{ conversation: ids.conversation }, "not_found"]],
  "/rename": [[{ conversation: ids.conversation, title: "Mine" }, "not_found"]],
  "/forget": [[{ conversation: ids.conversation }, "not_found"]]
})

/** Commands that are about no timetable: naming another's changes nothing. */
const aboutNone = ["/help", "/timetables", "/retry", "/conversations", "/messages", "/rename", "/forget"]

describe.each([
  ["in memory", memory],
  ["on PostgreSQL", Layer.orDie(database)]
])("an admin of one school, with the ids of another, %s", (_, storage) => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({ settings: { ...withTokens, RATE_BURST: "1000" }, storage })
  })
  afterEach(() => server.stop())

  const attacker = async (query = ""): Promise<TestClient> =>
    connect(server.url, { ...bearerOf(await tokenOf("eve", { role: "admin" })), query })

  const outcome = async (client: TestClient, name: string, parameters: Parameters, timetable?: string) => {
    const about = timetable === undefined ? {} : { timetable_id: timetable }
    const ref = client.send("command", "", { ...about, command: { command: name, parameters } })
    return client.until(`${name} to be answered`, () => {
      const error = client.events("error").find(event => event.ref === ref)
      return error?.code ?? (client.answers().some(answer => answer.ref === ref) ? "own" : undefined)
    })
  }

  it("gets nothing, changes nothing, and goes unnoticed, whatever the command", async () => {
    const { client: victim, ids, kept } = await openOtherSchool(server)
    const before = await kept()
    const heard = victim.texts.length
    const client = await attacker()
    const tried = attempts(ids)
    expect(Object.keys(tried)).toEqual(commands.map(({ name }) => name))
    const expected: Array<string> = []
    const seen: Array<string> = []
    for (const [name, all] of Object.entries(tried)) {
      for (const [parameters, code] of all) {
        const asked = `${name} ${JSON.stringify(parameters)}`
        expected.push(`${asked}: ${code}`)
        seen.push(`${asked}: ${await outcome(client, name, parameters)}`)
        if (aboutNone.includes(name)) continue
        expected.push(`${asked} of their timetable: not_found`)
        seen.push(`${asked} of their timetable: ${await outcome(client, name, parameters, ids.timetable)}`)
      }
    }
    expect(seen).toEqual(expected)
    expect(victim.texts.length).toBe(heard)
    expect(await kept()).toEqual(before)
    expect(client.texts.filter(text => text.includes(secret))).toEqual([])
  })

  it("sees none of their timetable, conversation or run by any event", async () => {
    const { client: victim, ids } = await openOtherSchool(server)
    const client = await attacker(`?timetable=${ids.timetable}`)
    expect((await client.event("ready")).timetable).toBeNull()
    expect((await client.refusal(client.tell("view", { timetable_id: ids.timetable }))).code).toBe("not_found")
    expect((await client.refusal(client.tell("cancel", { run_id: ids.run }))).code).toBe("not_found")
    const topics = [`conv:${ids.conversation}`, `timetable:${ids.timetable}`, "user:pat"]
    const resume = { session_id: "theirs", topics: topics.map(topic => ({ topic, epoch: "a", seq: 0 })) }
    await client.event("ready", client.tell("hello", { resume }))
    const own = await attacker()
    const theirs = own.tell("view", { subscribe: [`timetable:${ids.timetable}`] })
    expect((await own.refusal(theirs)).code).toBe("not_found")
    // One may follow a conversation that is not there yet; it is one's own, whatever others call theirs.
    await own.event("ack", own.tell("view", { subscribe: [`conv:${ids.conversation}`] }))
    await victim.answer(victim.command("/unlock lesson=elsewhere-2", { conversation_id: "theirs" }))
    await victim.answer(victim.say(`${secret} is well again`, { conversation_id: "theirs" }))
    const said = own.say("What is going on here?", { conversation_id: "theirs" })
    await own.answer(said)
    for (const each of [client, own]) {
      await each.ask("/help")
      expect(each.events("change")).toEqual([])
      expect(each.texts.filter(text => text.includes(secret))).toEqual([])
    }
    expect(victim.frames.filter(({ message }) => message.content.includes("going on here"))).toEqual([])
  })

  it("cancels no run of theirs while it is made", async () => {
    const { client: victim } = await openOtherSchool(server)
    const client = await attacker()
    const ref = victim.command("/optimize seconds=1")
    const { run_id } = await victim.event("run.start", ref)
    for (const which of [{ run_id }, { target: ref }])
      expect((await client.refusal(client.tell("cancel", which))).code).toBe("not_found")
    await victim.answer(ref)
    expect(victim.events("run.done").find(done => done.run_id === run_id)?.outcome).toBe("completed")
  })
})

describe("what a role allows", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { ...withTokens, RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it("is asked of every command, before its parameters are looked at", async () => {
    const client = await connect(server.url, bearerOf(await tokenOf("vera", { role: "viewer" })))
    const refused: Array<string> = []
    for (const { name } of commands) {
      const ref = client.send("command", "", { command: { command: name, parameters: { nonsense: "1" } } })
      const error = await client.refusal(ref)
      if (error.code === "forbidden") refused.push(name)
    }
    expect(refused).toEqual(["/lock", "/unlock", "/basket", "/apply", "/reject", "/undo", "/redo", "/publish"])
  })

  it("holds for what is said in a sentence too", async () => {
    const client = await connect(server.url, bearerOf(await tokenOf("vera", { role: "viewer" })))
    const ref = client.say("Publish the timetable")
    const error = await client.refusal(ref)
    expect(error.code).toBe("forbidden")
  })
})
