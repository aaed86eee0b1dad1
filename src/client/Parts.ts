import type { ServerEventOf } from "../protocol/ServerFrame.ts"
import type { Answer } from "./frames.ts"

/** What becomes of a request, piece by piece. A `reset` voids all text before it; `text` is what stands instead. */
export type Part =
  | { readonly type: "queued"; readonly position: number }
  | { readonly type: "started"; readonly provider: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reset"; readonly text: string }
  | { readonly type: "progress"; readonly progress: ServerEventOf<"progress"> }
  | { readonly type: "answer"; readonly answer: Answer }
  | { readonly type: "done"; readonly done: ServerEventOf<"run.done"> }

/**
 * Parts that wait to be read. Holds little even when nobody reads: text that follows text is added to it, newer progress
 * takes the place of older, and a reset voids what stood before.
 */
export class Parts implements AsyncIterableIterator<Part> {
  #waiting: Array<Part> = []
  #readers: Array<{
    readonly resolve: (result: IteratorResult<Part>) => void
    readonly reject: (error: unknown) => void
  }> = []
  #end: { readonly error: unknown } | null = null

  push(part: Part): void {
    if (this.#end !== null) return
    const reader = this.#readers.shift()
    if (reader !== undefined) return reader.resolve({ done: false, value: part })
    const last = this.#waiting.at(-1)
    if (part.type === "text" && (last?.type === "text" || last?.type === "reset"))
      this.#waiting.splice(-1, 1, { type: last.type, text: last.text + part.text })
    else if (part.type === "progress" && last?.type === "progress") this.#waiting.splice(-1, 1, part)
    else if (part.type === "reset")
      this.#waiting = [...this.#waiting.filter(({ type }) => type !== "text" && type !== "reset"), part]
    else this.#waiting.push(part)
  }

  /** Nothing more comes; with an error, reading fails once what waits has been read. */
  end(error: unknown = null): void {
    if (this.#end !== null) return
    this.#end = { error }
    for (const { resolve, reject } of this.#readers.splice(0))
      if (error === null) resolve({ done: true, value: undefined })
      else reject(error)
  }

  next(): Promise<IteratorResult<Part>> {
    const value = this.#waiting.shift()
    if (value !== undefined) return Promise.resolve({ done: false, value })
    if (this.#end !== null)
      return this.#end.error === null
        ? Promise.resolve({ done: true, value: undefined })
        : Promise.reject(this.#end.error)
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }))
  }

  /** Whoever stops reading early leaves nothing behind. */
  return(): Promise<IteratorResult<Part>> {
    this.#waiting = []
    this.end()
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
