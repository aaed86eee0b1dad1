import { documentVersion } from "./asyncApi.ts"
import type { JsonObject } from "./Json.ts"

const said = (description: string): JsonObject => ({
  description,
  content: { "text/plain": { schema: { type: "string" } } }
})
const json = (description: string, schema: JsonObject): JsonObject => ({
  description,
  content: { "application/json": { schema } }
})
const object = (properties: JsonObject): JsonObject => ({
  type: "object",
  required: Object.keys(properties),
  properties
})

const text: JsonObject = { type: "string" }
const count: JsonObject = { type: "integer", minimum: 0 }
const refused: JsonObject = {
  "401": said("No token of an admin"),
  "403": said("The role is not admin"),
  "503": said("Tokens cannot be checked now; try again after Retry-After")
}
const admin = { tags: ["admin"], security: [{ bearer: [] }] } as const

const connection = object({
  connection_id: text,
  session_id: text,
  user: object({ id: text, name: text, role: { type: "string", enum: ["viewer", "editor", "admin"] } }),
  school: text,
  since: { type: "string", format: "date-time" },
  address: text,
  queue_bytes: count,
  topics: { type: "array", items: text }
})

/** A document that is made from the program, and so is the same until the program is another. */
const document = (summary: string, type: string): JsonObject => ({
  get: {
    tags: ["documents"],
    summary,
    responses: {
      "200": { description: "The document", content: { [type]: {} } },
      "304": { description: "If-None-Match has its ETag: it is what you have" }
    }
  }
})

const upgrade: JsonObject = {
  tags: ["talk"],
  summary: "The WebSocket; what is said there stands in /asyncapi.json",
  parameters: [
    {
      name: "timetable",
      in: "query",
      required: false,
      description: "Id of a timetable; absent = the school's current one",
      schema: text
    }
  ],
  responses: {
    "101": { description: "The sub-protocol timetable-chat.v1 begins" },
    "400": said("An unknown sub-protocol, or no timetable's id"),
    "401": said("A token that is not good, or has expired"),
    "403": said("A page of this origin may not connect, or the token has no role here"),
    "426": said("No upgrade was asked for"),
    "429": said("Too many connections; try again after Retry-After"),
    "503": said("Full, or stopping; try again after Retry-After")
  }
}

const paths: JsonObject = {
  "/ws/chat": { get: upgrade },
  "/": {
    get: {
      tags: ["talk"],
      summary: "A page for people",
      responses: { "200": { description: "HTML", content: { "text/html": {} } } }
    }
  },
  "/health/live": { get: { tags: ["running"], summary: "The process answers", responses: { "200": said("live") } } },
  "/health/ready": {
    get: {
      tags: ["running"],
      summary: "It takes connections and reaches its database",
      responses: { "200": said("ready"), "503": said("Stopping, or without its database") }
    }
  },
  "/metrics": {
    get: { tags: ["running"], summary: "Numbers in Prometheus' text format", responses: { "200": said("The numbers") } }
  },
  "/admin/connections": {
    get: {
      ...admin,
      summary: "Who of the admin's school is connected, the oldest first, at most 1000",
      responses: {
        "200": json("The connections", object({ total: count, connections: { type: "array", items: connection } })),
        ...refused
      }
    }
  },
  "/admin/logout": {
    post: {
      ...admin,
      summary: "Closes all connections of a person of the admin's school, on all servers",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: object({ user: { type: "string", minLength: 1, maxLength: 200 } }),
            example: { user: "smith" }
          }
        }
      },
      responses: { "202": json("It is done", object({ user: text })), "400": said("The body is not that"), ...refused }
    }
  },
  "/asyncapi.json": document("The protocol of the WebSocket, as AsyncAPI 3", "application/json"),
  "/openapi.json": document("This document", "application/json"),
  "/docs": document("The protocol as a page", "text/html"),
  "/schemas/{name}.json": {
    parameters: [{ name: "name", in: "path", required: true, schema: text, example: "ChatMessage" }],
    ...document("A JSON Schema (2020-12) of the protocol", "application/schema+json")
  }
}

/** The plain HTTP side as an OpenAPI 3.1 document. */
export const openApi = (): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "timetable-chat", version: documentVersion, license: { name: "MIT", identifier: "MIT" } },
  servers: [{ url: "/" }],
  paths,
  components: {
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "Not asked for where AUTH=none" }
    }
  }
})
