import * as SqlClient from "@effect/sql/SqlClient"
import { expect, it, layer } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Redacted } from "effect"
import { describe, inject } from "vitest"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { layerEmbedded, layerPostgres } from "../../src/schedule/Database.ts"
import { migrate } from "../../src/schedule/Migrations.ts"
import { SuggestionRepo } from "../../src/schedule/SuggestionRepo.ts"
import { freshDatabase, layerFreshPostgres, migrated } from "../support/Postgres.ts"
import { oneLesson } from "./bodies.ts"
import { commitTo, everything, inDatabase, load, morning, openTimetable, smith, suggestionFor } from "./changing.ts"
import { lossyProxy } from "./LossyProxy.ts"

/** From now on writing a row of this table fails with this SQLSTATE. */
const failWrites = (table: string, state: string) =>
  Effect.flatMap(SqlClient.SqlClient, sql =>
    sql.unsafe(`
      CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '${state}'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION refuse();`)
  )
const heal = (table: string) =>
  Effect.flatMap(SqlClient.SqlClient, sql => sql.unsafe(`DROP TRIGGER refuse ON ${table}`))

const rewrites = [
  "UPDATE change SET kind = 'never'",
  "UPDATE change SET kind = 'never' WHERE false",
  "DELETE FROM change",
  "TRUNCATE change",
  "TRUNCATE timetable CASCADE"
]

describe.each([
  ["on PGlite", layerEmbedded("memory://")],
  ["on PostgreSQL", layerFreshPostgres()]
])("the audit log %s", (_, database) => {
  layer(Layer.orDie(Layer.provideMerge(inDatabase, migrated(database))), { timeout: "60 seconds" })(it => {
    it.effect("cannot be rewritten or emptied, not by a superuser and not as a replica", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const sql = yield* SqlClient.SqlClient
        const head = yield* openTimetable("Rewriting")
        yield* repo.commit(commitTo(head))
        const before = yield* repo.history(head.schoolId, head.id, everything)
        for (const statement of rewrites) {
          const refused = yield* Effect.flip(sql.unsafe(statement))
          expect([statement, refused.cause]).toEqual([statement, expect.objectContaining({ code: "42501" })])
          const asReplica = sql.withTransaction(
            Effect.zipRight(sql`SET LOCAL session_replication_role = replica`, sql.unsafe(statement))
          )
          expect((yield* Effect.flip(asReplica)).cause).toEqual(expect.objectContaining({ code: "42501" }))
        }
        expect(yield* repo.history(head.schoolId, head.id, everything)).toEqual(before)
      })
    )

    it.effect.each(["change", "event", "topic", "placement", "timetable", "suggestion"])(
      "row 43: a write to %s that fails takes the whole change back",
      table =>
        Effect.gen(function* () {
          const repo = yield* ChangeRepo
          const suggestions = yield* SuggestionRepo
          const head = yield* openTimetable(`Failing ${table}`)
          const suggestion = suggestionFor(head)
          yield* suggestions.put([suggestion])
          const before = yield* load(head)
          const history = yield* repo.history(head.schoolId, head.id, everything)
          const commit = commitTo(head, { suggestionId: suggestion.id, hash: suggestion.hash })

          yield* failWrites(table, "53100")
          expect((yield* Effect.flip(repo.commit(commit)))._tag).toBe("StorageUnavailable")
          yield* heal(table)
          yield* failWrites(table, "42501")
          const exit = yield* Effect.exit(repo.commit(commit))
          expect(Exit.isFailure(exit) && Cause.isDieType(exit.cause)).toBe(true)
          yield* heal(table)

          expect(yield* load(head)).toEqual(before)
          expect(yield* repo.history(head.schoolId, head.id, everything)).toEqual(history)
          expect(yield* suggestions.find({ schoolId: head.schoolId, userId: smith.id }, suggestion.id)).toEqual(
            suggestion
          )
          const committed = yield* repo.commit(commit)
          // Nothing was used up by the attempts: the event follows that of the import.
          expect([committed.record.version, committed.seq, committed.duplicate]).toEqual([2, 2, false])
        })
    )

    it.effect("has an event for every change, numbered without a gap from 1", () =>
      Effect.gen(function* () {
        const repo = yield* ChangeRepo
        const sql = yield* SqlClient.SqlClient
        const head = yield* openTimetable("Numbered")
        const commits = Array.from({ length: 20 }, () => commitTo(head))
        yield* Effect.forEach(commits, commit => Effect.either(repo.commit(commit)), { concurrency: "unbounded" })
        yield* repo.commit(commitTo(head, { id: "third", expectedVersion: 2, at: morning + 7 }))
        const { schoolId, id } = head
        const [third, second, first] = (yield* repo.history(schoolId, id, everything)).changes
        const payload = (version: number, changeId: string | undefined) => ({
          event: "change",
          timetableId: id,
          version,
          changeId
        })
        const events = yield* sql`SELECT topic, seq, payload, at FROM event WHERE school_id = ${schoolId} ORDER BY seq`
        expect(events).toEqual([
          { topic: `timetable:${id}`, seq: "1", payload: payload(1, first?.id), at: `${first?.at}` },
          { topic: `timetable:${id}`, seq: "2", payload: payload(2, second?.id), at: `${morning}` },
          { topic: `timetable:${id}`, seq: "3", payload: payload(3, third?.id), at: `${morning + 7}` }
        ])
        expect(third?.id).toBe("third")
        expect(yield* sql`SELECT count(DISTINCT epoch) AS epochs FROM event WHERE school_id = ${schoolId}`).toEqual([
          { epochs: "1" }
        ])
      })
    )
  })
})

