import { Effect, Schema } from "effect"
import { command } from "../Command.ts"
import { changeToUndo } from "../proposals/takenBack.ts"
import { takeBack } from "../proposals/takingBack.ts"
import { id } from "./parameters.ts"

export const undo = command({
  name: "/undo",
  summary: "Takes a change back, the newest one if none is named. That is a new change; nothing is forgotten.",
  example: "/undo",
  role: "editor",
  manner: "write",
  bare: "change",
  parameters: Schema.Struct({ change: id("the id of a change, from /history") }),
  handle: (asked, asker) => Effect.flatMap(changeToUndo(asker, asked.change), found => takeBack(asker, found, "undone"))
})
