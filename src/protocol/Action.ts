import { Schema } from "effect"

/** A button: a command ready to be sent back. */
export const Action = Schema.Struct({
  id: Schema.String,
  label: Schema.String,
  command: Schema.String,
  parameters: Schema.Record({ key: Schema.String, value: Schema.Unknown })
}).annotations({ identifier: "Action" })
export interface Action extends Schema.Schema.Type<typeof Action> {}
