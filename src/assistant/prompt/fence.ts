/** Where data begins and ends, in what a model reads. */
export const fenceOpen = "<timetable_data>"
export const fenceClose = "</timetable_data>"

/** Whatever could end a fence, a code block or a line, and whatever a reader would not see. */
const escaped = /[<>&`\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const unicode = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join("")

/**
 * A value as one line of JSON that can stand inside the fence whatever texts it holds: none of them can close the fence
 * or begin a line, and `JSON.parse` gives back the value exactly.
 */
export const dataLine = (value: unknown): string => (JSON.stringify(value) ?? "null").replace(escaped, unicode)

/** Lines made by `dataLine`, fenced. */
export const fenced = (lines: ReadonlyArray<string>): string => [fenceOpen, ...lines, fenceClose].join("\n")

/** A text cut to so many characters, none of them in half; what is cut ends with "…". */
export const short = (text: string, most: number): string => {
  const characters = Array.from(text.slice(0, 2 * most + 2))
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`
}
