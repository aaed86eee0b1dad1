import { WireImport, WireRefusal } from "../protocol/WireImport.ts"
import { documentVersion } from "./asyncApi.ts"
import type { Json, JsonObject } from "./Json.ts"
import { JsonSchemas } from "./JsonSchemas.ts"

const said = (description: string): JsonObject => ({
  description,
  content: { "text/plain": { schema: { type: "string" } } }
})
const json = (description: string, schema: Json): JsonObject => ({
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

const schemas = new JsonSchemas("#/components/schemas/")
const imported = schemas.of(WireImport)
const refusal = (description: string): JsonObject => json(description, schemas.of(WireRefusal))

const importing: JsonObject = {
  tags: ["import"],
  security: [{ bearer: [] }],
  summary:
    "A whole timetable from a file, for editors and admins: kept whole or not at all, and told to all of the school",
  description:
    "Pages of the origins in ALLOWED_ORIGINS may upload, too: preflight requests are answered. A token goes into the header; cookies are not looked at.",
  requestBody: {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          required: ["file"],
          properties: {
            file: {
              type: "array",
              minItems: 1,
              items: { type: "string", contentMediaType: "application/octet-stream" },
              description: "A FET file, an XHSTT archive, or all of FET's CSV files; either may be in one ZIP archive"
            },
            name: { type: "string", maxLength: 120, description: "Of the timetable; absent = the institution's" },
            replace: {
              type: "string",
              enum: ["yes", "no"],
              default: "no",
              description: "Whether to replace one of that name"
            },
            current: {
              type: "string",
              enum: ["yes", "no"],
              default: "no",
              description: "Whether it becomes the school's current one; the first does in any case"
            }
          }
        }
      }
    }
  },
  responses: {
    "200": json("One of that name is replaced", imported),
    "201": json("It is kept", imported),
    "400": refusal("No form with a file"),
    "401": refusal("No token, or one that is not good"),
    "403": refusal("The role is only to look, or a page of this origin may not upload"),
    "409": refusal("There is a timetable of that name"),
    "413": refusal("Larger than MAX_IMPORT_BYTES, or too many timetables"),
    "422": refusal("The file cannot be read: where, and why"),
    "503": refusal("Busy, stopping, or without database; try again after Retry-After")
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
  "/page.json": {
    get: {
      tags: ["talk"],
      summary: "What a page has to know before it connects",
      responses: {
        "200": json(
          "Whether tokens are asked for, and where people get them",
          object({ auth: { type: "string", enum: ["none", "jwt"] }, sign_in_url: { type: ["string", "null"] } })
        )
      }
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
  "/import": { post: importing },
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
    schemas: schemas.named,
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "Not asked for where AUTH=none" }
    }
  }
})
