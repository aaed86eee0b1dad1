import { Data } from "effect"

/** The database cannot be reached, is restarting, or has no connection free in time. Nothing was written; try again. */
export class StorageUnavailable extends Data.TaggedError("StorageUnavailable")<{
  /** For the log; never shown to a client. */
  readonly cause: unknown
}> {}
