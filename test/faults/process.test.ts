import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { openRaw } from "../support/RawClient.ts"
import { opcodes } from "../support/rawFrame.ts"
import { spawnServer } from "../support/ServerProcess.ts"
import { bystander, connect, refusedUpgrade } from "../support/TestClient.ts"

/** A first start makes a database, which takes its time on a busy machine. */
const startMillis = 40_000

const urlOf = (port: number): string => `ws://127.0.0.1:${port}/ws/chat`

describe("the built server as a process", () => {
  it("rows 39 and 45: one folder, one server; killed, it starts again at once; asked to stop, it says goodbye", {
    timeout: 120_000
  }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "timetable-chat-data-"))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const settings = { DATA_DIR: folder }

    const first = await spawnServer(settings)
    const firstPort = await first.ready(startMillis)
    const other = await bystander(urlOf(firstPort))

    const second = await spawnServer(settings)
    expect(await second.exit(startMillis)).toEqual({ code: 1, signal: null })
    expect(second.said).toEqual({
      out: "",
      err: `timetable-chat: the data folder ${folder} is in use by process ${first.pid}. Stop it first, set DATA_DIR to another folder, or use PostgreSQL (DATABASE_URL), which many can share.\n`
    })
    await other.noticedNothing()
    const ref = other.client.say("Remember this")
    const ack = await other.client.event("ack", ref)
    await other.client.answer(ref)

    first.signal("SIGKILL")
    expect(await first.exit(5_000)).toEqual({ code: null, signal: "SIGKILL" })
    expect((await other.client.end()).code).toBe(1006)

    const third = await spawnServer(settings)
    const port = await third.ready(startMillis)
    const client = await connect(urlOf(port))
    expect((await client.ask("/conflicts day=monday time=morning")).conflict_ids).toHaveLength(3)
    client.send("user", "Remember this", undefined, ref)
    expect(await client.event("ack", ref)).toEqual({
      event: "ack",
      ref,
      status: "duplicate",
      message_id: ack.message_id
    })

    // This one answers no close frame: it holds the server up for as long as a close may take.
    const mute = await openRaw(port)
    mute.send({ opcode: opcodes.text, payload: '{"id":"m","command":"/help"}' })
    await mute.text(3)
    const crowd = await Promise.all(Array.from({ length: 20 }, () => connect(urlOf(port))))
    const from = performance.now()
    third.signal("SIGTERM")
    await client.event("goodbye")
    expect(await refusedUpgrade(urlOf(port))).toEqual({ status: 503, retryAfter: "5" })
    const ends = await Promise.all([client, ...crowd].map(each => each.end()))
    expect(new Set(ends.map(end => end.code))).toEqual(new Set([1012]))
    expect(crowd.map(each => each.story)).toEqual(crowd.map(() => ["ready", "goodbye"]))
    expect(await mute.closeCode()).toBe(1012)
    expect(await third.exit(30_000)).toEqual({ code: 0, signal: null })
    expect(performance.now() - from).toBeLessThan(30_000)
  })

  it("row 39: asked to stop in the middle of a search, it stops it and ends long before it would", {
    timeout: 120_000
  }, async () => {
    const server = await spawnServer({ DATA_DIR: "memory://", DRAIN_TIMEOUT: "30 seconds" })
    const url = urlOf(await server.ready(startMillis))
    const asker = await connect(url)
    await asker.event("progress", asker.command("/optimize seconds=60"))
    const from = performance.now()
    server.signal("SIGTERM")
    expect(await asker.end()).toEqual({ code: 1012, reason: "service restart" })
    expect(await server.exit(20_000)).toEqual({ code: 0, signal: null })
    expect(performance.now() - from).toBeLessThan(10_000)
    expect(asker.story.filter(frame => frame !== "progress")).toEqual([
      "ready",
      "ack accepted",
      "run.start",
      "goodbye",
      "run.done interrupted"
    ])
  })

  it("row 39: with nobody there it ends at once", { timeout: 120_000 }, async () => {
    const server = await spawnServer({ DATA_DIR: "memory://", LOG_FORMAT: "json" })
    const port = await server.ready(startMillis)
    server.signal("SIGTERM")
    expect(await server.exit(10_000)).toEqual({ code: 0, signal: null })
    await expect(connect(urlOf(port))).rejects.toThrow("ECONNREFUSED")
  })
})
