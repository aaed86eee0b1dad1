import * as SqlClient from "@effect/sql/SqlClient"
import { expect, it, layer } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Redacted } from "effect"
import { describe } from "vitest"
import { layerPostgres } from "../../src/schedule/Database.ts"
import { migrate } from "../../src/schedule/Migrations.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { layer as layerPg } from "../../src/schedule/ScheduleRepoPg.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { layerFreshPostgres, migrated } from "../support/Postgres.ts"
import { makePostgres } from "../support/PostgresServer.ts"
import { emptyBody, largeBody, oneLesson } from "./bodies.ts"

const schoolId = SchoolId.make("springfield")
const openSchool = Effect.gen(function* () {
  const repo = yield* ScheduleRepo
  yield* repo.putSchool({ id: schoolId, name: "Springfield", timeZone: "Europe/London" })
})

/** From now on the placement of a lesson, late in a put, fails with this SQLSTATE. */
const failPlacements = (state: string) =>
  Effect.flatMap(SqlClient.SqlClient, sql =>
    sql.unsafe(`
      CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '${state}'; END $$;
      CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON placement EXECUTE FUNCTION refuse();`)
  )
const healPlacements = Effect.flatMap(SqlClient.SqlClient, sql => sql`DROP TRIGGER refuse ON placement`)

