import { Trouble } from "./UnreadableFile.ts"

/** An element of a parsed file. Text is trimmed, and that of all its pieces together; elements keep their order. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: ReadonlyArray<XmlElement>
  /** Where its start tag stands, from 1. */
  readonly line: number
}

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find(child => child.name === name)

export const childrenOf = (element: XmlElement, name: string): ReadonlyArray<XmlElement> =>
  element.children.filter(child => child.name === name)

/** The text of a child; null when the child is absent or empty. */
export const textOf = (element: XmlElement, name: string): string | null => childOf(element, name)?.text || null

/** The first of these children, for formats that renamed one; Trouble when there is none or it is empty. */
export const needed = (element: XmlElement, ...names: readonly [string, ...ReadonlyArray<string>]): XmlElement => {
  const found = element.children.find(child => names.includes(child.name))
  if (found === undefined) throw new Trouble({ line: element.line, reason: `<${element.name}> has no <${names[0]}>` })
  if (found.text === "") throw new Trouble({ line: found.line, reason: `<${found.name}> is empty` })
  return found
}

/** A whole number within bounds, both included. */
export const wholeNumber = (element: XmlElement, least: number, most: number): number => {
  const value = /^[+-]?\d{1,15}$/.test(element.text) ? Number(element.text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new Trouble({
    line: element.line,
    reason: `<${element.name}> is "${shown(element.text)}", not a whole number from ${least} to ${most}`
  })
}

/** "true", "yes" and "1", or their opposites; `otherwise` when the child is absent. */
export const yesOrNo = (element: XmlElement, name: string, otherwise: boolean): boolean => {
  const child = childOf(element, name)
  if (child === undefined) return otherwise
  if (/^(true|yes|1)$/i.test(child.text)) return true
  if (/^(false|no|0)$/i.test(child.text)) return false
  throw new Trouble({ line: child.line, reason: `<${name}> is "${shown(child.text)}", neither true nor false` })
}

/** A text from the file, short enough to stand in a message. */
export const shown = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 79)}…`)
