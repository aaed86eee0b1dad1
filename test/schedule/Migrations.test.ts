import { readdir } from "node:fs/promises"
import * as SqlClient from "@effect/sql/SqlClient"
import { expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe, inject } from "vitest"
import { layerPostgres } from "../../src/schedule/Database.ts"
import { migrate, migrations } from "../../src/schedule/Migrations.ts"
import { freshDatabase, layerFreshPostgres } from "../support/Postgres.ts"

describe("migrations", () => {
  it.effect("every file is registered under its name", () =>
    Effect.gen(function* () {
      const files = yield* Effect.promise(() => readdir(new URL("../../migrations", import.meta.url)))
      expect(Object.keys(migrations).map(name => `${name}.ts`)).toEqual(files.sort())
    })
  )

  it.effect("run once, and are not run again", () =>
    Effect.gen(function* () {
      expect(yield* migrate).toEqual(Object.keys(migrations))
      expect(yield* migrate).toEqual([])
    }).pipe(Effect.provide(layerFreshPostgres()))
  )

  it.effect("can be started by many nodes on one empty database", () =>
    Effect.gen(function* () {
      const url = yield* freshDatabase(inject("postgresUrl"))
      const node = Effect.provide(migrate, layerPostgres(url))
      const runs = yield* Effect.all(
        Array.from({ length: 8 }, () => node),
        { concurrency: "unbounded" }
      )
      expect(runs.filter(run => run.length > 0)).toEqual([Object.keys(migrations)])
    }).pipe(Effect.scoped)
  )

  it.effect("that fail say which one and why, and leave nothing behind", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`CREATE TABLE message (of text)`
      const error = yield* Effect.flip(migrate)
      expect(error._tag).toBe("MigrationFailed")
      expect(error.message).toBe(
        'the database could not be migrated: Migration "2_create_conversation" failed: relation "message" already exists'
      )
      const tables = yield* sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
      expect(tables.map(table => table.name).sort()).toEqual(["effect_sql_migrations", "message"])
    }).pipe(Effect.provide(Layer.fresh(layerFreshPostgres())))
  )
})
