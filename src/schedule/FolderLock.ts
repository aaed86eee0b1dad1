import { randomUUID } from "node:crypto"
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import { Data, Effect, Option, Predicate, Schema } from "effect"

/** Another live process, or another part of this one, works in the data folder. */
export class FolderInUse extends Data.TaggedError("FolderInUse")<{ readonly folder: string; readonly pid: number }> {
  override get message(): string {
    return `the data folder ${this.folder} is in use by process ${this.pid}`
  }
}

/** The data folder cannot be made, written or opened. */
export class FolderUnusable extends Data.TaggedError("FolderUnusable")<{
  readonly folder: string
  readonly reason: string
}> {
  override get message(): string {
    return `the data folder ${this.folder} cannot be used: ${this.reason}`
  }
}

/**
 * Who holds the folder. A pid alone is given again to other processes, so where the system tells (/proc), the boot and
 * the moment in it when the process began belong to the holder; null = the system does not tell.
 */
const Holder = Schema.parseJson(Schema.Struct({ pid: Schema.Positive, began: Schema.NullOr(Schema.String) }))
type Holder = typeof Holder.Type

const isReason = (reason: "AlreadyExists" | "NotFound") => (error: PlatformError | FolderInUse) =>
  error._tag === "SystemError" && error.reason === reason

/**
 * Holds the folder for the current scope; makes it where it is missing. A lock left behind by a process that was killed
 * is taken over at once. Keeps apart processes that see each other's pids: not containers that share a volume.
 */
export const lockFolder = Effect.fn("FolderLock.lock")(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = `${folder}/lock`
  const mine = JSON.stringify({ pid: process.pid, began: yield* beganAt(process.pid) } satisfies Holder)
  const take: Effect.Effect<void, PlatformError | FolderInUse, FileSystem.FileSystem> = Effect.catchIf(
    place(path, mine),
    isReason("AlreadyExists"),
    () => Effect.zipRight(clearStale(folder, path, mine), take)
  )
  const release = Effect.ignore(
    Effect.whenEffect(
      fs.remove(path),
      Effect.map(fs.readFileString(path), held => held === mine)
    )
  )
  yield* Effect.acquireRelease(
    Effect.zipRight(fs.makeDirectory(folder, { recursive: true }), take),
    () => release
  ).pipe(
    Effect.mapError(error =>
      error._tag === "FolderInUse" ? error : new FolderUnusable({ folder, reason: error.description ?? error.message })
    )
  )
})

/** A link appears with its content or not at all: nobody ever reads a lock that is only half written. */
const place = Effect.fnUntraced(function* (path: string, content: string) {
  const fs = yield* FileSystem.FileSystem
  const draft = `${path}.${randomUUID()}`
  yield* fs
    .writeFileString(draft, content)
    .pipe(Effect.zipRight(fs.link(draft, path)), Effect.ensuring(Effect.ignore(fs.remove(draft))))
})

/**
 * Removes the lock of a dead holder. Only who holds the takeover may, and only after looking again: of several processes
 * that find the same stale lock, a slower one would otherwise remove the new lock of a faster one. A takeover that is
 * under way means that the folder is as good as held.
 */
const clearStale = Effect.fnUntraced(
  function* (folder: string, path: string, mine: string) {
    const fs = yield* FileSystem.FileSystem
    const takeover = `${path}.takeover`
    yield* refuseLive(folder, path)
    yield* Effect.acquireUseRelease(
      Effect.catchIf(place(takeover, mine), isReason("AlreadyExists"), () =>
        refuseLive(folder, takeover).pipe(
          // Its holder was killed in the middle of it.
          Effect.zipRight(fs.remove(takeover)),
          Effect.zipRight(place(takeover, mine))
        )
      ),
      () => Effect.zipRight(refuseLive(folder, path), fs.remove(path)),
      () => Effect.ignore(fs.remove(takeover))
    )
  },
  // Gone in the meantime: as good as cleared.
  Effect.catchIf(isReason("NotFound"), () => Effect.void)
)

const refuseLive = Effect.fnUntraced(function* (folder: string, path: string) {
  const fs = yield* FileSystem.FileSystem
  const holder = Schema.decodeOption(Holder)(yield* fs.readFileString(path))
  if (Option.isSome(holder) && (yield* isAlive(holder.value)))
    return yield* new FolderInUse({ folder, pid: holder.value.pid })
})

const isAlive = Effect.fnUntraced(function* (holder: Holder) {
  if (!answers(holder.pid)) return false
  if (holder.began === null) return true
  const began = yield* beganAt(holder.pid)
  return began === null || began === holder.began
})

/** Signal 0 reaches nobody, it only asks; EPERM = alive, and somebody else's. */
const answers = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return Predicate.hasProperty(error, "code") && error.code === "EPERM"
  }
}

/** Boot and start of a process, from proc(5): field 22 of `stat`, counted behind the name, which may hold anything. */
const beganAt = Effect.fnUntraced(
  function* (pid: number) {
    const fs = yield* FileSystem.FileSystem
    const boot = yield* fs.readFileString("/proc/sys/kernel/random/boot_id")
    const stat = yield* fs.readFileString(`/proc/${pid}/stat`)
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    // A zombie was killed and waits for its parent to notice: it holds nothing any more.
    return fields[0] === "Z" ? "dead" : `${boot.trim()} ${fields[19]}`
  },
  Effect.orElseSucceed(() => null)
)
