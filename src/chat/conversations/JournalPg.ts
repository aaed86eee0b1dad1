import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Exit, FiberSet, Layer, Option, Schema, type Tracer } from "effect"
import type { Place } from "../../schedule/EventLog.ts"
import { GroupCommit } from "../../schedule/GroupCommit.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { isRolledBack, reading, writing } from "../../schedule/storageErrors.ts"
import { IdConflict, noSuchConversation, type StoredMessage } from "./ConversationRepo.ts"
import { bodyHash } from "./ConversationRepoHash.ts"
import { conversationQueries } from "./ConversationRepoQueries.ts"
import { type Entry, Journal, journalOf, type Written } from "./Journal.ts"
import { WrittenRow, writeAll } from "./JournalQueries.ts"

/** Entries a statement: bounds how long it holds the rows of its conversations, and the embedded database our thread. */
const batchSize = 256

const decodeRows = Schema.decodeUnknown(Schema.Array(WrittenRow))

/** null: the message was not stored, and nothing else. */
type Outcome = ReadonlyArray<Place> | null

interface Pending {
  readonly entry: Entry
  /** Whose trace it belongs to; the statement stands in that of the first. */
  readonly span: Tracer.AnySpan | null
}

const outcomesOf = (
  batch: ReadonlyArray<Entry>,
  rows: ReadonlyArray<typeof WrittenRow.Type>
): ReadonlyArray<Outcome> => {
  const stored = new Set<string>()
  const places = new Map<number, Place>()
  for (const { message, frame, epoch, seq } of rows) {
    if (message !== null) stored.add(message)
    if (frame !== null && epoch !== null && seq !== null) places.set(frame, { epoch, seq })
  }
  let first = 0
  return batch.map(({ says, frames }) => {
    const from = first
    first += frames.length
    if (says !== null && !stored.has(says.id)) return null
    return frames.flatMap((_, i) => places.get(from + i) ?? [])
  })
}

/** In PostgreSQL, on a server or embedded: whatever comes while a batch is on its way is the next batch. */
export const layer = Layer.scoped(
  Journal,
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const queries = conversationQueries(sql)
    const runFork = yield* FiberSet.makeRuntime<never>()

    const writeDown = (batch: ReadonlyArray<Entry>) =>
      writeAll(sql, batch).pipe(
        Effect.retry({ times: 1, while: isRolledBack }),
        Effect.flatMap(decodeRows),
        writing,
        Effect.map(rows => outcomesOf(batch, rows))
      )
    const group = new GroupCommit<Pending, Outcome, StorageUnavailable>({
      commitAll: batch => {
        const written = writeDown(batch.map(({ entry }) => entry))
        const span = batch.find(({ span }) => span !== null)?.span ?? null
        return span === null ? written : Effect.withParentSpan(written, span)
      },
      bound: batchSize,
      fork: job => void runFork(job)
    })

    /** Why a message was not stored. */
    const refused = (message: StoredMessage) =>
      Effect.gen(function* () {
        const first = yield* reading(queries.sent(message))
        if (Option.isNone(first)) return yield* noSuchConversation(message.conversationId)
        if (first.value.hash !== bodyHash(message)) return yield* new IdConflict({ clientId: message.clientId ?? "" })
        return { duplicateOf: first.value.id, places: [] } satisfies Written
      })

    return journalOf((entry, settle, span = null) =>
      group.offer({ entry, span }, exit => {
        if (Exit.isFailure(exit)) return settle(Exit.failCause(exit.cause))
        const places = exit.value ?? []
        if (exit.value !== null || entry.says === null) return settle(Exit.succeed({ duplicateOf: null, places }))
        runFork(Effect.map(Effect.exit(refused(entry.says)), settle))
      })
    )
  })
)
