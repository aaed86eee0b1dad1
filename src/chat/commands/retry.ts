import { Schema } from "effect"
import { command } from "../Command.ts"
import { nothingToRepeat } from "../replies.ts"

export const retry = command({
  name: "/retry",
  summary: "Answers your last message of this conversation again.",
  example: "/retry",
  role: "viewer",
  manner: "again",
  bare: null,
  parameters: Schema.Struct({}),
  handle: () => nothingToRepeat
})
