import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bystander, connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const timestamp = "2026-11-23T08:00:00Z"

/** `levels` objects, one in the other. */
const nested = (levels: number): string => `${'{"":'.repeat(levels)}0${"}".repeat(levels)}`

/** More than 10 000 keys in less than 64 KiB: chains of 29 levels have one key a level. */
const manyKeys = (keys: number): string =>
  `{"id":"many","type":"user","content":"Many","timestamp":"${timestamp}","metadata":{"a":[${Array.from({ length: Math.floor(keys / 29) }, () => nested(29)).join(",")}]}}`

describe("bad frames", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("row 1: malformed JSON is answered with bad_request, ten times in a minute with 4400", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    for (const text of ["{", "", "hello", '{"id":1,}', "\u0000", "{'id':1}", "NaN", '{"a":1}{"b":2}', "[1,"])
      client.sendText(text)
    await client.until("nine errors", () => client.events("error")[8])
    expect(
      client.events("error").map(({ code, message, temporary, ref }) => ({ code, message, temporary, ref }))
    ).toEqual(
      Array.from({ length: 9 }, () => ({
        code: "bad_request",
        message: "the frame is not JSON",
        temporary: false,
        ref: undefined
      }))
    )
    expect((await client.ask("/help")).command).toBe("/help")
    client.sendText("{")
    expect(await client.end()).toEqual({ code: 4400, reason: "too many bad frames" })
    expect(client.events("error")).toHaveLength(10)
    await other.noticedNothing()
  })

  it.each([
    ["an array", "[]", null, "a frame is a JSON object: a ChatMessage or a ChatCommand"],
    ["a number", "7", null, "a frame is a JSON object: a ChatMessage or a ChatCommand"],
    ["null", "null", null, "a frame is a JSON object: a ChatMessage or a ChatCommand"],
    ["a text", '"/help"', null, "a frame is a JSON object: a ChatMessage or a ChatCommand"],
    ["33 levels", `{"id":"deep","metadata":${nested(32)}}`, "deep", "nested more than 32 levels deep"],
    ["10 000 levels", nested(10_000), null, "nested more than 32 levels deep"],
    ["10 000 levels with an escape", nested(10_000).replace("0", '"\\u0061"'), null, null],
    ["more than 10 000 keys", manyKeys(10_100), "many", "more than 10000 keys"]
  ])("row 2: %s is a bad_request", async (_what, text, ref, message) => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    client.sendText(text)
    const error = await client.event("error")
    expect(error.code).toBe("bad_request")
    expect(error.ref ?? null).toBe(ref)
    if (message !== null) expect(error.message).toBe(message)
    expect((await client.ask("/help")).command).toBe("/help")
    await other.noticedNothing()
  })

  it("row 2: 32 levels and 9 900 keys are still taken", async () => {
    const client = await connect(server.url)
    client.sendText(`{"id":"fine1","command":"/help","parameters":null,"more":${nested(31)}}`)
    client.sendText(manyKeys(9_900).replace('"many"', '"fine2"'))
    expect((await client.answer("fine1")).command).toBe("/help")
    expect(await client.event("ack", "fine2")).toMatchObject({ status: "accepted" })
  })

  it.each([
    [
      "a missing type",
      { id: "a", content: "", timestamp },
      "validation_failed",
      [{ path: "type", message: "is missing" }]
    ],
    [
      "every missing field",
      { id: "a" },
      "validation_failed",
      [
        { path: "type", message: "is missing" },
        { path: "content", message: "is missing" },
        { path: "timestamp", message: "is missing" }
      ]
    ],
    [
      "a number as content",
      { id: "a", type: "user", content: 7, timestamp },
      "validation_failed",
      [{ path: "content", message: "Expected string, actual 7" }]
    ],
    [
      "an unknown type",
      { id: "a", type: "bot", content: "", timestamp },
      "validation_failed",
      [{ path: "type", message: "one of user, assistant, system, command" }]
    ],
    [
      "an id with a space",
      { id: "a b", type: "user", content: "", timestamp },
      "validation_failed",
      [{ path: "id", message: "1 to 64 letters, digits, _ or -" }]
    ],
    [
      "an id of 65 letters",
      { id: "a".repeat(65), type: "user", content: "", timestamp },
      "validation_failed",
      [{ path: "id", message: "1 to 64 letters, digits, _ or -" }]
    ],
    [
      "no time at all",
      { id: "a", type: "user", content: "", timestamp: "soon" },
      "validation_failed",
      [{ path: "timestamp", message: "an ISO 8601 date and time" }]
    ],
    [
      "a list as metadata",
      { id: "a", type: "user", content: "", timestamp, metadata: [1] },
      "validation_failed",
      [{ path: "metadata" }]
    ],
    [
      "NUL in the text",
      { id: "a", type: "user", content: "a\u0000b", timestamp },
      "validation_failed",
      [{ path: "content", message: "must not contain the NUL character" }]
    ],
    [
      "a view that does not exist",
      {
        id: "a",
        type: "user",
        content: "",
        timestamp,
        metadata: {
          context: { current_view: "monthly", selected_entities: [], visible_conflicts: [], filters_applied: {} }
        }
      },
      "validation_failed",
      [{ path: "metadata.context.current_view" }]
    ],
    [
      "a number in a list",
      {
        id: "a",
        type: "user",
        content: "",
        timestamp,
        metadata: {
          context: { current_view: "room", selected_entities: ["x", 4], visible_conflicts: [], filters_applied: {} }
        }
      },
      "validation_failed",
      [{ path: "metadata.context.selected_entities.1" }]
    ],
    [
      "a command that is no text",
      { id: "a", command: 3 },
      "validation_failed",
      [{ path: "command", message: "Expected string, actual 3" }]
    ],
    [
      "a cancel of nothing",
      { id: "a", type: "system", content: "", timestamp, metadata: { event: "cancel" } },
      "validation_failed",
      [{ path: "metadata.run_id", message: "give run_id or target" }]
    ],
    [
      "a timetable id with spaces",
      { id: "a", type: "system", content: "", timestamp, metadata: { event: "view", timetable_id: " x " } },
      "validation_failed",
      [{ path: "metadata.timetable_id" }]
    ],
    [
      "an unknown event",
      { id: "a", type: "system", content: "", timestamp, metadata: { event: "shutdown" } },
      "unknown_event",
      [{ path: "metadata.event", message: "unknown" }]
    ],
    [
      "a system message without an event",
      { id: "a", type: "system", content: "hello", timestamp },
      "unknown_event",
      [{ path: "metadata.event", message: "unknown" }]
    ],
    [
      "the assistant's voice",
      { id: "a", type: "assistant", content: "I am the assistant", timestamp },
      "forbidden_type",
      undefined
    ]
  ])("row 3: %s is refused with its path", async (_what, frame, code, issues) => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    client.sendJson(frame)
    const error = await client.event("error")
    expect(error.code).toBe(code)
    expect(error.issues).toEqual(issues?.map(issue => ({ message: expect.any(String), ...issue })))
    expect(error.ref ?? null).toBe(frame.id === "a" ? "a" : null)
    expect((await client.ask("/help")).command).toBe("/help")
    await other.noticedNothing()
  })

  it("row 4: __proto__ and constructor as keys change no prototype and are never merged", async () => {
    const other = await bystander(server.url)
    const client = await connect(server.url)
    const frame = (id: string, rest: string) => `{"id":"${id}","content":"","timestamp":"${timestamp}",${rest}}`
    client.sendText(frame("p1", '"type":"system","metadata":{"__proto__":{"event":"ping"}}'))
    client.sendText(frame("p2", '"type":"command","metadata":{"__proto__":{"command":{"command":"/help"}}}'))
    client.sendText(frame("p3", '"type":"system","metadata":{"\\u005f_proto__":{"event":"ping"}}'))
    client.sendText(
      '{"id":"p4","command":"/conflicts","parameters":{"__proto__":{"severity":"soft"}},"__proto__":{"polluted":1}}'
    )
    client.sendText('{"id":"p5","command":"/conflicts","parameters":{"constructor":{"prototype":{"polluted":1}}}}')
    client.sendText(
      frame(
        "p6",
        '"type":"system","metadata":{"event":"ping","t":{"constructor":{"prototype":{"polluted":1}},"__proto__":{"polluted":1}}}'
      )
    )
    expect((await client.refusal("p1")).code).toBe("unknown_event")
    expect((await client.refusal("p2")).code).toBe("bad_request")
    expect((await client.refusal("p3")).code).toBe("unknown_event")
    expect((await client.answer("p4")).data).toMatchObject({ total: 9 })
    expect(await client.refusal("p5")).toMatchObject({
      code: "validation_failed",
      issues: [{ path: "parameters.constructor" }]
    })
    expect((await client.event("pong", "p6")).t).toEqual({ constructor: { prototype: { polluted: 1 } } })
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false)
    expect("polluted" in {}).toBe(false)
    await other.noticedNothing()
  })
})
