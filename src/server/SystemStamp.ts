import { Layer } from "effect"
import { v7 } from "uuid"
import { Stamp } from "../chat/Stamp.ts"

/** The real clock and real ids. Many frames are sent in a millisecond: they share its text. */
export const layer = Layer.sync(Stamp, () => {
  let at = 0
  let text = ""
  return {
    id: () => v7(),
    millis: () => Date.now(),
    now: () => {
      const millis = Date.now()
      if (millis !== at) {
        at = millis
        text = new Date(millis).toISOString()
      }
      return text
    }
  }
})
