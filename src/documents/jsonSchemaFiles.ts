import { ChatCommand, ChatMessage, ScheduleContext } from "../protocol/ChatMessage.ts"
import { Data } from "../protocol/Data.ts"
import { AnswerMetadata, SaidMetadata, ServerEvent } from "../protocol/ServerFrame.ts"
import { WireChange } from "../protocol/WireChange.ts"
import { WireSuggestion } from "../protocol/WireSuggestion.ts"
import { isJsonObject, type JsonObject } from "./Json.ts"
import { JsonSchemas } from "./JsonSchemas.ts"

/** What stands at `/schemas/NAME.json`. */
const published = {
  ChatMessage,
  ChatCommand,
  ScheduleContext,
  ServerEvent,
  AnswerMetadata,
  SaidMetadata,
  Data,
  Suggestion: WireSuggestion,
  Change: WireChange
} as const

/** By name, each a JSON Schema (2020-12) that needs no other file. */
export const jsonSchemaFiles = (): ReadonlyMap<string, JsonObject> =>
  new Map(
    Object.entries(published).map(([name, schema]) => {
      const schemas = new JsonSchemas("#/$defs/")
      const json = schemas.of(schema)
      return [
        name,
        {
          $schema: "https://json-schema.org/draft/2020-12/schema",
          title: name,
          ...(isJsonObject(json) ? json : {}),
          $defs: schemas.named
        }
      ]
    })
  )
