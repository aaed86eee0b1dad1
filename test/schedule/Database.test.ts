import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import { expect, it, layer } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Layer, Redacted, Stream } from "effect"
import { describe, inject } from "vitest"
import { layerEmbedded, layerPostgres, transaction } from "../../src/schedule/Database.ts"
import { FolderInUse } from "../../src/schedule/FolderLock.ts"
import { reading } from "../../src/schedule/storageErrors.ts"
import { layerFreshPostgres } from "../support/Postgres.ts"
import { countTurns } from "./turns.ts"

layer(layerFreshPostgres({ maxConnections: 2, connectTimeout: "300 millis", statementTimeout: "400 millis" }), {
  timeout: "60 seconds"
})("a PostgreSQL server", it => {
  it.effect("reports a connection lost inside a transaction as a failure, not a defect", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const suicide = transaction(sql)(sql`SELECT pg_terminate_backend(pg_backend_pid())`)
      expect((yield* Effect.flip(suicide))._tag).toBe("SqlError")
      expect(yield* sql`SELECT 1 AS one`).toEqual([{ one: 1 }])
    })
  )

  it.effect("reports a COMMIT that fails as a failure, and keeps nothing", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`CREATE TABLE node (id int PRIMARY KEY, next int REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED)`
      const dangling = transaction(sql)(sql`INSERT INTO node VALUES (1, 2)`)
      expect((yield* Effect.flip(dangling)).cause).toEqual(expect.objectContaining({ code: "23503" }))
      expect(yield* sql`SELECT * FROM node`).toEqual([])
    })
  )

  it.effect("gives up on a statement that takes too long: StorageUnavailable", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      expect((yield* Effect.flip(reading(sql`SELECT pg_sleep(20)`)))._tag).toBe("StorageUnavailable")
    })
  )

  it.effect("waits for a free connection only so long: StorageUnavailable", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const release = yield* Deferred.make<void>()
      const holder = (taken: Deferred.Deferred<void>) =>
        Effect.fork(transaction(sql)(Effect.zipRight(Deferred.succeed(taken, undefined), Deferred.await(release))))
      const takenByOne = yield* Deferred.make<void>()
      const takenByAnother = yield* Deferred.make<void>()
      const holders = [yield* holder(takenByOne), yield* holder(takenByAnother)]
      yield* Deferred.await(takenByOne)
      yield* Deferred.await(takenByAnother)
      expect((yield* Effect.flip(reading(sql`SELECT 1`)))._tag).toBe("StorageUnavailable")
      yield* Deferred.succeed(release, undefined)
      yield* Fiber.joinAll(holders)
      expect(yield* sql`SELECT 1 AS one`).toEqual([{ one: 1 }])
    })
  )

  it.effect("that turns us away is unavailable", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      expect((yield* Effect.flip(reading(sql`SELECT 1`)))._tag).toBe("StorageUnavailable")
    }).pipe(
      Effect.provide(
        Layer.suspend(() =>
          layerPostgres(Redacted.make(inject("postgresUrl").replace(/postgres$/, "no_such_database")))
        )
      )
    )
  )

  it.effect("treats broken SQL as a defect", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const exit = yield* Effect.exit(reading(sql`SELEKT 1`))
      expect(Exit.isFailure(exit) && exit.cause).toEqual(
        expect.objectContaining({ _tag: "Die", defect: expect.objectContaining({ _tag: "SqlError" }) })
      )
    })
  )
})

describe("the embedded database", () => {
  layer(Layer.orDie(layerEmbedded("memory://")), { timeout: "60 seconds" })(it => {
    it.effect("hears what was notified", () =>
      Effect.gen(function* () {
        const pg = yield* PgClient.PgClient
        // Until the listener is there nothing is heard, and nothing tells that it is: so go on until something is.
        const heard = yield* Effect.fork(Stream.runHead(pg.listen("changes")))
        yield* Effect.raceFirst(
          Fiber.join(heard),
          Effect.forever(Effect.zipRight(pg.notify("changes", "timetable 7"), Effect.yieldNow()))
        )
        expect(yield* Fiber.join(heard)).toEqual(expect.objectContaining({ value: "timetable 7" }))
      })
    )

    it.effect("lets everybody else have a turn between the statements of a transaction", () =>
      Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        const statements = Array.from({ length: 20 }, (_, i) => sql`SELECT ${i}::int AS n`)
        const rows = transaction(sql)(Effect.all(statements))
        expect(yield* countTurns(rows)).toBeGreaterThanOrEqual(statements.length)
      })
    )

    it.effect("goes on after a transaction that failed", () =>
      Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        yield* sql`CREATE TABLE note (text text)`
        const failing = transaction(sql)(Effect.zipRight(sql`INSERT INTO note VALUES ('lost')`, Effect.fail("enough")))
        expect(yield* Effect.flip(failing)).toBe("enough")
        expect(yield* sql`SELECT * FROM note`).toEqual([])
      })
    )
  })

  it.live(
    "keeps its folder to itself, and keeps what is in it",
    () =>
      Effect.gen(function* () {
        const folder = yield* Effect.acquireRelease(
          Effect.promise(() => mkdtemp(join(tmpdir(), "timetable-chat-"))),
          folder => Effect.promise(() => rm(folder, { recursive: true }))
        )
        const data = join(folder, "data")
        yield* Effect.gen(function* () {
          const sql = yield* SqlClient.SqlClient
          yield* sql`CREATE TABLE note (text text)`
          yield* sql`INSERT INTO note VALUES ('kept')`
          expect(yield* Effect.flip(Effect.scoped(Layer.build(layerEmbedded(data))))).toEqual(
            new FolderInUse({ folder: data, pid: process.pid })
          )
        }).pipe(Effect.provide(layerEmbedded(data)))
        const kept = yield* Effect.provide(
          Effect.flatMap(SqlClient.SqlClient, sql => sql`SELECT * FROM note`),
          layerEmbedded(data)
        )
        expect(kept).toEqual([{ text: "kept" }])
      }).pipe(Effect.scoped),
    60_000
  )
})
