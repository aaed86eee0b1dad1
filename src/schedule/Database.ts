import { setImmediate } from "node:timers/promises"
import * as Reactivity from "@effect/experimental/Reactivity"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as SqlClient from "@effect/sql/SqlClient"
import { SqlError } from "@effect/sql/SqlError"
import * as PgClient from "@effect/sql-pg/PgClient"
import type { PGlite } from "@electric-sql/pglite"
import { Context, Duration, Effect, Layer, Redacted, type Scope, Stream } from "effect"
import Pg from "pg"
import { type FolderInUse, FolderUnusable, lockFolder } from "./FolderLock.ts"

export type Database = PgClient.PgClient | SqlClient.SqlClient

export interface PostgresOptions {
  readonly maxConnections: number
  /** Longest wait for a connection, whether the server or the pool is slow to give one. */
  readonly connectTimeout: Duration.DurationInput
  readonly statementTimeout: Duration.DurationInput
  /** A transaction that does nothing for so long is ended by the server, so that it holds nobody up. */
  readonly idleInTransactionTimeout: Duration.DurationInput
  readonly applicationName: string
}

export const postgresDefaults: PostgresOptions = {
  maxConnections: 10,
  connectTimeout: "5 seconds",
  statementTimeout: "30 seconds",
  idleInTransactionTimeout: "30 seconds",
  applicationName: "timetable-chat"
}

/**
 * A PostgreSQL server. Connects when first asked, so a server that is away when the service starts is an ordinary
 * StorageUnavailable, and one that comes back is used again.
 */
export const layerPostgres = (
  url: Redacted.Redacted,
  options: Partial<PostgresOptions> = {}
): Layer.Layer<Database> => {
  const settings = { ...postgresDefaults, ...options }
  return layerPool(
    pooled({
      connectionString: Redacted.value(url),
      max: settings.maxConnections,
      connectionTimeoutMillis: Duration.toMillis(settings.connectTimeout),
      statement_timeout: Duration.toMillis(settings.statementTimeout),
      idle_in_transaction_session_timeout: Duration.toMillis(settings.idleInTransactionTimeout),
      application_name: settings.applicationName,
      keepAlive: true
    }),
    client => client
  )
}

/**
 * PostgreSQL inside this process (PGlite), its files under `folder`; `memory://` keeps nothing. The folder is locked,
 * since PGlite itself would let a second process in. One connection: a transaction holds up everybody else.
 */
export const layerEmbedded = (folder: string): Layer.Layer<Database, FolderInUse | FolderUnusable> =>
  Layer.unwrapScoped(Effect.map(openEmbedded(folder), layerOpened))

const openEmbedded = Effect.fn("Database.openEmbedded")(function* (folder: string) {
  const inMemory = folder.startsWith("memory://")
  if (!inMemory) yield* Effect.provide(lockFolder(folder), NodeFileSystem.layer)
  return yield* Effect.acquireRelease(
    Effect.tryPromise({
      try: async () => {
        const { PGlite } = await import("@electric-sql/pglite")
        // With PostgreSQL's own 128 MB of buffers the process needs 450 MB, with 8 MB it needs 190.
        const settings = { postgresqlconf: ["shared_buffers = 8MB"] }
        return considerate(await PGlite.create(inMemory ? folder : `${folder}/database`, settings))
      },
      catch: cause => new FolderUnusable({ folder, reason: cause instanceof Error ? cause.message : String(cause) })
    }),
    db => Effect.promise(() => db.close())
  )
})

/** First bytes of the protocol messages with which a statement begins: Query, and Parse. */
const beginnings: ReadonlySet<number | undefined> = new Set([0x51, 0x50])

/**
 * PGlite computes in this thread and answers by promises alone, so that all statements of a transaction, and whatever comes
 * between them, would be one turn of the event loop. Each statement waits for a turn of its own.
 */
const considerate = (db: PGlite): PGlite => {
  const exec = db.execProtocolStream.bind(db)
  return Object.assign(db, {
    execProtocolStream: async (...[message, options]: Parameters<typeof exec>) => {
      if (beginnings.has(message[0])) await setImmediate()
      return exec(message, options)
    }
  })
}

const layerOpened = (db: PGlite): Layer.Layer<Database> =>
  layerPool(
    Effect.flatMap(
      Effect.promise(() => import("@electric-sql/pglite/node-postgres")),
      ({ createPgConfig }) => pooled({ ...createPgConfig(db), max: 1, idleTimeoutMillis: 0 })
    ),
    client =>
      // The client's own `listen` opens a second connection, which crashes PGlite; its `notify` is broken SQL.
      Object.assign(client, {
        listen: (channel: string) =>
          Stream.asyncScoped<string>(emit =>
            Effect.acquireRelease(
              Effect.promise(() => db.listen(channel, payload => void emit.single(payload))),
              unlisten => Effect.promise(() => unlisten())
            )
          ),
        notify: (channel: string, payload: string) => Effect.asVoid(client`SELECT pg_notify(${channel}, ${payload})`)
      })
  )

const layerPool = (
  acquire: Effect.Effect<Pg.Pool, never, Scope.Scope>,
  adapt: (client: PgClient.PgClient) => PgClient.PgClient
): Layer.Layer<Database> =>
  PgClient.fromPool({ acquire }).pipe(
    Effect.orDie,
    Effect.map(adapt),
    Effect.map(client => Context.make(PgClient.PgClient, client).pipe(Context.add(SqlClient.SqlClient, client))),
    Layer.scopedContext,
    Layer.provide(Reactivity.layer)
  )

const pooled = (config: Pg.PoolConfig): Effect.Effect<Pg.Pool, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const pool = new Pg.Pool(config)
      // Node ends the process on an `error` event nobody listens to, and a connection may die at any time.
      pool.on("error", () => {})
      pool.on("connect", client => {
        client.on("error", () => {})
      })
      return pool
    }),
    // A server that has gone must not keep the service from stopping.
    pool =>
      Effect.promise(() => pool.end()).pipe(Effect.interruptible, Effect.timeoutOption("5 seconds"), Effect.asVoid)
  )

/**
 * `withTransaction`, with what the client reports as defects (a COMMIT that fails, a ROLLBACK on a dead connection) as
 * the SqlErrors they are. Fork nothing inside: the fiber would inherit the connection, and may outlive it.
 */
export const transaction =
  (sql: SqlClient.SqlClient) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
    Effect.catchAllDefect(sql.withTransaction(effect), defect =>
      defect instanceof SqlError ? Effect.fail(defect) : Effect.die(defect)
    )

/** A transaction of reads that all see the database as it is when the first of them runs, whatever others write meanwhile. */
export const snapshot =
  (sql: SqlClient.SqlClient) =>
  <A, E, R>(reads: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
    transaction(sql)(Effect.zipRight(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`, reads))
