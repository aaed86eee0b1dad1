import { randomUUID } from "node:crypto"
import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Layer, Redacted } from "effect"
import { inject } from "vitest"
import { type Database, layerPostgres, type PostgresOptions } from "../../src/schedule/Database.ts"
import { migrate } from "../../src/schedule/Migrations.ts"

/** A new, empty database on a server; it is dropped with the scope. */
export const freshDatabase = Effect.fn("Postgres.freshDatabase")(function* (serverUrl: string) {
  const name = `test_${randomUUID().replaceAll("-", "")}`
  const onServer = (statement: string) =>
    Effect.flatMap(SqlClient.SqlClient, sql => sql.unsafe(statement)).pipe(
      Effect.provide(layerPostgres(Redacted.make(serverUrl))),
      Effect.orDie
    )
  yield* Effect.acquireRelease(onServer(`CREATE DATABASE ${name}`), () =>
    onServer(`DROP DATABASE ${name} WITH (FORCE)`)
  )
  return Redacted.make(serverUrl.replace(/postgres$/, name))
})

/** The client of a new database on the server that the test run shares (see globalSetup.ts). */
export const layerFreshPostgres = (options: Partial<PostgresOptions> = {}): Layer.Layer<Database> =>
  Layer.unwrapScoped(
    Effect.map(
      Effect.suspend(() => freshDatabase(inject("postgresUrl"))),
      url => layerPostgres(url, options)
    )
  )

/** The same database with every migration run. */
export const migrated = <E>(database: Layer.Layer<Database, E>) =>
  Layer.provideMerge(Layer.effectDiscard(migrate), database)
