import { Data, Effect } from "effect"

/** A file that cannot be taken in, and why, in words for the person who chose it. Nothing of it was kept. */
export class UnreadableFile extends Data.TaggedError("UnreadableFile")<{
  readonly file: string
  /** From 1; null when the trouble is not at a place in the text. */
  readonly line: number | null
  readonly reason: string
}> {
  override get message(): string {
    return this.line === null ? `${this.file}: ${this.reason}` : `${this.file}, line ${this.line}: ${this.reason}`
  }
}

/**
 * Thrown by the plain functions of this room where they meet something they cannot read: a reader has a hundred such
 * places and no use for the rest of the file. Never leaves the room: `attempt` turns it into the typed error.
 */
export class Trouble extends Data.Error<{ readonly line: number | null; readonly reason: string }> {}

/** Runs a plain reader; its Trouble becomes UnreadableFile, anything else it throws is a defect. */
export const attempt = <A>(file: string, read: () => A): Effect.Effect<A, UnreadableFile> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(read())
    } catch (error) {
      return error instanceof Trouble
        ? Effect.fail(new UnreadableFile({ file, line: error.line, reason: error.reason }))
        : Effect.die(error)
    }
  })
