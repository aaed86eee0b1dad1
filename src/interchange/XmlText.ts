/** One element and all that is in it, as text; what is false or null is left out. */
export type XmlNode = string | null | false

const escaped = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    // What XML 1.0 cannot hold, not even escaped.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")

/** `<name a="b">…</name>`, with a line for each child; not indented, which would change texts of several lines. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: ReadonlyArray<XmlNode> = []
): string => {
  const start = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join("")}`
  const inner = children.filter(child => typeof child === "string")
  return inner.length === 0 ? `${start}/>` : `${start}>\n${inner.join("\n")}\n</${name}>`
}

/** `<name>text</name>` */
export const leaf = (name: string, text: string | number | boolean): string =>
  `<${name}>${escaped(String(text))}</${name}>`

/** The element around these children; nothing where there are none. */
export const list = (name: string, children: ReadonlyArray<XmlNode>): XmlNode =>
  children.length === 0 ? null : element(name, {}, children)

export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