layer(Layer.orDie(Layer.provideMerge(layerPg, migrated(layerFreshPostgres()))), { timeout: "60 seconds" })(
  "on PostgreSQL",
  it => {
    it.effect("a put that fails half-way leaves the old timetable as it was", () =>
      Effect.gen(function* () {
        yield* openSchool
        const repo = yield* ScheduleRepo
        const before = yield* repo.put({ schoolId, name: "Week", body: oneLesson, makeCurrent: true })
        const again = repo.put({ schoolId, name: "Week", body: { ...oneLesson, constraints: [] }, makeCurrent: true })

        yield* failPlacements("53100")
        expect((yield* Effect.flip(again))._tag).toBe("StorageUnavailable")
        yield* failPlacements("23514")
        const exit = yield* Effect.exit(again)
        expect(Exit.isFailure(exit) && Cause.isDieType(exit.cause)).toBe(true)
        yield* healPlacements

        expect(yield* repo.load(schoolId, before.id)).toEqual({ ...oneLesson, ...before })
        expect(yield* again).toEqual({ ...before, version: 2 })
      })
    )

    it.effect("a row cannot point into another school, or another timetable", () =>
      Effect.gen(function* () {
        yield* openSchool
        const repo = yield* ScheduleRepo
        const sql = yield* SqlClient.SqlClient
        const other = SchoolId.make("shelbyville")
        yield* repo.putSchool({ id: other, name: "Shelbyville", timeZone: "Europe/London" })
        const { id } = yield* repo.put({ schoolId, name: "Pointed at", body: oneLesson, makeCurrent: false })
        const { id: theirs } = yield* repo.put({ schoolId: other, name: "Week", body: emptyBody, makeCurrent: false })
        const attempts = [
          sql`INSERT INTO lesson VALUES (${other}, ${theirs}, 'x', 1, '9a-maths', 1, 1)`,
          sql`INSERT INTO placement VALUES (${other}, ${theirs}, '9a-maths-2', 1, 1, '{}', null, null)`,
          sql`INSERT INTO subject VALUES (${other}, ${id}, 'x', 1, 'X', '{}')`,
          sql`UPDATE school SET current_timetable_id = ${id} WHERE id = ${other}`
        ]
        const refused = yield* Effect.forEach(attempts, attempt => Effect.flip(attempt))
        expect(refused.map(error => error.cause)).toEqual(
          attempts.map(() => expect.objectContaining({ code: "23503" }))
        )
      })
    )

    it.effect("a slow onlooker does not hold up the transaction", () =>
      Effect.gen(function* () {
        yield* openSchool
        const repo = yield* ScheduleRepo
        const told: Array<number> = []
        // It looks until the timetable is there for everybody, which a transaction that waited for it would never be.
        const untilThere: Effect.Effect<void> = Effect.suspend(() =>
          Effect.flatMap(Effect.orDie(repo.heads(schoolId)), heads =>
            heads.some(head => head.name === "Watched") ? Effect.void : untilThere
          )
        )
        const progress = (fraction: number) => Effect.tap(untilThere, () => told.push(fraction))
        yield* repo.put({ schoolId, name: "Watched", body: largeBody(100), makeCurrent: false, progress })
        expect(told.at(-1)).toBe(1)
      })
    )

    it.effect("a timetable is read as it is at one moment, in pages, while others put another one", () =>
      Effect.gen(function* () {
        yield* openSchool
        const repo = yield* ScheduleRepo
        const large = largeBody(900)
        const bodies = [large, { ...large, lessons: large.lessons.toReversed(), constraints: [] }]
        const put = (i: number) =>
          repo.put({ schoolId, name: "Contested", body: bodies[i % 2] ?? large, makeCurrent: false })
        const { id } = yield* put(0)
        const puts = Effect.forEach([1, 2, 3, 4], put)
        const loads = Effect.forEach(Array.from({ length: 12 }), () => repo.load(schoolId, id))
        const [, loaded] = yield* Effect.all([puts, loads], { concurrency: 2 })
        // The nth put makes version n, and they take turns.
        for (const { version, lessons, placements, constraints, groups } of loaded) {
          const body = bodies[(version + 1) % 2] ?? large
          const { lessons: l, placements: p, constraints: c, groups: g } = body
          expect({ lessons, placements, constraints, groups }).toEqual({
            lessons: l,
            placements: p,
            constraints: c,
            groups: g
          })
        }
        expect(new Set(loaded.map(({ version }) => version)).size).toBeGreaterThan(1)
      })
    )

    it.effect("a read survives the loss of every pooled connection", () =>
      Effect.gen(function* () {
        yield* openSchool
        const repo = yield* ScheduleRepo
        const sql = yield* SqlClient.SqlClient
        yield* sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`
        // Its own connection is gone as well; the client finds out when it next uses it.
        yield* Effect.ignore(sql`SELECT pg_terminate_backend(pg_backend_pid())`)
        expect((yield* repo.schools).map(school => school.id)).toContain(schoolId)
      })
    )
  }
)

describe("while the server is away", () => {
  it.live("a repository answers StorageUnavailable, and works again when it is back", () =>
    Effect.gen(function* () {
      const server = yield* Effect.acquireRelease(Effect.promise(makePostgres), server => Effect.promise(server.remove))
      yield* Effect.gen(function* () {
        yield* migrate
        yield* openSchool
        const repo = yield* ScheduleRepo
        const head = yield* repo.put({ schoolId, name: "Week", body: oneLesson, makeCurrent: true })

        yield* Effect.promise(server.stop)
        const errors = yield* Effect.all([
          Effect.flip(repo.schools),
          Effect.flip(repo.head(schoolId, null)),
          Effect.flip(repo.load(schoolId, head.id)),
          Effect.flip(repo.put({ schoolId, name: "Week", body: emptyBody, makeCurrent: true })),
          Effect.flip(migrate)
        ])
        expect(new Set(errors.map(error => error._tag))).toEqual(new Set(["StorageUnavailable"]))

        yield* Effect.promise(server.start)
        expect(yield* repo.load(schoolId, head.id)).toEqual({ ...oneLesson, ...head })
        expect(yield* repo.put({ schoolId, name: "Week", body: emptyBody, makeCurrent: true })).toEqual({
          ...head,
          version: 2
        })
      }).pipe(Effect.provide(Layer.provideMerge(layerPg, layerPostgres(Redacted.make(server.url)))))
    }).pipe(Effect.scoped)
  )
})
