import { Either, Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ChatMessage } from "../../src/protocol/ChatMessage.ts"
import { plainFrame } from "../../src/protocol/plainFrame.ts"

const decode = Schema.decodeUnknownEither(ChatMessage)

/** Mostly right, so that frames come about in which one thing is wrong. */
const mostly = <A, B>(right: fc.Arbitrary<A>, ...wrong: ReadonlyArray<fc.Arbitrary<B>>) =>
  fc.oneof({ arbitrary: right, weight: 8 }, ...wrong.map(arbitrary => ({ arbitrary, weight: 1 })))

const anyFrame = fc.record(
  {
    id: mostly(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), fc.string(), fc.constant("x".repeat(65))),
    type: mostly(fc.constantFrom("user", "command"), fc.constantFrom("system", "assistant", "User", 1, null)),
    content: mostly(fc.string16bits(), fc.constantFrom("a\u0000b", null)),
    timestamp: mostly(fc.constant("2026-11-23T08:00:00Z"), fc.string(), fc.constant("1")),
    metadata: mostly(fc.constant(undefined), fc.constant(null), fc.dictionary(fc.string(), fc.jsonValue())),
    extra: fc.jsonValue()
  },
  { requiredKeys: ["id", "type", "content", "timestamp"] }
)
const withoutUndefined = (frame: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(frame).filter(([, value]) => value !== undefined))

describe("a plain frame is read without a schema", () => {
  it("exactly where the schema takes it and there is nothing about it, and as the schema reads it", () => {
    let plain = 0
    fc.assert(
      fc.property(anyFrame.map(withoutUndefined), frame => {
        const read = Either.getOrNull(decode(frame))
        const isPlain =
          read !== null && read.metadata === undefined && (read.type === "user" || read.type === "command")
        const found = plainFrame(frame)
        expect(found !== null).toBe(isPlain)
        if (found === null) return
        plain += 1
        expect(found).toMatchObject({ id: read?.id, content: read?.content, context: null, timetableId: null })
        expect(found._tag.toLowerCase()).toBe(read?.type)
      }),
      { numRuns: 2_000 }
    )
    expect(plain).toBeGreaterThan(200)
  })
})
