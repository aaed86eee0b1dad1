import { closeCodes } from "../protocol/CloseCode.ts"
import { type FrameKind, frameKinds } from "./FrameKind.ts"
import type { Json, JsonObject } from "./Json.ts"
import { JsonSchemas } from "./JsonSchemas.ts"
import { closeAdvice } from "./summaries.ts"

/** Of the documents: of the protocol `timetable-chat.v1`, as it grows compatibly. */
export const documentVersion = "1.0.0"

const description = `Talk about a school's timetable over one WebSocket.

Connect to \`/ws/chat\` with the sub-protocol \`timetable-chat.v1\`. The first frame you get is \`ready\`. Every frame, both
ways, is a JSON text frame: an envelope \`{ id, type, content, timestamp, metadata }\`; \`metadata.event\` tells events apart,
and is absent in plain messages. \`id\` is yours: 1 to 64 of \`[A-Za-z0-9_-]\`, a fresh one for each frame; what answers it
carries it as \`metadata.ref\`. Sent again with the same id and body, a frame is done once.

To what is said or asked comes an \`ack\`, then the answer: a message of type \`assistant\` without an event. If it takes
longer it is a run: \`run.start\`, pieces (\`delta\`) or \`progress\`, the answer, \`run.done\`. Its \`metadata.data\` holds the
facts that the content words, \`metadata.suggestions\` what could be changed, \`metadata.actions\` buttons: to press one, send a
\`command\` frame with \`metadata.command = { command, parameters }\` of the action, and its id as yours. Only \`/apply\` writes
a suggestion.

Pass over events and keys that you do not know.`

const key = ({ name }: FrameKind): string => name.replace(/\.(.)/g, (_, letter: string) => letter.toUpperCase())
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const messageRef = (kind: FrameKind): JsonObject => ({ $ref: `#/channels/chat/messages/${key(kind)}` })

const replyOf = ({ answers }: FrameKind): JsonObject => {
  const kinds = frameKinds.filter(({ from, name }) => from === "server" && [...answers, "error"].includes(name))
  return { channel: { $ref: "#/channels/chat" }, messages: kinds.map(messageRef) }
}

/** Seen from the server, as AsyncAPI has it: it receives what clients send. */
const operationOf = (kind: FrameKind): readonly [string, Json] =>
  kind.from === "client"
    ? [
        `receive${capital(key(kind))}`,
        {
          action: "receive",
          channel: { $ref: "#/channels/chat" },
          summary: kind.summary,
          messages: [messageRef(kind)],
          reply: replyOf(kind)
        }
      ]
    : [
        `send${capital(key(kind))}`,
        { action: "send", channel: { $ref: "#/channels/chat" }, summary: kind.summary, messages: [messageRef(kind)] }
      ]

const closings = (): ReadonlyArray<JsonObject> =>
  Object.entries(closeAdvice).map(([name, advice]) => {
    const close = Object.entries(closeCodes).find(([reason]) => reason === name)?.[1]
    return { code: close?.code ?? 0, reason: close?.reason ?? name, do: advice }
  })

/** The protocol as an AsyncAPI 3 document, made from the schemas that the server itself decodes with. */
export const asyncApi = (): JsonObject => {
  const schemas = new JsonSchemas("#/components/schemas/")
  const messages = frameKinds.map((kind): readonly [string, JsonObject] => [
    key(kind),
    {
      name: kind.name,
      title: kind.name,
      summary: kind.summary,
      contentType: "application/json",
      payload: schemas.of(kind.schema),
      examples: [{ name: key(kind), payload: kind.example }]
    }
  ])
  return {
    asyncapi: "3.0.0",
    info: { title: "timetable-chat", version: documentVersion, description, license: { name: "MIT" } },
    defaultContentType: "application/json",
    servers: {
      local: {
        host: "127.0.0.1:3000",
        protocol: "ws",
        description: "As `npm start` starts it; behind TLS the protocol is wss"
      }
    },
    channels: {
      chat: {
        address: "/ws/chat",
        description: "The one channel",
        bindings: {
          ws: {
            method: "GET",
            query: {
              type: "object",
              properties: { timetable: { type: "string", description: "Id of a timetable; absent = the current one" } }
            },
            headers: {
              type: "object",
              properties: {
                "Sec-WebSocket-Protocol": { type: "string", const: "timetable-chat.v1" },
                Authorization: { type: "string", description: "Bearer and a token, where the server wants one" }
              }
            }
          }
        },
        messages: Object.fromEntries(messages.map(([name]) => [name, { $ref: `#/components/messages/${name}` }]))
      }
    },
    operations: Object.fromEntries(frameKinds.map(operationOf)),
    components: { messages: Object.fromEntries(messages), schemas: schemas.named },
    "x-close-codes": closings()
  }
}
