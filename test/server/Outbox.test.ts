import { PassThrough } from "node:stream"
import { describe, expect, it } from "vitest"
import { Flusher, Outbox, type Sender } from "../../src/server/Outbox.ts"

/** A peer that reads nothing until the test lets it. */
class PiledUp implements Sender {
  readonly sent: Array<string> = []
  readonly #callbacks: Array<() => void> = []
  bufferedAmount = 0

  readonly send = (text: string, done: () => void): void => {
    this.sent.push(text)
    this.bufferedAmount += Buffer.byteLength(text)
    this.#callbacks.push(done)
  }

  /** The peer has read everything. */
  drain(): void {
    this.bufferedAmount = 0
    for (const done of this.#callbacks.splice(0)) done()
  }
}

const make = (limit: number) => {
  const ws = new PiledUp()
  const socket = new PassThrough()
  const overflow = { count: 0 }
  const outbox = new Outbox(ws, socket, new Flusher(), limit, () => {
    overflow.count += 1
  })
  return { ws, outbox, overflow }
}

const nextTurn = () => new Promise(resolve => setImmediate(resolve))

describe("an outbox", () => {
  it("sends all that was said in one turn of the event loop at its end, in order", async () => {
    const { ws, outbox } = make(1_000)
    outbox.push("a")
    outbox.push("b")
    expect(ws.sent).toEqual([])
    await nextTurn()
    expect(ws.sent).toEqual(["a", "b"])
    outbox.push("c")
    await nextTurn()
    expect(ws.sent).toEqual(["a", "b", "c"])
  })

  it("hands over no more than the high-water mark until the peer reads, and keeps the order", async () => {
    const { ws, outbox } = make(10_000_000)
    const frames = Array.from({ length: 20 }, (_, i) => String(i).padStart(10_000, "."))
    for (const frame of frames) outbox.push(frame)
    await nextTurn()
    expect(ws.sent).toEqual(frames.slice(0, 7))
    outbox.push("late")
    ws.drain()
    expect(ws.sent).toEqual(frames.slice(0, 14))
    ws.drain()
    ws.drain()
    expect(ws.sent).toEqual([...frames, "late"])
  })

  it("is bounded in bytes, what the socket holds included, and tells once", async () => {
    const { ws, outbox, overflow } = make(100)
    outbox.push("x".repeat(60))
    await nextTurn()
    outbox.push("ü".repeat(20))
    expect(overflow.count).toBe(0)
    outbox.push("y")
    expect(overflow.count).toBe(1)
    outbox.push("z")
    ws.drain()
    await nextTurn()
    expect(overflow.count).toBe(1)
    expect(ws.sent).toEqual(["x".repeat(60)])
  })

  it("counts down again what was sent", async () => {
    const { ws, outbox, overflow } = make(100)
    for (let i = 0; i < 50; i++) {
      outbox.push("ü".repeat(40))
      await nextTurn()
      ws.drain()
    }
    expect([overflow.count, ws.sent.length]).toEqual([0, 50])
  })

  it("says nothing more after it was stopped", async () => {
    const { ws, outbox } = make(100)
    outbox.push("never")
    outbox.stop()
    outbox.push("never either")
    await nextTurn()
    expect(ws.sent).toEqual([])
  })
})
