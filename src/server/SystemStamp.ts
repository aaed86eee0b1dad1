import { Layer } from "effect"
import { v7 } from "uuid"
import { Stamp } from "../chat/Stamp.ts"

/** The real clock and real ids. */
export const layer = Layer.succeed(Stamp, {
  id: () => v7(),
  millis: () => Date.now(),
  now: () => new Date().toISOString()
})
