import { Data, type Effect } from "effect"

/** A tool did not do what a model asked for. `reason` goes back to the model: no secrets, no other school's names. */
export class ToolRefused extends Data.TaggedError("ToolRefused")<{ readonly reason: string }> {}

/** What a model may ask for: reading and proposing, never writing. Its giver scopes it to the asker's school and role. */
export interface Tool {
  readonly name: string
  readonly description: string
  /** JSON Schema of an object. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Decodes the arguments itself, whatever a model made up; gives facts as text or JSON. */
  readonly run: (args: unknown) => Effect.Effect<string, ToolRefused>
}
