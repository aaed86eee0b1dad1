import { Duration } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { chainLayer } from "../../src/assistant/chainLayer.ts"
import { Runs } from "../../src/chat/runs/Runs.ts"
import { settingsFor } from "../assistant/asking.ts"
import { protocols } from "../support/aiSettings.ts"
import { type Play, saying } from "../support/FakeProviders.ts"
import { fakesOfThisFile, faults } from "../support/providerFaults.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { eventually } from "../support/Watch.ts"

/** Seconds of chaos: CHAOS_SECONDS=300 for the long one. */
const seconds = Number(process.env.CHAOS_SECONDS ?? "4")
const seed = 20_261_123
const talkers = 12
const fake = await fakesOfThisFile()

/** Park and Miller's generator: the same faults in the same order with the same seed. 0 … 1. */
const random = (() => {
  let state = seed
  return (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
})()

/** One request in five goes wrong. */
const plays = (protocol: string): ReadonlyArray<Play> =>
  Array.from({ length: 100 * Math.max(4, seconds) }, () => {
    const fault = faults[Math.floor(random() * faults.length)]
    return random() < 0.2 && fault !== undefined ? fault : saying("one ", `${protocol} `, "answer")
  })

describe("20 % of what providers do goes wrong", () => {
  let server: TestServer
  beforeAll(async () => {
    const settings = settingsFor(protocols, fake.url)
    // Patient where the machine is busy, and soon asked again: it is not the built-in answers that are tried here.
    const assistant = chainLayer({
      ...settings,
      firstTokenTimeout: Duration.seconds(2),
      stallTimeout: Duration.seconds(1),
      breakerRest: Duration.millis(200)
    })
    server = await startServer({ settings: { RATE_BURST: "100000" }, assistant })
  })
  afterAll(async () => {
    await server.stop()
  })

  /** How runs ended, and who gave the answers that are whole. */
  const outcomes = new Map<string, number>()
  const answeredBy = new Map<string, number>()
  const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)

  /** All that a client heard since the last run: one start, one end, and the answer where it is said to be whole. */
  const judge = (client: TestClient, run_id: string): void => {
    expect(client.events("run.start").map(start => start.run_id)).toEqual([run_id])
    const dones = client.events("run.done")
    expect(dones.map(done => done.run_id)).toEqual([run_id])
    const outcome = dones[0]?.outcome ?? "none"
    count(outcomes, outcome)
    const answers = client.answers()
    expect(answers).toHaveLength(outcome === "completed" ? 1 : 0)
    const [answer] = answers
    if (answer === undefined) return
    count(answeredBy, answer.provider ?? "none")
    const shown = client.frames.reduce((text, { event, message }) => {
      if (event?.event === "delta") return text + message.content
      return event?.event === "run.reset" ? "" : text
    }, "")
    expect(shown).toBe(answer.content)
    if (answer.provider !== "builtin") expect(shown).toBe(`one ${answer.provider} answer`)
    else expect(answer).toMatchObject({ degraded: true })
  }

  /** Talks without a pause, and now and then thinks better of it. */
  const talk = async (client: TestClient, until: number): Promise<void> => {
    while (performance.now() < until) {
      const ref = client.say("Please write a kind letter to the parents")
      const hasSecondThoughts = random() < 0.1
      const { run_id } = await client.event("run.start", ref)
      if (hasSecondThoughts) client.tell("cancel", { run_id })
      await client.until("its end", () => client.events("run.done").find(done => done.run_id === run_id), 20_000)
      judge(client, run_id)
      client.forget()
    }
  }

  it(
    "every run has its one end, no text is shown twice, and no cut answer is called completed",
    async () => {
      for (const protocol of protocols) fake.script(protocol, ...plays(protocol))
      const clients = await Promise.all(Array.from({ length: talkers }, () => connect(server.url)))
      const until = performance.now() + seconds * 1_000
      await Promise.all(clients.map(client => talk(client, until)))
      const runs = await server.run(Runs)
      await eventually("all runs end", () => runs.active() === 0)
      for (const client of clients) {
        // Behind it nothing of a run can come any more.
        await client.ask("/help")
        expect(client.story.filter(frame => frame.startsWith("run.") || frame === "delta")).toEqual([])
      }
      process.stderr.write(
        `chaos: ${JSON.stringify([...outcomes])}, by ${JSON.stringify([...answeredBy])}, ${fake.seen.length} requests\n`
      )
      expect(outcomes.get("completed") ?? 0).toBeGreaterThan(talkers)
      expect([...answeredBy.keys()]).toContain("openai")
    },
    seconds * 1_000 + 60_000
  )
})
