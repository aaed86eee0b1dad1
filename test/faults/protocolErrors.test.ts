import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openRaw, openTcp } from "../support/RawClient.ts"
import { closePayload, opcodes, type RawFrame } from "../support/rawFrame.ts"
import { bystander } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const { continuation, text, close, ping, pong } = opcodes
const deflate = { "Sec-WebSocket-Extensions": "permessage-deflate" }

describe("peers that do not keep to RFC 6455", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("row 9: a flood of fragments closes with 1008", async () => {
    const other = await bystander(server.url)
    const raw = await openRaw(server.port)
    raw.send({ opcode: text, fin: false, payload: "[" })
    raw.send(...Array.from({ length: 100 }, (): RawFrame => ({ opcode: continuation, fin: false, payload: "1," })))
    expect(await raw.closeCode()).toBe(1008)
    await other.noticedNothing()
  })

  it("row 9: a message in 64 fragments, with pings between them, is read", async () => {
    const raw = await openRaw(server.port)
    const message = '{"id":"f","command":"/help"}'.padEnd(64)
    for (const [i, char] of [...message].entries()) {
      raw.send({ opcode: i === 0 ? text : continuation, fin: i === 63, payload: char })
      if (i === 30) raw.send({ opcode: ping, payload: "still there?" })
    }
    expect(JSON.parse(await raw.text(3))).toMatchObject({ type: "assistant", metadata: { ref: "f", command: "/help" } })
  })

  it("row 10: a flood of pings from a peer that reads no pongs is cut", async () => {
    const other = await bystander(server.url)
    const raw = await openRaw(server.port)
    raw.socket.pause()
    raw.send(...Array.from({ length: 20_000 }, (): RawFrame => ({ opcode: ping, payload: "x".repeat(125) })))
    raw.socket.resume()
    expect(await raw.closeCode()).toBeNull()
    await other.noticedNothing()
  })

  it("row 10: unsolicited pongs are ignored", async () => {
    const other = await bystander(server.url)
    const raw = await openRaw(server.port)
    raw.send(...Array.from({ length: 1_000 }, (): RawFrame => ({ opcode: pong, payload: "nobody asked" })))
    raw.send({ opcode: text, payload: '{"id":"after","command":"/help"}' })
    expect(JSON.parse(await raw.text(3))).toMatchObject({ metadata: { ref: "after" } })
    await other.noticedNothing()
  })

  it.each<[string, ReadonlyArray<RawFrame>, number]>([
    ["RSV1 without compression", [{ opcode: text, reserved: 4, payload: "{}" }], 1002],
    ["RSV2", [{ opcode: text, reserved: 2, payload: "{}" }], 1002],
    ["RSV3", [{ opcode: text, reserved: 1, payload: "{}" }], 1002],
    ["RSV2 on a ping", [{ opcode: ping, reserved: 2 }], 1002],
    ["the reserved opcode 3", [{ opcode: 3, payload: "x" }], 1002],
    ["the reserved opcode 7", [{ opcode: 7 }], 1002],
    ["the reserved control opcode 11", [{ opcode: 11 }], 1002],
    ["the reserved control opcode 15", [{ opcode: 15, payload: "x" }], 1002],
    ["an unmasked frame", [{ opcode: text, payload: "{}", masked: false }], 1002],
    ["an unmasked ping", [{ opcode: ping, masked: false }], 1002],
    ["a ping of 126 bytes", [{ opcode: ping, payload: "x".repeat(126) }], 1002],
    ["a ping in fragments", [{ opcode: ping, fin: false }], 1002],
    ["a continuation of nothing", [{ opcode: continuation, payload: "x" }], 1002],
    [
      "a text inside a text",
      [
        { opcode: text, fin: false, payload: "a" },
        { opcode: text, payload: "b" }
      ],
      1002
    ],
    ["a close of one byte", [{ opcode: close, payload: "x" }], 1002],
    ["the close code 999", [{ opcode: close, payload: closePayload(999) }], 1002],
    ["the close code 1004", [{ opcode: close, payload: closePayload(1004) }], 1002],
    ["the close code 1005", [{ opcode: close, payload: closePayload(1005) }], 1002],
    ["the close code 1006", [{ opcode: close, payload: closePayload(1006) }], 1002],
    ["the close code 5000", [{ opcode: close, payload: closePayload(5000) }], 1002],
    [
      "a close reason that is no UTF-8",
      [{ opcode: close, payload: closePayload(1000, Uint8Array.from([0xff])) }],
      1007
    ],
    ["a close reason of 124 bytes", [{ opcode: close, payload: closePayload(1000, "x".repeat(124)) }], 1002]
  ])("row 11: %s is a protocol error", async (_what, frames, code) => {
    const other = await bystander(server.url)
    const raw = await openRaw(server.port)
    raw.send(...frames)
    expect(await raw.closeCode()).toBe(code)
    await other.noticedNothing()
  })

  it.each([1000, 1001, 1003, 1011, 3000, 4999])("row 11: the close code %i of a peer is given back", async code => {
    const raw = await openRaw(server.port)
    raw.send({ opcode: close, payload: closePayload(code, "bye") })
    expect(await raw.closeCode()).toBe(code)
  })

  it("row 11: compressed rubbish ends the connection and nothing else", async () => {
    const other = await bystander(server.url)
    const raw = await openRaw(server.port, deflate)
    raw.send({ opcode: text, reserved: 4, payload: "this is no deflate" })
    expect(await raw.closeCode()).toBe(1007)
    await other.noticedNothing()
  })

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ["a key that is none", { "Sec-WebSocket-Key": "short" }, 400],
    ["an old version", { "Sec-WebSocket-Version": "7" }, 400],
    ["another protocol to upgrade to", { Upgrade: "h2c" }, 400],
    ["extensions that cannot be read", { "Sec-WebSocket-Extensions": "permessage-deflate; =" }, 400]
  ])("row 11: a handshake with %s is refused", async (_what, headers, status) => {
    const other = await bystander(server.url)
    const raw = await openTcp(server.port)
    raw.request(headers)
    expect(await raw.head()).toContain(`HTTP/1.1 ${status} `)
    await raw.over()
    await other.noticedNothing()
  })

  it("nothing of this is worth a warning in the log", () => {
    expect(server.complaints()).toEqual([])
  })
})
