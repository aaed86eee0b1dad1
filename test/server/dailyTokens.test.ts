import { afterAll, afterEach, beforeAll, expect, it } from "vitest"
import { aiSettings } from "../support/aiSettings.ts"
import { type FakeProviders, fakeProviders, say, saying, stall } from "../support/FakeProviders.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { bearerOf, tokenOf, withTokens } from "../support/tokens.ts"

/** What no command is for. */
const question = "Tell me a story"
/** A whole answer of the fake costs 18; a prompt alone is longer than this. */
const limit = 20

let fake: FakeProviders
let server: TestServer
beforeAll(async () => {
  fake = await fakeProviders()
})
afterAll(() => fake.close())
afterEach(async () => {
  await server.stop()
  fake.reset()
})

const serve = async (limits: Readonly<Record<string, string>>) => {
  server = await startServer({
    settings: { ...aiSettings(["local"], fake.url), AI_STALL_TIMEOUT: "20 seconds", ...withTokens, ...limits }
  })
}
const person = async (name: string) => connect(server.url, bearerOf(await tokenOf(name)))

/** Says it, and waits for the end of its run. */
const answered = async (client: TestClient) => {
  const ref = client.say(question)
  const { run_id } = await client.event("run.start", ref)
  const done = await client.until("the end", () => client.events("run.done").find(each => each.run_id === run_id))
  return { answer: client.answers().find(each => each.ref === ref), done }
}

const spentWords = (whose: string) => `${whose} budget of ${limit} tokens for language models is used up for today`

/** The built-in assistant stands in, says why, and no provider was asked. */
const expectStandIn = async (client: TestClient, whose: string): Promise<void> => {
  const before = fake.seen.length
  const { answer, done } = await answered(client)
  const reason = spentWords(whose)
  expect(answer).toMatchObject({ provider: "builtin", degraded: true, reason })
  expect(answer?.content).toContain(`No language model answers just now (${reason}), so I can only say`)
  expect(answer?.content).toContain("(version 1) has 7 hard and 2 soft conflicts.")
  expect(done).toMatchObject({ outcome: "completed", degraded: true, reason })
  expect(done.usage).toBeUndefined()
  expect(fake.seen.length).toBe(before)
}

it("a person whose tokens of the day are spent is answered by the built-in assistant, which says so; others go on", async () => {
  await serve({ AI_DAILY_TOKENS_PER_USER: `${limit}` })
  fake.script("local", saying("Once upon a time."))
  const ann = await person("ann")
  // 18 of 20 are spent: one more may be asked, and what is under way does not count yet.
  for (const _ of [1, 2]) {
    const { answer, done } = await answered(ann)
    expect(answer).toMatchObject({ provider: "local", degraded: false, content: "Once upon a time." })
    expect(done).toMatchObject({ outcome: "completed", usage: { input: 11, output: 7 } })
  }
  await expectStandIn(ann, "Your")
  await expectStandIn(await person("ann"), "Your")
  expect((await ann.ask("/conflicts day=monday")).command).toBe("/conflicts")
  expect((await answered(await person("bob"))).answer).toMatchObject({ provider: "local", degraded: false })
})

it("what a cancelled answer took counts, by its estimate", async () => {
  await serve({ AI_DAILY_TOKENS_PER_USER: `${limit}` })
  fake.script("local", { beats: [say("Once upon"), stall] })
  const ann = await person("ann")
  const ref = ann.say(question)
  await ann.event("delta")
  await ann.event("ack", ann.tell("cancel", { target: ref }))
  const done = await ann.event("run.done")
  expect(done).toMatchObject({ outcome: "cancelled", usage: { output: 3, estimated: true } })
  expect(done.usage?.input).toBeGreaterThan(limit)
  fake.script("local", saying("Once upon a time."))
  await expectStandIn(ann, "Your")
})

it("a school whose tokens of the day are spent is answered by the built-in assistant, whoever asks", async () => {
  await serve({ AI_DAILY_TOKENS_PER_SCHOOL: `${limit}` })
  fake.script("local", saying("Once upon a time."))
  for (const name of ["ann", "bob"]) {
    expect((await answered(await person(name))).answer).toMatchObject({ provider: "local" })
  }
  await expectStandIn(await person("cem"), "The school's")
})
