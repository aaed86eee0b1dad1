import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { build } from "esbuild"
import { Importer } from "../../src/interchange/Importer.ts"
import { type ImporterOptions, layer } from "../../src/workers/ImporterWorkers.ts"
import { brookside } from "../interchange/brookside.ts"

const at = { folder: "" }
const path = (name: string) => join(at.folder, name)

beforeAll(async () => {
  at.folder = await mkdtemp(join(tmpdir(), "timetable-chat-importer-"))
  await build({
    entryPoints: ["src/workers/importWorker.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["saxes"],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    // Beside the packages that it needs.
    outfile: `node_modules/.cache/timetable-chat-importer-${process.pid}/importWorker.mjs`
  })
  await writeFile(path("brookside.fet"), brookside)
  await writeFile(path("endless.mjs"), "for (;;);")
  await writeFile(path("greedy.mjs"), "const all = []; for (;;) all.push(new Array(1e6).fill(all.length))")
  const activity = "<Activity><Teacher>T</Teacher><Subject>S</Subject><Students>C</Students><Id>1</Id></Activity>"
  const count = Math.floor((31 * 1024 * 1024) / activity.length)
  await writeFile(
    path("hostile.fet"),
    `<fet version="6.1.0"><Activities_List>${activity.repeat(count)}</Activities_List></fet>`
  )
}, 120_000)
afterAll(async () => {
  await rm(at.folder, { recursive: true, force: true })
  await rm(`node_modules/.cache/timetable-chat-importer-${process.pid}`, { recursive: true, force: true })
})

const built = () => pathToFileURL(`node_modules/.cache/timetable-chat-importer-${process.pid}/importWorker.mjs`)

const reading = (name: string, options: Partial<ImporterOptions>) =>
  Effect.flatMap(Importer, importer => importer.read(path(name))).pipe(Effect.provide(layer(options)))

/** The longest that this thread, and so everybody who talks, had to wait meanwhile. */
const stalls = () => {
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 5)
  return () => {
    clearInterval(timer)
    return Math.max(longest, performance.now() - last)
  }
}

describe("an upload is read in a thread of its own", () => {
  it.live("and comes back whole", () =>
    Effect.gen(function* () {
      const { name, body } = yield* reading("brookside.fet", { entry: built() })
      expect([name, body.lessons.length]).toEqual(["Brookside School", 5])
    })
  )

  it.live(
    "a hostile file of 31 MiB is refused, and those who talk meanwhile notice nothing",
    () =>
      Effect.gen(function* () {
        const stalled = stalls()
        const error = yield* Effect.flip(reading("hostile.fet", { entry: built() }))
        expect([error._tag, error.message]).toEqual([
          "UnreadableFile",
          `${path("hostile.fet")}, line 1: there are more than 1000000 elements`
        ])
        // On a busy machine a turn may take a while; reading it takes seconds.
        expect(stalled()).toBeLessThan(1_000)
      }),
    60_000
  )

  it.live("one that takes for ever, or all memory, is given up", () =>
    Effect.gen(function* () {
      const late = yield* Effect.flip(
        reading("x", { entry: pathToFileURL(path("endless.mjs")), patience: Duration.millis(300) })
      )
      expect(late.message).toBe("The file takes longer than 300ms to read.")
      const greedy = yield* Effect.flip(reading("x", { entry: pathToFileURL(path("greedy.mjs")), memory: 64 }))
      expect(greedy.message).toBe("The file takes more memory to read than an upload may.")
    })
  )

  it.live("whoever comes when too many wait is told so at once", () =>
    Effect.gen(function* () {
      const importer = yield* Importer
      const first = yield* Effect.fork(importer.read(path("a")))
      yield* Effect.yieldNow()
      const error = yield* Effect.flip(importer.read(path("b")))
      expect(error).toMatchObject({ _tag: "NotImported", reason: "busy" })
      yield* Fiber.interrupt(first)
    }).pipe(Effect.provide(layer({ queue: 1, entry: new URL("data:text/javascript,for(;;);") })))
  )
})
