import { Effect, Layer } from "effect"
import { RunRepo, type StoredRun } from "./RunRepo.ts"

/** Runs in this process only. They die with it, so that nobody has to reap them; it forgets none while it lives. */
export const layerMemory = Layer.sync(RunRepo, () => {
  const runs = new Map<string, StoredRun>()
  const keyOf = (schoolId: string, runId: string): string => JSON.stringify([schoolId, runId])
  const put = (run: StoredRun): StoredRun => {
    runs.set(keyOf(run.schoolId, run.id), run)
    return run
  }
  const active = (is: (run: StoredRun) => boolean): ReadonlyArray<StoredRun> =>
    [...runs.values()].filter(run => run.outcome === null && is(run))
  const interrupt = (is: (run: StoredRun) => boolean, now: number) =>
    Effect.sync(() => active(is).map(run => put({ ...run, outcome: "interrupted", endedAt: now })))

  return {
    begin: run =>
      Effect.suspend(() => {
        if (runs.has(keyOf(run.schoolId, run.id))) return Effect.dieMessage(`the run ${run.id} has begun already`)
        put({ ...run, started: false, outcome: null, endedAt: null, usage: null })
        return Effect.void
      }),
    start: (schoolId, runId) =>
      Effect.sync(() => {
        const run = runs.get(keyOf(schoolId, runId))
        if (run !== undefined) put({ ...run, started: true })
      }),
    renew: (node, until) =>
      Effect.sync(() => active(({ owner }) => owner === node).map(run => put({ ...run, leaseUntil: until })).length),
    finish: ({ schoolId, runId, outcome, usage, at }) =>
      Effect.sync(() => {
        const run = runs.get(keyOf(schoolId, runId))
        if (run === undefined || run.outcome !== null) return false
        put({ ...run, outcome, usage, endedAt: at })
        return true
      }),
    reap: now => interrupt(({ leaseUntil }) => leaseUntil <= now, now),
    reapNode: (node, now) => interrupt(({ owner }) => owner === node, now),
    spent: ({ schoolId, userId, since }) =>
      Effect.sync(() =>
        [...runs.values()]
          .filter(run => run.schoolId === schoolId && run.begunAt >= since && (userId ?? run.userId) === run.userId)
          .reduce((sum, { usage }) => sum + (usage === null ? 0 : usage.input + usage.output), 0)
      ),
    findByTarget: (schoolId, userId, target) =>
      Effect.sync(
        () =>
          [...runs.values()].findLast(
            run => run.schoolId === schoolId && run.userId === userId && run.target === target
          ) ?? null
      ),
    find: (schoolId, runId) => Effect.sync(() => runs.get(keyOf(schoolId, runId)) ?? null)
  }
})
