import { Effect, Schema } from "effect"
import { command } from "../Command.ts"
import { changeToRedo } from "../proposals/takenBack.ts"
import { takeBack } from "../proposals/takingBack.ts"

export const redo = command({
  name: "/redo",
  summary: "Puts back what was undone last.",
  example: "/redo",
  role: "editor",
  manner: "write",
  bare: null,
  parameters: Schema.Struct({}),
  handle: (_, asker) => Effect.flatMap(changeToRedo(asker), found => takeBack(asker, found, "redone"))
})
