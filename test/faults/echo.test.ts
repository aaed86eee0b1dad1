import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { openTcp, type RawClient } from "../support/RawClient.ts"
import { closePayload, frameBytes, opcodes, type RawFrame } from "../support/rawFrame.ts"
import { refusedUpgrade } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const { binary, close, continuation, ping, pong, text } = opcodes

/** The cases of Autobahn's suite, by its numbers, on the route that gives everything back. */
describe("row 11: /ws/echo", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { ECHO: "on" } })
  })
  afterAll(() => server.stop())

  const open = async (): Promise<RawClient> => {
    const raw = await openTcp(server.port)
    raw.request({}, "/ws/echo")
    expect(await raw.head()).toMatch(/^HTTP\/1\.1 101 /)
    return raw
  }

  it.each([0, 125, 126, 127, 128, 65_535, 65_536])(
    "1.1, 1.2: %i bytes come back, as text and as binary",
    async size => {
      const raw = await open()
      const payload = Buffer.alloc(size, "*")
      raw.send({ opcode: text, payload }, { opcode: binary, payload })
      expect(payload.equals(await raw.payload(text, 1))).toBe(true)
      expect(payload.equals(await raw.payload(binary, 1))).toBe(true)
    }
  )

  it("1.1.8: a message that comes byte by byte comes back whole", async () => {
    const raw = await open()
    for (const byte of frameBytes({ opcode: text, payload: "*".repeat(200) })) raw.socket.write(Uint8Array.of(byte))
    expect(await raw.text(1)).toBe("*".repeat(200))
  })

  it("2, 2.10: a ping comes back as a pong with what it held; ten at once in their order", async () => {
    const raw = await open()
    const held = Array.from({ length: 10 }, (_, i) => `${i}${"x".repeat(124)}`)
    raw.send(...held.map((payload): RawFrame => ({ opcode: ping, payload })))
    for (const [i, payload] of held.entries()) expect((await raw.payload(pong, i + 1)).toString()).toBe(payload)
  })

  it("5: fragments come back as one message, with pings answered in between", async () => {
    const raw = await open()
    raw.send(
      { opcode: text, fin: false, payload: "one " },
      { opcode: ping, payload: "here?" },
      { opcode: continuation, fin: false, payload: "" },
      { opcode: continuation, payload: "two" }
    )
    expect((await raw.payload(pong, 1)).toString()).toBe("here?")
    expect(await raw.text(1)).toBe("one two")
  })

  it.each([
    ["9.1.4: 1 MiB in one frame", 1024 ** 2, 1024 ** 2],
    ["9.3.5: 1 MiB in fragments of 4 KiB", 1024 ** 2, 4_096],
    ["10.1.1: 65,536 bytes in fragments of 1,300", 65_536, 1_300]
  ])("%s comes back as one message", async (_, size, piece) => {
    const raw = await open()
    const pieces = Math.ceil(size / piece)
    raw.send(
      ...Array.from(
        { length: pieces },
        (_, i): RawFrame => ({
          opcode: i === 0 ? text : continuation,
          fin: i === pieces - 1,
          payload: "*".repeat(Math.min(piece, size - i * piece))
        })
      )
    )
    expect((await raw.payload(text, 1)).equals(Buffer.alloc(size, "*"))).toBe(true)
  })

  it("7.1.2 to 7.1.5: what comes after a close is not answered", async () => {
    const raw = await open()
    const bye: RawFrame = { opcode: close, payload: closePayload(1000) }
    raw.send({ opcode: text, fin: false, payload: "a" }, bye, bye, { opcode: ping, payload: "still there?" })
    raw.send({ opcode: continuation, payload: "b" })
    expect(await raw.closeCode()).toBe(1000)
    expect(await raw.over()).toBe(true)
    expect(raw.opcodes).toEqual([close])
  })

  it("6: a character that is split over fragments comes back whole", async () => {
    const raw = await open()
    const bytes = Buffer.from("κόσμε 😀")
    raw.send(
      ...[...bytes].map(
        (byte, i): RawFrame => ({
          opcode: i === 0 ? text : continuation,
          fin: i === bytes.length - 1,
          payload: Uint8Array.of(byte)
        })
      )
    )
    expect(await raw.text(1)).toBe("κόσμε 😀")
  })

  it.each<[string, ReadonlyArray<RawFrame>, number]>([
    ["2.5: a ping of 126 bytes", [{ opcode: ping, payload: "x".repeat(126) }], 1002],
    ...[1, 2, 3, 4, 5, 6, 7].map((reserved): [string, ReadonlyArray<RawFrame>, number] => [
      `3: reserved bits ${reserved} on a control frame`,
      [{ opcode: ping, reserved }],
      1002
    ]),
    ...[1, 2, 3, 4, 5, 6, 7].map((reserved): [string, ReadonlyArray<RawFrame>, number] => [
      `3: reserved bits ${reserved} on a message, without compression`,
      [{ opcode: text, reserved, payload: "x" }],
      1002
    ]),
    ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): [string, ReadonlyArray<RawFrame>, number] => [
      `4: the reserved opcode ${opcode}`,
      [{ opcode, payload: "x" }],
      1002
    ]),
    ["5.1: a ping in fragments", [{ opcode: ping, fin: false }, { opcode: continuation }], 1002],
    ["5.2: a pong in fragments", [{ opcode: pong, fin: false }, { opcode: continuation }], 1002],
    ["5.9: a continuation of nothing", [{ opcode: continuation, payload: "x" }], 1002],
    [
      "5.18: a text within a text",
      [
        { opcode: text, fin: false, payload: "a" },
        { opcode: text, payload: "b" }
      ],
      1002
    ],
    [
      "6.3: no UTF-8, begun in one fragment and gone wrong in the next",
      [
        { opcode: text, fin: false, payload: Uint8Array.of(0xce, 0xba, 0xe1, 0xbd) },
        { opcode: continuation, payload: Uint8Array.of(0xed, 0xa0, 0x80) }
      ],
      1007
    ],
    ["6.4: a surrogate", [{ opcode: text, payload: Uint8Array.of(0xed, 0xa0, 0x80) }], 1007],
    ["6.6: a character cut off", [{ opcode: text, payload: Uint8Array.of(0xce) }], 1007],
    ["7.3.2: a close of one byte", [{ opcode: close, payload: "x" }], 1002],
    [
      "7.5.1: a close reason that is no UTF-8",
      [{ opcode: close, payload: closePayload(1000, Uint8Array.of(0xce)) }],
      1007
    ],
    ...[0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65_535].map(
      (code): [string, ReadonlyArray<RawFrame>, number] => [
        `7.9: the close code ${code}`,
        [{ opcode: close, payload: closePayload(code) }],
        1002
      ]
    ),
    ["an unmasked frame", [{ opcode: text, payload: "x", masked: false }], 1002]
  ])("%s fails the connection", async (_, frames, code) => {
    const raw = await open()
    raw.send(...frames)
    expect(await raw.closeCode()).toBe(code)
    expect(await raw.over()).toBe(true)
  })

  it.each([1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999])(
    "7.7: the close code %i is given back",
    async code => {
      const raw = await open()
      raw.send({ opcode: close, payload: closePayload(code, "bye") })
      expect(await raw.closeCode()).toBe(code)
    }
  )
})

describe("12, 13: compression", () => {
  const offer = "permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits=9"

  it.each([
    ["on", /^Sec-WebSocket-Extensions: permessage-deflate; .*_no_context_takeover/im],
    ["off", null]
  ])("is %s: what a client offers is answered so, and its messages come back", async (compression, answer) => {
    const server = await startServer({ settings: { ECHO: "on", COMPRESSION: compression } })
    onTestFinished(() => server.stop())
    const raw = await openTcp(server.port)
    raw.request({ "Sec-WebSocket-Extensions": offer }, "/ws/echo")
    const head = await raw.head()
    if (answer === null) expect(head).not.toMatch(/^Sec-WebSocket-Extensions/im)
    else expect(head).toMatch(answer)
    raw.send({ opcode: text, payload: "uncompressed" })
    expect(await raw.text(1)).toBe("uncompressed")
  })
})

it("there is no /ws/echo unless it is asked for", async () => {
  const server = await startServer()
  expect(await refusedUpgrade(`ws://127.0.0.1:${server.port}/ws/echo`)).toEqual({ status: 404, retryAfter: undefined })
  await server.stop()
})
