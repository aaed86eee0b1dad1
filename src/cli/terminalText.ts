/** Names and notes come from other people: without control characters they cannot drive somebody's terminal. */
export const terminalText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd")

/** Breaks lines at spaces so that none is wider than `columns`; a continued line is indented like its bullet's text. */
export const wrapped = (text: string, columns: number): string =>
  text
    .split("\n")
    .map(line => wrapLine(line, Math.max(20, columns)))
    .join("\n")

const wrapLine = (line: string, columns: number): string => {
  const indent = line.startsWith("• ") ? "  " : ""
  const out: Array<string> = []
  let current = ""
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`
    if (longer.length <= columns || current === "") current = longer
    else {
      out.push(current)
      current = `${indent}${word}`
    }
  }
  return [...out, current].join("\n")
}
