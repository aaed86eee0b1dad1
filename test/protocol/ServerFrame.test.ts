import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { closeCodes } from "../../src/protocol/CloseCode.ts"
import { constant, constantText } from "../../src/protocol/constants.ts"
import { answerFrame, decodeServerFrame, encodeFrame, eventFrame } from "../../src/protocol/ServerFrame.ts"

const timestamp = "2026-11-23T08:00:00.000Z"

describe("a frame of the server", () => {
  it("is read back as it was meant, whatever text it carries", () => {
    fc.assert(
      fc.property(
        fc.string16bits().filter(text => !text.includes("\u0000")),
        fc.jsonValue(),
        (content, t) => {
          const metadata = { event: "pong" as const, ref: "q", t, server_time: timestamp }
          const { message, event, answer } = decodeServerFrame(
            encodeFrame(eventFrame(content, metadata), "id-1", timestamp)
          )
          expect(message).toMatchObject({ id: "id-1", type: "system", content, timestamp })
          expect(event).toEqual(JSON.parse(JSON.stringify(metadata)))
          expect(answer).toBeNull()
        }
      )
    )
  })

  it("reads the same where its facts and its text were encoded before, once for all", () => {
    fc.assert(
      fc.property(fc.string16bits(), fc.string16bits(), fc.string16bits(), (text, name, ref) => {
        const content = text.replaceAll("\u0000", "")
        const wire = { name, summary: text, example: name, parameters: [] }
        const data = () => ({ kind: "help" as const, commands: [wire] })
        const about = { ref, message_id: "m1", conversation_id: "c", conflict_ids: [], lesson_ids: [] }
        const rest = { suggestions: [], actions: [], provider: "engine", degraded: false }
        const encode = (facts: ReturnType<typeof data>, id: string) =>
          encodeFrame(answerFrame(content, { ...about, data: facts, ...rest }), id, timestamp)
        const before = encode(data(), "x")
        constantText(content)
        const after = encode(constant(data()), "x")
        expect(JSON.parse(after)).toEqual(JSON.parse(before))
        const escaped = after.slice(after.indexOf('"data":'))
        expect(/^[\p{ASCII}]*$/u.test(escaped)).toBe(true)
      })
    )
  })

  it("that is an answer is known on the wire by the id it is stored under", () => {
    const metadata = {
      ref: "q",
      message_id: "m1",
      conversation_id: "c",
      conflict_ids: [],
      lesson_ids: [],
      suggestions: [],
      actions: [],
      provider: "engine",
      degraded: false
    }
    const read = decodeServerFrame(encodeFrame(answerFrame("text", metadata), "another", timestamp))
    expect(read.message.id).toBe("m1")
    expect(read.answer).toEqual(metadata)
    expect(read.event).toBeNull()
  })

  it.each([
    ["an event without its fields", { event: "ack" }],
    ["an unknown error code", { event: "error", code: "oops", message: "", temporary: false }],
    ["an answer without its fields", { ref: "q" }]
  ])("does not pass when it is %s", (_what, metadata) => {
    const text = JSON.stringify({ id: "a", type: "system", content: "", timestamp, metadata })
    expect(() => decodeServerFrame(text)).toThrow()
  })
})

describe("an event of a newer server", () => {
  it("is passed over, its text still there to be shown", () => {
    const text = JSON.stringify({
      id: "a",
      type: "system",
      content: "news",
      timestamp,
      metadata: { event: "surprise" }
    })
    const read = decodeServerFrame(text)
    expect([read.message.content, read.answer, read.event]).toEqual(["news", null, null])
  })
})

describe("close codes", () => {
  it("are told apart by their reasons, may all be sent, and their reasons fit into a frame", () => {
    const all = Object.values(closeCodes)
    expect(new Set(all.map(close => close.reason)).size).toBe(all.length)
    for (const { code, reason } of all) {
      expect(code < 1004 || (code >= 1007 && code <= 1013) || (code >= 4000 && code <= 4999)).toBe(true)
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123)
    }
  })
})
