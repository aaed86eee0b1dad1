import { Effect } from "effect"

/**
 * Lets the event loop do what is waiting. `Effect.yieldNow` does not: it lets other fibers run, up to thousands of times before
 * the event loop has its turn.
 */
export const breathe: Effect.Effect<void> = Effect.async(resume => {
  setImmediate(() => resume(Effect.void))
})
