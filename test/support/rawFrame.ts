import { randomBytes } from "node:crypto"

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
