import { Worker } from "node:worker_threads"
import { Duration, Effect, Layer } from "effect"
import { Importer, NotImported } from "../interchange/Importer.ts"
import type { ImportedTimetable } from "../interchange/ImportReport.ts"
import { UnreadableFile } from "../interchange/UnreadableFile.ts"

/** What crosses from the worker: plain values, between two halves of one program. */
export type FromImportWorker =
  | { readonly _tag: "Read"; readonly imported: ImportedTimetable }
  | { readonly _tag: "Unreadable"; readonly file: string; readonly line: number | null; readonly reason: string }

/** Bounds of what uploads may cost. */
export interface ImporterOptions {
  /** Of a worker's memory, MB: a file that needs more is given up instead of taking the server along. */
  readonly memory: number
  readonly patience: Duration.Duration
  /** Uploads that are read or wait for it; each holds its file on the disk. */
  readonly queue: number
  /** The built worker. */
  readonly entry: URL
}

const defaults = (): ImporterOptions => ({
  memory: 1024,
  patience: Duration.minutes(1),
  queue: 4,
  // Beside whatever chunk of the program this ends up in.
  entry: new URL("./importWorker.js", import.meta.url)
})

const gaveUp = (message: string): NotImported => new NotImported({ reason: "gaveUp", message })

/** One file in a thread of its own, which ends with it, or with whoever waits for it. */
const readIn = ({ memory, entry }: ImporterOptions, path: string) =>
  Effect.async<ImportedTimetable, UnreadableFile | NotImported>(resume => {
    const worker = new Worker(entry, { workerData: path, resourceLimits: { maxOldGenerationSizeMb: memory } })
    worker.on("message", (message: FromImportWorker) => {
      const { _tag } = message
      resume(_tag === "Read" ? Effect.succeed(message.imported) : new UnreadableFile(message))
    })
    worker.on("error", error => {
      const isFull = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
      resume(
        gaveUp(isFull ? "The file takes more memory to read than an upload may." : "The file cannot be read here.")
      )
    })
    worker.on("exit", () => resume(gaveUp("The file cannot be read here.")))
    return Effect.promise(() => worker.terminate())
  })

/** Uploads are read one at a time: on small machines the other processors are for those who talk. */
const make = (options: ImporterOptions) =>
  Effect.gen(function* () {
    const places = yield* Effect.makeSemaphore(1)
    let waiting = 0
    const enter = Effect.suspend(() => {
      if (waiting >= options.queue)
        return new NotImported({ reason: "busy", message: "Too many files are being read already." })
      waiting += 1
      return Effect.void
    })
    const leave = Effect.sync(() => {
      waiting -= 1
    })
    return {
      read: (path: string) =>
        readIn(options, path).pipe(
          Effect.timeoutFail({
            duration: options.patience,
            onTimeout: () => gaveUp(`The file takes longer than ${Duration.format(options.patience)} to read.`)
          }),
          places.withPermits(1),
          reading =>
            Effect.acquireUseRelease(
              enter,
              () => reading,
              () => leave
            )
        )
    }
  })

export const layer = (options: Partial<ImporterOptions> = {}): Layer.Layer<Importer> =>
  Layer.effect(Importer, make({ ...defaults(), ...options }))
