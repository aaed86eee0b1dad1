import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { Effect } from "effect"
import { lockFolder } from "../../src/schedule/FolderLock.ts"

/** A program for FolderLock.test.ts: holds the folder it is given, says so, and never ends. */
const [, , folder = ""] = process.argv
Effect.runFork(
  lockFolder(folder).pipe(
    Effect.tap(() => Effect.sync(() => process.stdout.write("held\n"))),
    Effect.zipRight(Effect.never),
    Effect.scoped,
    Effect.provide(NodeFileSystem.layer)
  )
)
