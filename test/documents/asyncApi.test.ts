import { Parser } from "@asyncapi/parser"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { asyncApi } from "../../src/documents/asyncApi.ts"
import { frameKinds, type Side } from "../../src/documents/FrameKind.ts"
import { clientEvents, decodeClientFrame } from "../../src/protocol/ClientFrame.ts"
import { decodeServerFrame, ServerEvent } from "../../src/protocol/ServerFrame.ts"

const noId = () => expect.fail("the example has an id")
const kindsFrom = (from: Side) => frameKinds.filter(kind => kind.from === from)

describe("the AsyncAPI document", () => {
  it("is valid AsyncAPI 3 without a warning, its examples keep to its schemas", async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApi()))
    // Information, such as that there is a newer AsyncAPI, is less than a warning.
    const found = diagnostics.filter(({ severity }) => severity <= 1)
    expect(found.map(({ message, path }) => `${path.join(".")}: ${message}`)).toEqual([])
    expect(document?.version()).toBe("3.0.0")
    expect(document?.operations().length).toBe(frameKinds.length)
  })

  it("tells of every event there is, of both sides", () => {
    const events = [...Object.keys(clientEvents), ...ServerEvent.members.map(({ fields }) => fields.event.literals[0])]
    const plain = ["user", "command", "bareCommand", "answer", "said"]
    expect(frameKinds.map(({ name }) => name).sort()).toEqual([...events, ...plain].sort())
  })

  it("names as answers only what the server sends", () => {
    const sent = kindsFrom("server").map(({ name }) => name)
    expect(frameKinds.flatMap(({ answers }) => answers).filter(name => !sent.includes(name))).toEqual([])
  })
})

describe("an example of the documents", () => {
  it.each(kindsFrom("client"))("$name is understood by the server", ({ example }) => {
    expect(decodeClientFrame(JSON.stringify(example), noId)).toMatchObject({ _tag: "Right" })
  })

  it.each(kindsFrom("server"))("$name is read by clients", ({ name, example }) => {
    const { message, answer, said, event } = decodeServerFrame(JSON.stringify(example))
    const read = answer !== null ? "answer" : said !== null ? "said" : event?.event
    expect([read, message.content === ""]).toEqual([name, false])
  })

  it.each(frameKinds)("$name fits the schema that is published for it", ({ schema, example }) => {
    expect(Schema.is(schema)(example)).toBe(true)
  })
})
