import { type FrameKind, frameKinds, type Side } from "./FrameKind.ts"
import { isJsonObject, type Json, type JsonObject } from "./Json.ts"

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, char => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char] ?? "&quot;")

/** The little that our own texts need of Markdown: code, and paragraphs. */
const prose = (text: string): string =>
  text
    .split("\n\n")
    .map(part => `<p>${escaped(part).replace(/`([^`]+)`/g, "<code>$1</code>")}</p>`)
    .join("\n")

const inline = (text: string): string => prose(text).slice("<p>".length, -"</p>".length)

/** A schema in a few words, with links to the named ones. */
const typeWords = (schema: Json | undefined): string => {
  if (!isJsonObject(schema)) return "anything"
  const { $ref, anyOf, enum: values, items, type, additionalProperties } = schema
  if (typeof $ref === "string") {
    const name = escaped($ref.slice($ref.lastIndexOf("/") + 1))
    return `<a href="#schema-${name}">${name}</a>`
  }
  if (Array.isArray(anyOf)) return anyOf.map(typeWords).join(" or ")
  if (Array.isArray(values)) return values.map(value => `<code>${escaped(JSON.stringify(value))}</code>`).join(" or ")
  if (type === "array") return `list of ${typeWords(items)}`
  if (type === "object" && isJsonObject(additionalProperties)) return `object of ${typeWords(additionalProperties)}`
  if (type === "object" && isJsonObject(schema.properties))
    return `{ ${Object.entries(schema.properties)
      .map(([name, inner]) => `${escaped(name)}: ${typeWords(inner)}`)
      .join(", ")} }`
  return typeof type === "string" ? type : "anything"
}

const fields = (schema: Json | undefined): string => {
  if (!isJsonObject(schema) || !isJsonObject(schema.properties)) return `<p>${typeWords(schema)}</p>`
  const required: ReadonlyArray<Json> = Array.isArray(schema.required) ? schema.required : []
  const rows = Object.entries(schema.properties).map(
    ([name, inner]) =>
      `<tr><td><code>${escaped(name)}</code>${required.includes(name) ? "" : " (may be absent)"}</td><td>${typeWords(inner)}</td></tr>`
  )
  return `<table><thead><tr><th>Field</th><th>Is</th></tr></thead><tbody>${rows.join("\n")}</tbody></table>`
}

const at = (json: Json | undefined, ...path: ReadonlyArray<string>): Json | undefined =>
  path.reduce<Json | undefined>((inner, key) => (isJsonObject(inner) ? inner[key] : undefined), json)

const metadataOf = (payload: Json | undefined): Json | undefined => {
  const metadata = at(payload, "properties", "metadata")
  const choices = at(metadata, "anyOf")
  return Array.isArray(choices) ? choices[0] : metadata
}

const resolved = (document: JsonObject, schema: Json | undefined): Json | undefined => {
  const ref = at(schema, "$ref")
  return typeof ref === "string" ? at(document, ...ref.replace("#/", "").split("/")) : schema
}

const links = (names: ReadonlyArray<string>): string =>
  names.map(name => `<a href="#${name}"><code>${escaped(name)}</code></a>`).join(", ")

const kindSection = (document: JsonObject, kind: FrameKind): string => {
  const { name, summary, answers, example } = kind
  const messages = Object.values(at(document, "components", "messages") ?? {})
  const payload = resolved(
    document,
    messages.flatMap(message => (at(message, "name") === name ? [at(message, "payload") ?? null] : []))[0]
  )
  const metadata = metadataOf(payload)
  return `<section id="${name}">
<h3><code>${escaped(name)}</code></h3>
<p>${inline(summary)}.${answers.length > 0 ? ` Answered by ${links(answers)}.` : ""}</p>
${fields(resolved(document, metadata ?? payload))}
<pre>${escaped(JSON.stringify(example, null, 2))}</pre>
</section>`
}

const closeRows = (document: JsonObject): string => {
  const closings = document["x-close-codes"]
  return (Array.isArray(closings) ? closings : [])
    .map(close =>
      [at(close, "code"), at(close, "reason"), at(close, "do")].map(cell => `<td>${escaped(String(cell))}</td>`)
    )
    .map(cells => `<tr>${cells.join("")}</tr>`)
    .join("\n")
}

export const documentStyle = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
code, pre { font-family: ui-monospace, monospace; font-size: .9em }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid; border-radius: .4rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #8886; overflow-wrap: anywhere }
section { margin-top: 2.5rem }
`

/** An AsyncAPI document of ours for people: no script, nothing from elsewhere. */
export const documentPage = (document: JsonObject): string => {
  const sections = (from: Side) => frameKinds.filter(kind => kind.from === from)
  const namesFrom = (from: Side) => sections(from).map(({ name }) => name)
  const schemas = Object.entries(at(document, "components", "schemas") ?? {})
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The protocol of timetable-chat</title>
<style>${documentStyle}</style>
</head>
<body>
<main>
<h1>The protocol of timetable-chat</h1>
${prose(String(at(document, "info", "description")))}
<p>For machines: <a href="/asyncapi.json">AsyncAPI</a>, <a href="/openapi.json">OpenAPI</a> of the plain HTTP side,
<a href="/schemas/ChatMessage.json">JSON Schemas</a>.</p>
<nav aria-label="Frames"><p>You send: ${links(namesFrom("client"))}.</p>
<p>You get: ${links(namesFrom("server"))}.</p></nav>
<h2>What you send</h2>
<p>The tables tell what stands in <code>metadata</code>.</p>
${sections("client")
  .map(kind => kindSection(document, kind))
  .join("\n")}
<h2>What you get</h2>
${sections("server")
  .map(kind => kindSection(document, kind))
  .join("\n")}
<h2>When the connection is closed</h2>
<table><thead><tr><th>Code</th><th>Reason</th><th>Do</th></tr></thead><tbody>
${closeRows(document)}
</tbody></table>
<h2>Named schemas</h2>
${schemas.map(([name, schema]) => `<section id="schema-${name}"><h3>${name}</h3>\n${fields(schema)}</section>`).join("\n")}
</main>
</body>
</html>
`
}
