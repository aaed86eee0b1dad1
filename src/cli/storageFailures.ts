import { Effect } from "effect"
import type { FolderInUse, FolderUnusable } from "../schedule/FolderLock.ts"
import type { MigrationFailed } from "../schedule/Migrations.ts"
import type { StorageUnavailable } from "../schedule/StorageUnavailable.ts"
import { failed } from "./Failure.ts"

type StorageFailure = FolderInUse | FolderUnusable | MigrationFailed | StorageUnavailable

const inWords = (error: StorageFailure): string => {
  switch (error._tag) {
    case "FolderInUse":
      return `${error.message}. Stop it first, set DATA_DIR to another folder, or use PostgreSQL (DATABASE_URL), which many can share.`
    case "FolderUnusable":
      return `${error.message}. Set DATA_DIR to a folder that can be written.`
    case "MigrationFailed":
      return error.message
    case "StorageUnavailable":
      return "the database cannot be reached; check DATABASE_URL, and that the server runs"
  }
}

const tags: ReadonlyArray<string> = ["FolderInUse", "FolderUnusable", "MigrationFailed", "StorageUnavailable"]

const isStorageFailure = <E extends { readonly _tag: string }>(error: E): error is Extract<E, StorageFailure> =>
  tags.includes(error._tag)

/** Outages of the store, in words for the one who runs the command. */
export const explainStorage = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.catchIf(effect, isStorageFailure<E>, error => Effect.fail(failed(inWords(error))))
