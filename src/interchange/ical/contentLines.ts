/** The lines that iCalendar is made of. Source: RFC 5545, sections 3.1 and 3.3.11. */

const encoder = new TextEncoder()
const mostOctets = 75

/** A line, folded so that none is longer than 75 octets; characters are never cut. */
export const fold = (line: string): string => {
  if (encoder.encode(line).length <= mostOctets) return `${line}\r\n`
  const lines: Array<string> = []
  let current = ""
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > mostOctets) {
      lines.push(current)
      // The space that marks a continued line counts, too.
      current = " "
      octets = 1
    }
    current += character
    octets += size
  }
  return `${[...lines, current].join("\r\n")}\r\n`
}

/** A value of type TEXT: whatever stands in it, it ends neither the value nor the line. */
export const escapeText = (text: string): string =>
  printable(text.replace(/\r\n?/g, "\n"))
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n")

/** Without characters that steer a terminal or turn the direction of writing; lines stay. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ")

export const text = (name: string, value: string): string => fold(`${name}:${escapeText(value)}`)

/** A value that is no text: a date, a number, a rule. Made here, never taken from anybody. */
export const plain = (name: string, value: string | number): string => fold(`${name}:${value}`)

export const component = (name: string, lines: ReadonlyArray<string>): string =>
  `${plain("BEGIN", name)}${lines.join("")}${plain("END", name)}`
