import { Context, Layer } from "effect"

/** Whether this server still takes new work. Turned off once, when it begins to drain. */
export class Readiness extends Context.Tag("server/Readiness")<
  Readiness,
  {
    readonly isDraining: () => boolean
    readonly beginDraining: () => void
  }
>() {}

export const layer = Layer.sync(Readiness, () => {
  let draining = false
  return {
    isDraining: () => draining,
    beginDraining: () => {
      draining = true
    }
  }
})
