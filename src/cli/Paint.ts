/** Colours where they are wanted; the same words without them elsewhere. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
}

const painted = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`
const same = (text: string): string => text

export const colours: Paint = {
  bold: painted(1, 22),
  dim: painted(2, 22),
  red: painted(31, 39),
  yellow: painted(33, 39)
}
export const noColours: Paint = { bold: same, dim: same, red: same, yellow: same }

/** https://no-color.org: set and not empty = none; and none in a pipe. */
export const paintFor = (isTerminal: boolean, noColor: string | undefined): Paint =>
  isTerminal && (noColor ?? "") === "" ? colours : noColours

const severities: ReadonlyArray<readonly [mark: RegExp, paint: "red" | "yellow"]> = [
  [/^(\d+ +|• \[)(hard)\b/, "red"],
  [/^(\d+ +|• \[)(soft)\b/, "yellow"]
]

/** A line of an answer: what is hard or soft is coloured so. Done last, when the line has its width. */
export const paintLine = (paint: Paint, line: string): string =>
  severities.reduce(
    (text, [mark, colour]) => text.replace(mark, (_, before: string, word: string) => before + paint[colour](word)),
    line
  )
