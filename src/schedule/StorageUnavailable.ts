import { Data } from "effect"

/**
 * The database cannot be reached, is restarting, or has no connection free in time. A write was refused as a whole; only
 * when the connection was lost during the commit itself may it have happened, so whoever repeats it does so by id.
 */
export class StorageUnavailable extends Data.TaggedError("StorageUnavailable")<{
  /** For the log; never shown to a client. */
  readonly cause: unknown
}> {}
