import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { aiSettings } from "../support/aiSettings.ts"
import { fakeCollector } from "../support/FakeCollector.ts"
import { fakeProviders, saying, status } from "../support/FakeProviders.ts"
import { connect } from "../support/TestClient.ts"
import { sharedDatabase, startNode } from "../support/TwoNodes.ts"

describe("traces, where a collector is configured", () => {
  let collector: Awaited<ReturnType<typeof fakeCollector>>
  let providers: Awaited<ReturnType<typeof fakeProviders>>
  beforeEach(async () => {
    ;[collector, providers] = [await fakeCollector(), await fakeProviders()]
  })
  afterEach(async () => {
    await collector.close()
    await providers.close()
  })

  const start = async () => {
    const settings = { ...aiSettings(["local"], providers.url), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
    return startNode(await sharedDatabase(), null, { settings })
  }

  it("lead from a frame over its command to the statements in the database, in one trace", async () => {
    const node = await start()
    const client = await connect(node.url)
    const ref = client.command("/conflicts day=monday teacher=Smith")
    await client.answer(ref)
    const path = await collector.path("a statement of the command", span => {
      const root = collector.spans.find(({ traceId, name }) => traceId === span.traceId && name === "Frame.command")
      return span.name === "sql.execute" && root !== undefined && collector.attributeOf(root, "ref") === ref
    })
    expect(path.map(({ name }) => name)).toEqual([
      "Frame.command",
      "Command.run",
      "ConflictDetector.inspect",
      "ScheduleRepo.head",
      "sql.execute"
    ])
    expect(new Set(path.map(({ traceId }) => traceId)).size).toBe(1)
    const [frame, command] = path
    const statement = path.at(-1)
    if (frame === undefined || command === undefined || statement === undefined) throw new Error("no path")
    const { connection_id } = await client.event("ready")
    expect(collector.attributeOf(frame, "connection_id")).toBe(connection_id)
    expect(collector.attributeOf(command, "command")).toBe("/conflicts")
    expect(collector.attributeOf(statement, "db.query.text")).toContain("$1")
    expect(collector.bodies[0]).toMatch(/^POST \/v1\/traces .*"timetable-chat"/)
    await node.stop()
    expect(collector.bodies.join()).not.toMatch(/smith/i)
  })

  it("lead from a message to the provider that was asked, and hold nothing of what was said or answered", async () => {
    const node = await start()
    providers.script("local", saying("Rosemary grows on walls."))
    const client = await connect(node.url)
    await client.answer(client.say("Please write me a small poem about Grandmother's zeppelin"))
    const path = await collector.path("the provider's call", ({ name }) => name.startsWith("http.client"))
    expect(path[0]?.name).toBe("Frame.user")
    expect(path.map(({ name }) => name)).toContain("Run.answer")
    expect(path.at(-1)?.name).toBe("http.client POST")
    await client.refusal(client.command("/help zeppelinx"))
    await node.stop()
    expect(collector.spans.map(({ name }) => name)).toContain("Command.run")
    expect(collector.bodies.join()).not.toMatch(/zeppelin|rosemary/i)
  })

  it("leave out what the server does by itself", async () => {
    const node = await start()
    const client = await connect(node.url)
    await client.ask("/score")
    await node.stop()
    const roots = collector.spans.filter(({ parentSpanId }) => parentSpanId === undefined)
    expect(new Set(roots.map(({ name }) => name))).toEqual(new Set(["Frame.greeting", "Frame.command"]))
  })

  it("mark what is logged on the way with connection, session, person, frame, run and timetable", async () => {
    const node = await start()
    providers.script("local", status(401))
    const client = await connect(node.url)
    const ref = client.say("Please write me a small poem about the sea")
    await client.answer(ref)
    const ready = await client.event("ready")
    const { run_id } = await client.event("run.start", ref)
    const line = node.lines.find(({ message }) => message.includes("a provider did not answer"))
    expect(line?.annotations).toEqual({
      connection_id: ready.connection_id,
      session_id: ready.session_id,
      user: "local",
      ref,
      run_id,
      timetable: ready.timetable?.id
    })
  })
})
