import { randomBytes } from "node:crypto"
import { connect as connectTcp, type Socket } from "node:net"
import { onTestFinished } from "vitest"
import { Watch } from "./Watch.ts"

/** A frame as bytes, as RFC 6455 section 5.2 lays it out; everything that may be wrong with one can be said. */
export interface RawFrame {
  readonly opcode: number
  readonly payload?: Uint8Array | string
  readonly fin?: boolean
  /** The reserved bits as a number: RSV1 = 4, RSV2 = 2, RSV3 = 1. */
  readonly reserved?: number
  readonly masked?: boolean
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export const frameBytes = ({ opcode, payload = "", fin = true, reserved = 0, masked = true }: RawFrame): Buffer => {
  const body = Buffer.from(payload)
  const mask = masked ? 0x80 : 0
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  const head =
    body.length < 126
      ? Buffer.from([first, mask | body.length])
      : body.length < 65_536
        ? Buffer.from([first, mask | 126, body.length >> 8, body.length & 255])
        : Buffer.concat([Buffer.from([first, mask | 127, 0, 0, 0, 0]), uint32(body.length)])
  if (!masked) return Buffer.concat([head, body])
  const key = randomBytes(4)
  return Buffer.concat([head, key, body.map((byte, i) => byte ^ (key[i % 4] ?? 0))])
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** The payload of a close frame. */
export const closePayload = (code: number, reason: Uint8Array | string = ""): Buffer =>
  Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)])

interface Received {
  readonly opcode: number
  readonly payload: Buffer
}

const readFrames = (bytes: Buffer): ReadonlyArray<Received> => {
  const frames: Array<Received> = []
  let at = 0
  while (bytes.length - at >= 2) {
    const short = (bytes[at + 1] ?? 0) & 127
    const wide = short === 126 ? 2 : short === 127 ? 8 : 0
    if (bytes.length - at < 2 + wide) break
    const length = wide === 0 ? short : wide === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
    const from = at + 2 + wide
    if (bytes.length < from + length) break
    frames.push({ opcode: (bytes[at] ?? 0) & 15, payload: bytes.subarray(from, from + length) })
    at = from + length
  }
  return frames
}

/** A peer that need not keep to any protocol: bytes in, bytes out. */
export class RawClient {
  readonly socket: Socket
  isOver = false
  #bytes = Buffer.alloc(0)
  readonly #watch = new Watch()

  constructor(port: number) {
    this.socket = connectTcp(port, "127.0.0.1")
    this.socket.on("data", bytes => {
      this.#bytes = Buffer.concat([this.#bytes, bytes])
      this.#watch.changed()
    })
    this.socket.on("error", () => {})
    this.socket.on("close", () => {
      this.isOver = true
      this.#watch.changed()
    })
  }

  /** Sends an upgrade request. Later headers win. */
  request(headers: Readonly<Record<string, string>> = {}, path = "/ws/chat"): void {
    const lines = Object.entries({
      Host: `127.0.0.1:${this.socket.remotePort ?? 80}`,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
      ...headers
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    this.socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`)
  }

  /** The head of the HTTP response. */
  head(): Promise<string> {
    return this.#watch.until("an HTTP response", () => {
      const text = this.#bytes.toString("latin1")
      const end = text.indexOf("\r\n\r\n")
      return end < 0 ? undefined : text.slice(0, end)
    })
  }

  get #frames(): ReadonlyArray<Received> {
    const end = this.#bytes.indexOf("\r\n\r\n")
    return end < 0 ? [] : readFrames(this.#bytes.subarray(end + 4))
  }

  /** The code of the close frame the server sends; null = it hung up without one. */
  closeCode(millis?: number): Promise<number | null> {
    return this.#watch.until(
      "a close frame",
      () => {
        const close = this.#frames.find(frame => frame.opcode === opcodes.close)
        return close === undefined ? (this.isOver ? null : undefined) : close.payload.readUInt16BE(0)
      },
      millis
    )
  }

  /** The nth text frame of the server, from 1. */
  text(nth: number): Promise<string> {
    return this.#watch.until(`text frame ${nth}`, () =>
      this.#frames.filter(frame => frame.opcode === opcodes.text)[nth - 1]?.payload.toString()
    )
  }

  /** Waits for the end of the TCP connection. */
  over(millis?: number): Promise<true> {
    return this.#watch.until("the end of the connection", () => this.isOver || undefined, millis)
  }

  send(...frames: ReadonlyArray<RawFrame>): void {
    this.socket.write(Buffer.concat(frames.map(frameBytes)))
  }
}

/** A bare TCP connection, gone when the test is over. */
export const openTcp = async (port: number): Promise<RawClient> => {
  const client = new RawClient(port)
  onTestFinished(() => {
    client.socket.destroy()
  })
  await new Promise(resolve => client.socket.once("connect", resolve))
  return client
}

/** A WebSocket that has shaken hands and been greeted, without any compression. */
export const openRaw = async (port: number, headers?: Readonly<Record<string, string>>): Promise<RawClient> => {
  const client = await openTcp(port)
  client.request(headers)
  const head = await client.head()
  if (!head.startsWith("HTTP/1.1 101")) throw new Error(`no handshake: ${head}`)
  if (headers === undefined) await client.text(1)
  return client
}
