import { JSONSchema, type Schema } from "effect"
import { isJsonObject, type Json, type JsonObject } from "./Json.ts"

/** Names that only our libraries know: they stand for a plain type, which a reader rather sees in its place. */
const plain = ["Int", "NonNegativeInt", "NonEmptyTrimmedString"]
/** Says in English what `pattern`, `minLength` and the like say beside it. */
const restates = /^(a|an) (string|integer|non|number|positive)\b/

/**
 * JSON Schemas (2020-12) of our schemas, each named one once; they refer to one another as `${path}${name}`. Keys that
 * are not named may be there: both sides pass over what they do not know.
 */
export class JsonSchemas {
  readonly #path: string
  readonly #named: Record<string, JSONSchema.JsonSchema7> = {}

  constructor(path: string) {
    this.#path = path
  }

  /** The schema itself, or, of a named one, a reference. */
  of(schema: Schema.Schema.AnyNoContext): Json {
    return this.#tidy(
      JSONSchema.fromAST(schema.ast, {
        definitions: this.#named,
        definitionPath: this.#path,
        target: "jsonSchema2020-12",
        additionalPropertiesStrategy: "allow"
      })
    )
  }

  /** All named ones that were met so far. */
  get named(): JsonObject {
    const kept = Object.entries(this.#named).filter(([name]) => !plain.includes(name))
    return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, this.#tidy(of)]))
  }

  #tidy(schema: JSONSchema.JsonSchema7): Json {
    const json: Json = JSON.parse(JSON.stringify(schema))
    return this.#tidied(json)
  }

  #tidied(json: Json): Json {
    if (Array.isArray(json)) return json.map(each => this.#tidied(each))
    if (!isJsonObject(json)) return json
    const target = typeof json.$ref === "string" ? json.$ref.slice(this.#path.length) : ""
    const { $ref, ...rest } = json
    if (plain.includes(target)) {
      const inner: Json = JSON.parse(JSON.stringify(this.#named[target]))
      return this.#tidied(isJsonObject(inner) ? { ...inner, ...rest } : rest)
    }
    return Object.fromEntries(
      Object.entries(json)
        .filter(([key, value]) => !this.#isNoise(key, value))
        .map(([key, value]) => [key, this.#tidied(value)])
    )
  }

  #isNoise(key: string, value: Json): boolean {
    switch (key) {
      case "$id":
        return typeof value === "string" && value.startsWith("/schemas/")
      case "title":
        return typeof value === "string"
      case "description":
        return typeof value === "string" && restates.test(value)
      case "additionalProperties":
        return value === true
      case "required":
        return Array.isArray(value) && value.length === 0
      default:
        return false
    }
  }
}
