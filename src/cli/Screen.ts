import type { AnswerMetadata } from "../protocol/ServerFrame.ts"
import { answerLines } from "./answerLines.ts"
import { type Paint, paintLine } from "./Paint.ts"
import { terminalText, wrapped } from "./terminalText.ts"

/** Where a conversation is shown. */
export interface Surface {
  /** A pipe gets whole answers only: no pieces, no progress, no tables. */
  readonly isTerminal: boolean
  readonly paint: Paint
  readonly columns: () => number
  readonly write: (text: string) => void
  /** Shows the prompt again, with what is being typed. */
  readonly prompt: () => void
}

const clearLine = "\r\u001b[K"
const barWidth = 20

/** What a person sees of a conversation: answers as they are made, how a search goes on, and a prompt below it all. */
export class Screen {
  readonly #surface: Surface
  /** What of the answer that is being made stands on the screen already. */
  #streamed = ""

  constructor(surface: Surface) {
    this.#surface = surface
  }

  say(text: string): void {
    this.#print(wrapped(terminalText(text), this.#surface.columns()).split("\n"))
  }

  /** Something went wrong. */
  warn(text: string): void {
    const lines = wrapped(terminalText(text), this.#surface.columns()).split("\n")
    this.#print(lines.map(this.#surface.paint.red))
  }

  answer(content: string, metadata: AnswerMetadata): void {
    const { isTerminal, columns, paint, write, prompt } = this.#surface
    if (!isTerminal) return this.say(content)
    if (this.#streamed === terminalText(content)) {
      this.#streamed = ""
      write("\n")
      return prompt()
    }
    this.#print(answerLines(content, metadata, columns()).map(line => paintLine(paint, line)))
  }

  /** The next piece of the answer. */
  piece(text: string): void {
    const { isTerminal, write } = this.#surface
    if (!isTerminal || text === "") return
    if (this.#streamed === "") write(clearLine)
    const shown = terminalText(text)
    this.#streamed += shown
    write(shown)
  }

  /** The answer begins anew, with this. */
  anew(text: string): void {
    this.#endStream()
    this.piece(text)
  }

  progress(phase: string, fraction: number, best: string): void {
    const { isTerminal, columns, paint, write } = this.#surface
    if (!isTerminal || this.#streamed !== "") return
    const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth)
    const bar = "█".repeat(filled) + "░".repeat(barWidth - filled)
    const line = `${bar} ${String(Math.round(fraction * 100)).padStart(3)} % ${terminalText(`${phase}${best}`)}`
    write(`${clearLine}${paint.dim(line.slice(0, columns() - 1))}`)
  }

  #endStream(): void {
    if (this.#streamed !== "") this.#surface.write("\n")
    this.#streamed = ""
  }

  #print(lines: ReadonlyArray<string>): void {
    const { isTerminal, write, prompt } = this.#surface
    this.#endStream()
    write(`${isTerminal ? clearLine : ""}${lines.join("\n")}\n`)
    if (isTerminal) prompt()
  }
}
