import type { SqlError } from "@effect/sql/SqlError"
import { Effect, type ParseResult, Predicate } from "effect"
import { StorageUnavailable } from "./StorageUnavailable.ts"

/**
 * SQLSTATE classes and codes that mean "not now" (PostgreSQL manual, appendix A): 25006 read-only after a fail-over,
 * 25P03 idle too long in a transaction, 40 rolled back in favour of another, 53 out of disk, memory or connections,
 * 57014 statement timeout, 58 I/O error.
 */
const temporaryState = /^(25006|25P03|40|53|57014|58)/

/** How the client begins when it got no connection, whatever the reason: refused, turned away, none free in time. */
const noConnection = "Failed to acquire connection"

/** The driver tells by words alone that a connection died under a query. */
const lostConnection = /connection terminated|not queryable/i

const codeOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "code") && typeof cause.code === "string" ? cause.code : ""

/** Class 08 is the connection's own, 57P0 a server that stops or starts. Another connection may well succeed. */
const isConnectionLost = ({ message, cause }: SqlError): boolean =>
  message === "Connection error" ||
  /^(08|57P0|ECONNRESET|EPIPE)/.test(codeOf(cause)) ||
  (cause instanceof Error && lostConnection.test(cause.message))

/** Whether the database is away, busy or full, so that trying later can help. Anything else is a mistake of ours. */
const isOutage = (error: SqlError): boolean =>
  error.message.startsWith(noConnection) || isConnectionLost(error) || temporaryState.test(codeOf(error.cause))

/** In favour of another that waited for it in turn: it did not happen, and may be done again at once. */
export const isRolledBack = ({ cause }: SqlError): boolean => codeOf(cause).startsWith("40")

type QueryError = SqlError | ParseResult.ParseError

/** An outage is typed; broken SQL and rows that do not decode are our own mistakes, and die. */
export const unavailableOrDie = (error: QueryError): Effect.Effect<never, StorageUnavailable> =>
  error._tag === "SqlError" && isOutage(error)
    ? Effect.fail(new StorageUnavailable({ cause: error }))
    : Effect.die(error)

/** The repository's edge for writes, which are never repeated here: one whose answer was lost may have happened. */
export const writing = <A, R>(query: Effect.Effect<A, QueryError, R>): Effect.Effect<A, StorageUnavailable, R> =>
  Effect.catchAll(query, unavailableOrDie)

/**
 * The repository's edge for reads. After a restart of the database every pooled connection is dead and the first query
 * finds out, so a read is done once more.
 */
export const reading = <A, R>(query: Effect.Effect<A, QueryError, R>): Effect.Effect<A, StorageUnavailable, R> =>
  query.pipe(
    Effect.retry({ times: 1, while: error => error._tag === "SqlError" && isConnectionLost(error) }),
    Effect.catchAll(unavailableOrDie)
  )
