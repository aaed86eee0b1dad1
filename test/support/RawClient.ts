import { randomBytes } from "node:crypto"
import { connect as connectTcp, type Socket } from "node:net"
import { onTestFinished } from "vitest"
import { frameBytes, opcodes, type RawFrame } from "./rawFrame.ts"
import { Watch } from "./Watch.ts"

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

  /** Of all frames so far. */
  get opcodes(): ReadonlyArray<number> {
    return this.#frames.map(({ opcode }) => opcode)
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
  async text(nth: number): Promise<string> {
    return (await this.payload(opcodes.text, nth)).toString()
  }

  /** What the nth frame of an opcode holds, from 1. */
  payload(opcode: number, nth: number): Promise<Buffer> {
    return this.#watch.until(
      `frame ${nth} of opcode ${opcode}`,
      () => this.#frames.filter(frame => frame.opcode === opcode)[nth - 1]?.payload
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
