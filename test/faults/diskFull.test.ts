import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Redacted } from "effect"
import { expect, it } from "vitest"
import { layerPostgres } from "../../src/schedule/Database.ts"
import { bystander, connect } from "../support/TestClient.ts"
import { sharedDatabase, startNode } from "../support/TwoNodes.ts"

/** As PostgreSQL says it when a disk is full (53100), at whatever writes. */
const tables = ["message", "change", "event"] as const

const onDatabase = (url: string, statements: ReadonlyArray<string>) =>
  Effect.runPromise(
    Effect.flatMap(SqlClient.SqlClient, sql =>
      Effect.forEach(statements, statement => sql.unsafe(statement), { discard: true })
    ).pipe(Effect.provide(layerPostgres(Redacted.make(url))))
  )

const fill = [
  `CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`,
  ...tables.map(table => `CREATE TRIGGER disk_full BEFORE INSERT ON ${table} EXECUTE FUNCTION disk_full()`)
]
const clear = tables.map(table => `DROP TRIGGER disk_full ON ${table}`)

it("row 45: while the disk is full what writes gets storage_unavailable, reading goes on, and nothing is lost", async () => {
  const database = await sharedDatabase()
  const node = await startNode(database, null)
  const other = await bystander(node.url)
  const client = await connect(node.url)
  await onDatabase(database, fill)
  const said = client.say("Tell me a story")
  const published = client.command("/publish")
  for (const ref of [said, published]) {
    const error = await client.refusal(ref)
    expect(error).toMatchObject({ code: "storage_unavailable", temporary: true, retry_after_ms: expect.any(Number) })
    expect(error.message).not.toMatch(/device|53100|SQL/i)
  }
  expect((await client.ask("/score")).command).toBe("/score")
  await other.noticedNothing()
  await onDatabase(database, clear)
  client.send("user", "Tell me a story", undefined, said)
  client.send("command", "/publish", undefined, published)
  expect((await client.answer(said)).ref).toBe(said)
  expect((await client.answer(published)).data).toMatchObject({
    kind: "change",
    change: { kind: "published", version: 2 }
  })
  expect(
    client
      .events("ack")
      .filter(({ ref }) => ref === said || ref === published)
      .map(({ status }) => status)
  ).toEqual(["accepted", "accepted"])
})
