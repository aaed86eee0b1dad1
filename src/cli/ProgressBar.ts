import { Effect, type Scope } from "effect"

export type Progress = (phase: string, fraction: number) => Effect.Effect<void>

const width = 30

/** A bar on the terminal's error stream; nothing at all in a pipe. Wiped when its scope ends. */
export const progressBar: Effect.Effect<Progress, never, Scope.Scope> = Effect.gen(function* (): Effect.fn.Return<
  Progress,
  never,
  Scope.Scope
> {
  if (process.stderr.isTTY !== true) return () => Effect.void
  yield* Effect.addFinalizer(() => Effect.sync(() => process.stderr.write("\r\u001b[K")))
  return (phase, fraction) =>
    Effect.sync(() => {
      const filled = Math.round(Math.min(1, Math.max(0, fraction)) * width)
      const bar = "█".repeat(filled) + "░".repeat(width - filled)
      process.stderr.write(`\r\u001b[K${bar} ${String(Math.round(fraction * 100)).padStart(3)} % ${phase}`)
    })
})
