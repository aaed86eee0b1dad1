import { parentPort, workerData } from "node:worker_threads"
import * as NodeContext from "@effect/platform-node/NodeContext"
import { Effect } from "effect"
import { readBounded } from "../interchange/Importer.ts"
import type { FromImportWorker } from "./ImporterWorkers.ts"

/** The other side of ImporterWorkers: reads one file, and ends. Entry point of a worker thread. */

const path: unknown = workerData

const read = readBounded(String(path)).pipe(
  Effect.match({
    onSuccess: (imported): FromImportWorker => ({ _tag: "Read", imported }),
    onFailure: ({ file, line, reason }): FromImportWorker => ({ _tag: "Unreadable", file, line, reason })
  }),
  Effect.map(message => parentPort?.postMessage(message)),
  Effect.provide(NodeContext.layer)
)

// Whatever is thrown ends this thread: the importer sees that and fails the import.
await Effect.runPromise(read)