describe("the audit log of a role of its own", () => {
  it.scoped("is closed to the role that owns it: it may add and read, and no more", () =>
    Effect.gen(function* () {
      const superuser = yield* freshDatabase(inject("postgresUrl"))
      const name = `planner_${new URL(Redacted.value(superuser)).pathname.slice(1)}`
      const asSuperuser = (statements: string) =>
        Effect.provide(
          Effect.flatMap(SqlClient.SqlClient, sql => sql.unsafe(statements)),
          layerPostgres(superuser)
        )
      yield* asSuperuser(`CREATE ROLE ${name} LOGIN; GRANT ALL ON SCHEMA public TO ${name}`)
      yield* Effect.addFinalizer(() => Effect.orDie(asSuperuser(`DROP OWNED BY ${name}; DROP ROLE ${name}`)))
      const url = Redacted.make(Redacted.value(superuser).replace("//postgres@", `//${name}@`))
      yield* Effect.gen(function* () {
        yield* migrate
        const repo = yield* ChangeRepo
        const sql = yield* SqlClient.SqlClient
        const head = yield* openTimetable("Owned")
        const { record } = yield* repo.commit(commitTo(head))
        yield* sql`CREATE TEMPORARY TABLE before AS SELECT * FROM change`
        const granted = sql`
          SELECT has_table_privilege('change', p) AS may FROM unnest(ARRAY['INSERT', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p`
        expect((yield* granted).map(({ may }) => may)).toEqual([true, true, false, false, false])
        for (const statement of rewrites.slice(0, 4))
          expect((yield* Effect.flip(sql.unsafe(statement))).cause).toEqual(
            expect.objectContaining({ code: "42501", message: "permission denied for table change" })
          )
        expect(yield* repo.find(head.schoolId, head.id, record.id)).toEqual(record)
      }).pipe(Effect.provide(Layer.provideMerge(inDatabase, layerPostgres(url))))
    })
  )
})

describe("a connection that dies", () => {
  it.scopedLive(
    "row 27: after the commit, before its answer: the repeated frame gets the first record, done once",
    () =>
      Effect.gen(function* () {
        const database = yield* freshDatabase(inject("postgresUrl"))
        const proxy = yield* Effect.acquireRelease(
          Effect.promise(() => lossyProxy(Redacted.value(database))),
          open => Effect.promise(open.close)
        )
        yield* Effect.gen(function* () {
          yield* migrate
          const repo = yield* ChangeRepo
          const head = yield* openTimetable("Lost answer")
          const commit = commitTo(head)
          proxy.loseNextCommit()
          expect((yield* Effect.flip(repo.commit(commit)))._tag).toBe("StorageUnavailable")
          expect(proxy.lost()).toBe(1)
          const again = yield* repo.commit({ ...commit, id: "the repetition's own", at: morning + 9 })
          expect([again.duplicate, again.record.id, again.record.version, again.seq]).toEqual([true, commit.id, 2, 2])
          expect((yield* load(head)).version).toBe(2)
          expect((yield* repo.history(head.schoolId, head.id, everything)).total).toBe(2)
        }).pipe(Effect.provide(Layer.provideMerge(inDatabase, layerPostgres(Redacted.make(proxy.url)))))
      })
  )

  it.scopedLive("row 27: before the commit: nothing is there, and the repeated frame does it", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const repo = yield* ChangeRepo
      const head = yield* openTimetable("Killed")
      const commit = commitTo(head)
      // Runs when all else of the transaction is written.
      yield* sql.unsafe(`
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER die AFTER INSERT ON change DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION die();`)
      expect((yield* Effect.flip(repo.commit(commit)))._tag).toBe("StorageUnavailable")
      // The pool may hand out the dead connection once more before it notices.
      yield* Effect.retry(sql`DROP TRIGGER die ON change`, { times: 1 })
      expect(yield* repo.byClientId(head.schoolId, smith.id, commit.clientId)).toBe(null)
      expect(yield* load(head)).toEqual({ ...oneLesson, ...head })
      expect((yield* repo.commit(commit)).duplicate).toBe(false)
    }).pipe(Effect.provide(Layer.provideMerge(inDatabase, migrated(layerFreshPostgres()))))
  )
})
