import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { expect, layer } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import { build } from "esbuild"
import { FolderInUse, FolderUnusable, lockFolder } from "../../src/schedule/FolderLock.ts"

const temporaryFolder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "timetable-chat-lock-"))),
  folder => Effect.promise(() => rm(folder, { recursive: true }))
)

/** Another process that holds the folder, from the moment this effect succeeds. */
const holderOf = Effect.fnUntraced(function* (folder: string) {
  const program = join(yield* temporaryFolder, "holdFolder.cjs")
  const source = new URL("holdFolder.ts", import.meta.url).pathname
  yield* Effect.promise(() => build({ entryPoints: [source], outfile: program, bundle: true, platform: "node" }))
  return yield* Effect.acquireRelease(
    Effect.promise(async (): Promise<ChildProcess> => {
      const child = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] })
      await once(child.stdout, "data")
      return child
    }),
    child => Effect.sync(() => child.kill("SIGKILL"))
  )
})

layer(NodeFileSystem.layer)("the lock of the data folder", it => {
  it.scoped("makes the folder, and is gone with its scope", () =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "a", "b")
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* lockFolder(folder)
          expect(yield* Effect.promise(() => readdir(folder))).toEqual(["lock"])
        })
      )
      expect(yield* Effect.promise(() => readdir(folder))).toEqual([])
      yield* lockFolder(folder)
    })
  )

  it.scoped("refuses a second holder in this process", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      yield* lockFolder(folder)
      const error = yield* Effect.flip(lockFolder(folder))
      expect(error).toEqual(new FolderInUse({ folder, pid: process.pid }))
      expect(error.message).toBe(`the data folder ${folder} is in use by process ${process.pid}`)
    })
  )

  it.scoped("refuses a second process, and takes over at once when the first was killed", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const holder = yield* holderOf(folder)
      expect(yield* Effect.flip(lockFolder(folder))).toEqual(new FolderInUse({ folder, pid: holder.pid ?? 0 }))
      yield* Effect.promise(() => {
        holder.kill("SIGKILL")
        return once(holder, "exit")
      })
      expect(yield* Effect.promise(() => readdir(folder))).toEqual(["lock"])
      yield* lockFolder(folder)
    })
  )

  it.scoped("takes over from a process whose pid has been given to another", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const before = JSON.stringify({ pid: process.pid, began: "another boot 4711" })
      yield* Effect.promise(() => writeFile(join(folder, "lock"), before))
      yield* lockFolder(folder)
    })
  )

  it.scoped("takes over a lock that nobody can have written", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      yield* Effect.promise(() => writeFile(join(folder, "lock"), "garbage"))
      yield* lockFolder(folder)
    })
  )

  it.scoped("lets exactly one of many take over, every time, and leaves no litter", () =>
    Effect.gen(function* () {
      for (let round = 0; round < 40; round++) {
        const folder = yield* temporaryFolder
        yield* Effect.promise(() => writeFile(join(folder, "lock"), JSON.stringify({ pid: 2 ** 30, began: null })))
        const rivals = yield* Effect.forEach(Array.from({ length: 12 }), () => Effect.either(lockFolder(folder)), {
          concurrency: "unbounded"
        })
        expect(rivals.filter(rival => rival._tag === "Right")).toHaveLength(1)
        const losers = rivals.flatMap(rival => (rival._tag === "Left" ? [rival.left] : []))
        expect(losers).toEqual(losers.map(() => new FolderInUse({ folder, pid: process.pid })))
        expect(yield* Effect.promise(() => readdir(folder))).toEqual(["lock"])
      }
    })
  )

  it.scoped("takes over from a process that was killed while it took over", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const dead = JSON.stringify({ pid: 2 ** 30, began: null })
      yield* Effect.promise(() => writeFile(join(folder, "lock"), dead))
      yield* Effect.promise(() => writeFile(join(folder, "lock.takeover"), dead))
      yield* lockFolder(folder)
      expect(yield* Effect.promise(() => readdir(folder))).toEqual(["lock"])
    })
  )

  it.scoped("does not take away a lock that has become another's", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const scope = yield* Scope.make()
      yield* Scope.extend(lockFolder(folder), scope)
      yield* Effect.promise(() => writeFile(join(folder, "lock"), "another's"))
      yield* Scope.close(scope, Exit.void)
      expect(yield* Effect.promise(() => readFile(join(folder, "lock"), "utf8"))).toBe("another's")
    })
  )

  it.scoped("says why a folder cannot be used", () =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "file")
      yield* Effect.promise(() => writeFile(file, ""))
      const folder = join(file, "data")
      const error = yield* Effect.flip(lockFolder(folder))
      expect(error).toEqual(new FolderUnusable({ folder, reason: `ENOTDIR: not a directory, mkdir '${folder}'` }))
    })
  )
})
