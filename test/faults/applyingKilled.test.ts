import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import { expect, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { build } from "esbuild"
import { describe, inject } from "vitest"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { layerEmbedded, layerPostgres } from "../../src/schedule/Database.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { applyEdit } from "../../src/timetable/Edit.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { clashing } from "../schedule/applyingStory.ts"
import { inDatabase, smith } from "../schedule/changing.ts"
import { freshDatabase } from "../support/Postgres.ts"

const root = new URL("../..", import.meta.url).pathname

/** The program that applies on and on, built in a folder from which it finds the project's packages. */
const program = Effect.acquireRelease(
  Effect.promise(async () => {
    const outfile = join(root, "node_modules/.cache/timetable-chat-test", `applyOnAndOn-${process.pid}.mjs`)
    const entry = join(root, "test/schedule/applyOnAndOn.ts")
    await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", packages: "external" })
    return outfile
  }),
  outfile => Effect.promise(() => rm(outfile, { force: true }))
)

/** What a client knows: frames that were answered, with the version they made, and the one that was not. */
interface Log {
  readonly done: Map<number, number>
  outstanding: { readonly frame: number; readonly version: number } | null
}

/** Lets the program run until it has answered so many, kills it, and takes down what it said. */
const runAndKill = async (script: string, store: string, log: Log, answers: number): Promise<void> => {
  const next = log.outstanding ?? { frame: log.done.size + 1, version: "" }
  const child = spawn(process.execPath, [script, store, `${next.frame}`, `${next.version}`], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"]
  })
  const ended = once(child, "close")
  let said = ""
  let answered = 0
  for await (const chunk of child.stdout) {
    said += chunk
    const lines = said.split("\n")
    said = lines.pop() ?? ""
    for (const line of lines) {
      const [what, frame = 0, version = 0] = line.split(" ").map((word, i) => (i === 0 ? word : Number(word)))
      if (what === "sent") log.outstanding = { frame: Number(frame), version: Number(version) }
      else {
        log.done.set(Number(frame), Number(version))
        log.outstanding = null
        answered += 1
      }
    }
    if (answered >= answers) child.kill("SIGKILL")
  }
  await ended
  if (answered < answers) throw new Error(`the program ended after ${answered} answers`)
}

/** Everything that was answered is there once, under the version that was answered, and nothing is there by half. */
const checked = (log: Log) =>
  Effect.gen(function* () {
    const changes = yield* ChangeRepo
    const schedules = yield* ScheduleRepo
    const sql = yield* SqlClient.SqlClient
    const schoolId = SchoolId.make("Springfield")
    const head = yield* schedules.head(schoolId, null)
    const found = yield* Effect.forEach(log.done.keys(), frame =>
      Effect.map(changes.byClientId(schoolId, smith.id, `frame ${frame}`), first => [frame, first?.record.version])
    )
    expect(new Map(found.map(([frame = 0, version]) => [frame, version]))).toEqual(log.done)
    const everything = { lessonIds: null, since: null, limit: 100_000, offset: 0 }
    const { changes: records } = yield* changes.history(schoolId, head.id, everything)
    const oldestFirst = records.toReversed()
    // One change may have been made and never answered: the last.
    expect([log.done.size + 1, log.done.size + 2]).toContain(head.version)
    expect(oldestFirst.map(({ version }) => version)).toEqual(oldestFirst.map((_, i) => i + 1))
    expect(oldestFirst).toHaveLength(head.version)
    const start = { ...clashing, ...head }
    const replayed = oldestFirst.reduce((timetable, { edit }) => applyEdit(timetable, edit), start)
    expect(yield* schedules.load(schoolId, head.id)).toEqual(replayed)
    const seqs = yield* sql`SELECT seq FROM event ORDER BY seq`
    expect(seqs.map(({ seq }) => Number(seq))).toEqual(oldestFirst.map((_, i) => i + 1))
  })

describe("row 40: kill -9 while applying", () => {
  it.scopedLive(
    "loses nothing that was acknowledged, does nothing twice and nothing by half, on PostgreSQL",
    () =>
      Effect.gen(function* () {
        const script = yield* program
        const database = yield* freshDatabase(inject("postgresUrl"))
        const log: Log = { done: new Map(), outstanding: null }
        for (const answers of [1, 7, 20, 33, 12])
          yield* Effect.promise(() => runAndKill(script, Redacted.value(database), log, answers))
        yield* Effect.provide(checked(log), Layer.provideMerge(inDatabase, layerPostgres(database)))
      }),
    120_000
  )

  it.scopedLive(
    "loses nothing that was acknowledged, does nothing twice and nothing by half, on the embedded database",
    () =>
      Effect.gen(function* () {
        const script = yield* program
        const folder = yield* Effect.acquireRelease(
          Effect.promise(() => mkdtemp(join(tmpdir(), "timetable-chat-killed-"))),
          made => Effect.promise(() => rm(made, { recursive: true, force: true }))
        )
        const log: Log = { done: new Map(), outstanding: null }
        for (const answers of [5, 14, 23]) yield* Effect.promise(() => runAndKill(script, folder, log, answers))
        yield* Effect.provide(checked(log), Layer.provideMerge(inDatabase, layerEmbedded(folder)))
      }),
    180_000
  )
})
