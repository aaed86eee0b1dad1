import { Trouble } from "../UnreadableFile.ts"
import { childOf, wholeNumber, type XmlElement } from "../XmlElement.ts"

/** Larger numbers are no sensible durations, weights or limits, and their sums could become inexact. */
const most = 1_000_000

/** A child that refers to something; Trouble when it is absent. */
export const needReference = (element: XmlElement, name: string): XmlElement => {
  const child = childOf(element, name)
  if (child === undefined) throw new Trouble({ line: element.line, reason: `<${element.name}> has no <${name}>` })
  return child
}

/** A child that is a whole number from `least` on; null when it is absent. */
export const numberOf = (element: XmlElement, name: string, least = 0): number | null => {
  const child = childOf(element, name)
  return child === undefined ? null : wholeNumber(child, least, most)
}

/** The same; Trouble when it is absent. */
export const needNumber = (element: XmlElement, name: string, least = 0): number =>
  wholeNumber(needReference(element, name), least, most)

/** The children of a list that may be absent: `listOf(event, "Resources", "Resource")`. */
export const listOf = (element: XmlElement, list: string, ...names: ReadonlyArray<string>): ReadonlyArray<XmlElement> =>
  childOf(element, list)?.children.filter(child => names.includes(child.name)) ?? []
