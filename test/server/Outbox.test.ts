import { PassThrough } from "node:stream"
import { describe, expect, it } from "vitest"
import { decodeServerFrame, encodeFrame } from "../../src/protocol/ServerFrame.ts"
import { Flusher, Outbox, type Sender } from "../../src/server/Outbox.ts"

/** A peer that reads nothing until the test lets it. */
class PiledUp implements Sender {
  readonly sent: Array<string> = []
  /** The same frames, where they came encoded. */
  readonly encoded: Array<Buffer | null> = []
  readonly #callbacks: Array<() => void> = []
  bufferedAmount = 0

  readonly send = (data: string | Buffer, _options: { readonly binary: false }, done: () => void = () => {}): void => {
    this.sent.push(data.toString())
    this.encoded.push(Buffer.isBuffer(data) ? data : null)
    this.bufferedAmount += Buffer.byteLength(data)
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

describe("what many are told in one turn", () => {
  it("is encoded once for all but the first, and reaches each of them whole and in order", async () => {
    const flusher = new Flusher()
    const peers = [1, 2, 3].map(() => {
      const ws = new PiledUp()
      return { ws, outbox: new Outbox(ws, new PassThrough(), flusher, 1_000, () => {}) }
    })
    for (const text of ["news: ü", "more"]) for (const { outbox } of peers) outbox.push(text)
    await nextTurn()
    for (const { ws } of peers) expect(ws.sent).toEqual(["news: ü", "more"])
    const [first, second, third] = peers.map(({ ws }) => ws.encoded)
    expect(first).toEqual([null, null])
    expect(second?.every(Buffer.isBuffer)).toBe(true)
    expect(third?.map((data, i) => data === second?.[i])).toEqual([true, true])
    expect(flusher.sentBytes).toBe(3 * ("news: ü".length + 1 + "more".length))
  })
})

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

  const delta = (index: number, content: string, run_id = "r") =>
    encodeFrame(
      { type: "assistant", content, metadata: { event: "delta", run_id, message_id: "m", index } },
      `frame-${index}`,
      "2026-11-23T08:00:00.000Z"
    )

  /** An outbox whose peer has stopped reading. */
  const piledUp = async (limit: number) => {
    const made = make(limit)
    made.outbox.push("x".repeat(64 * 1024))
    await nextTurn()
    made.outbox.push("before")
    await nextTurn()
    return made
  }

  it("joins the deltas of a run that wait for a slow reader, and loses nothing of them", async () => {
    const { ws, outbox } = await piledUp(1_000_000)
    const pieces = ["Once", " upon", ' a "time"', " in München"]
    for (const [index, piece] of pieces.entries()) outbox.push(delta(index, piece))
    outbox.push("between")
    outbox.push(delta(4, "!"))
    ws.drain()
    const sent = ws.sent.slice(1)
    expect(sent.map(text => (text.startsWith("{") ? decodeServerFrame(text).message.content : text))).toEqual([
      "before",
      pieces.join(""),
      "between",
      "!"
    ])
    expect(decodeServerFrame(sent[1] ?? "").event).toEqual({
      event: "delta",
      run_id: "r",
      message_id: "m",
      index: 0,
      next_index: 4
    })
    expect(sent[3]).toBe(delta(4, "!"))
  })

  it("joins no deltas of different runs, none with a gap, and nothing that only looks like one", async () => {
    const { ws, outbox } = await piledUp(1_000_000)
    const frames = [
      delta(0, "a"),
      delta(1, "b", "another"),
      delta(3, "c", "another"),
      '{"metadata":{"event":"delta"}}',
      delta(4, "d", "another")
    ]
    for (const frame of frames) outbox.push(frame)
    ws.drain()
    expect(ws.sent.slice(2)).toEqual(frames)
  })

  it("holds more deltas of a slow reader than their frames would take, and is bounded all the same", async () => {
    const bytes = Buffer.byteLength(delta(0, "word "))
    const { ws, outbox, overflow } = await piledUp(64 * 1024 + 6 + 10 * bytes)
    for (let index = 0; index < 100; index++) outbox.push(delta(index, "word "))
    expect(overflow.count).toBe(0)
    expect(outbox.bytes).toBe(64 * 1024 + 6 + bytes + 99 * "word ".length)
    ws.drain()
    expect(outbox.bytes).toBe(Buffer.byteLength(ws.sent.slice(1).join("")))
    for (let index = 100; index < 100_000 && overflow.count === 0; index++) outbox.push(delta(index, "word "))
    expect(overflow.count).toBe(1)
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
