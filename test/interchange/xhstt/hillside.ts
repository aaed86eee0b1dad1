import { readFileSync } from "node:fs"
import { Effect } from "effect"
import { attempt } from "../../../src/interchange/UnreadableFile.ts"
import { readXmlText } from "../../../src/interchange/Xml.ts"
import { fromXhstt, type XhsttChoice } from "../../../src/interchange/xhstt/XhsttImport.ts"

/** An invented archive with every element that XHSTT has, and each of its constraints once. */
export const hillside = readFileSync(new URL("../fixtures/hillside.xml", import.meta.url), "utf8")

export const readArchive = (text: string, choice: XhsttChoice = {}) =>
  Effect.flatMap(readXmlText("x.xml", text), root => attempt("x.xml", () => fromXhstt(root, choice)))

/** The archive with something else in one place; fails where that place is not there exactly once. */
export const instead = (what: string, by: string): string => {
  if (hillside.split(what).length !== 2) throw new Error(`"${what}" is not there once`)
  return hillside.replace(what, by)
}
