import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Redacted, Schema } from "effect"
import type { Plan } from "../../../src/constraints/Plan.ts"
import { layerPostgres } from "../../../src/schedule/Database.ts"
import { makePostgres } from "../../support/PostgresServer.ts"
import { standing } from "./naivePairs.ts"
import { median } from "./numbers.ts"

const Count = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ clashes: Schema.NumberFromString })))

/** Lessons by resource and slot, in a table with the index that the join wants. */
const fill = (plan: Plan) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const rows = standing(plan).flatMap(({ lesson, from, to, teachers, atoms, rooms }) =>
      Array.from({ length: to - from }, (_, i) => [
        ...[...teachers].map(who => [lesson, "teacher", who, from + i]),
        ...[...atoms].map(who => [lesson, "class", who, from + i]),
        ...[...rooms].map(who => [lesson, "room", who, from + i])
      ]).flat()
    )
    yield* sql`DROP TABLE IF EXISTS occupied`
    yield* sql`CREATE TABLE occupied (lesson int, kind text, resource int, slot int)`
    yield* sql`INSERT INTO occupied SELECT * FROM jsonb_to_recordset(${JSON.stringify(
      rows.map(([lesson, kind, resource, slot]) => ({ lesson, kind, resource, slot }))
    )}::jsonb) AS row (lesson int, kind text, resource int, slot int)`
    yield* sql`CREATE INDEX ON occupied (kind, resource, slot, lesson)`
    yield* sql`ANALYZE occupied`
  })

const join = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
    SELECT count(*) AS clashes FROM (
      SELECT DISTINCT a.lesson, b.lesson, a.kind, CASE WHEN a.kind = 'class' THEN 0 ELSE a.resource END
      FROM occupied a JOIN occupied b USING (kind, resource, slot) WHERE a.lesson < b.lesson
    ) AS pairs`
)

export interface Joined {
  readonly clashes: number
  readonly millis: number
}

/** Clashes by a self-join on PostgreSQL, for each plan: how many, and the median time of nine. null: no PostgreSQL. */
export const selfJoins = async (plans: ReadonlyArray<Plan>): Promise<ReadonlyArray<Joined> | null> => {
  const server = await makePostgres().catch(() => null)
  if (server === null) return null
  const all = Effect.forEach(plans, plan =>
    Effect.gen(function* () {
      yield* fill(plan)
      const [count] = Count(yield* join)
      const times: Array<number> = []
      for (let i = 0; i < 9; i++) {
        const start = performance.now()
        yield* join
        times.push(performance.now() - start)
      }
      return { clashes: count?.clashes ?? -1, millis: median(times) }
    })
  )
  const joined = await Effect.runPromise(Effect.provide(all, layerPostgres(Redacted.make(server.url))))
  await server.remove()
  return joined
}
