import * as SqlClient from "@effect/sql/SqlClient"
import { Clock, Effect, Fiber, Layer, Mailbox, Option, Stream } from "effect"
import { v7 as uuid } from "uuid"
import { type TimetableHead, TimetableId } from "../timetable/Timetable.ts"
import { changeLog } from "./changeLog.ts"
import { changeQueries } from "./changeQueries.ts"
import { snapshot, transaction } from "./Database.ts"
import { editWrites } from "./editWrites.ts"
import { importRecord, type Replaced } from "./importing.ts"
import { byName, type PutTimetable, refuseBroken, ScheduleRepo, TimetableNotFound } from "./ScheduleRepo.ts"
import { sharing } from "./SharedReads.ts"
import { reading, writing } from "./storageErrors.ts"
import { timetableReads } from "./timetableReads.ts"
import { timetableWrites } from "./timetableWrites.ts"

/** Rows a statement: large enough that the way to the server does not count, small enough to show progress. */
const batchSize = 500

/** Schools and timetables in PostgreSQL, on a server or embedded. */
export const layer = Layer.scoped(
  ScheduleRepo,
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const atomically = transaction(sql)
    const asOfNow = snapshot(sql)
    const reads = timetableReads(sql)
    const writes = timetableWrites(sql)
    const edits = editWrites(sql)
    const changes = changeQueries(sql)
    const log = changeLog(sql)

    const replacedBy = Effect.fnUntraced(function* ({ schoolId, id: timetableId, version }: TimetableHead) {
      if (version === 1) return null
      const key = { schoolId, timetableId, lessonIds: null }
      const [newest] = yield* changes.history({ ...key, since: null, limit: 1, offset: 0 })
      return { placements: yield* edits.placements(key), score: newest?.score.after ?? null } satisfies Replaced
    })

    /** The head, then every part in an order in which nothing points to a row that is not there yet. */
    const replace = Effect.fnUntraced(function* (request: PutTimetable, wrote: (fraction: number) => void) {
      const { schoolId, name, body } = request
      const head = yield* writes
        .putHead({ ...body, schoolId, name, id: TimetableId.make(uuid()) })
        .pipe(Effect.catchTag("NoSuchElementException", Effect.die))
      const key = { schoolId, timetableId: head.id }
      const replaced = yield* replacedBy(head)
      yield* writes.clear(key)
      const batches = <A, E>(
        rows: ReadonlyArray<A>,
        insert: (
          batch: typeof key & { readonly from: number; readonly rows: ReadonlyArray<A> }
        ) => Effect.Effect<void, E>
      ) =>
        Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) => {
          const from = i * batchSize
          return insert({ ...key, from, rows: rows.slice(from, from + batchSize) })
        })
      const steps = [
        ...batches(body.teachers, writes.teachers),
        ...batches(body.classes, writes.classes),
        ...batches(body.rooms, writes.rooms),
        ...batches(body.others, writes.others),
        ...batches(body.subjects, writes.subjects),
        ...batches(body.courses, writes.courses),
        ...batches(body.lessons, writes.lessons),
        ...batches(body.placements, writes.placements),
        ...batches(body.constraints, writes.constraints),
        ...batches(body.groups, writes.groups)
      ]
      for (const [i, step] of steps.entries()) {
        yield* step
        wrote((i + 1) / (steps.length + 1))
      }
      if (request.makeCurrent) yield* writes.makeCurrent(key)
      yield* log.append(importRecord(request, head, replaced, uuid(), yield* Clock.currentTimeMillis), null)
      return head
    })

    const put = Effect.fn("ScheduleRepo.put")(function* (request: PutTimetable) {
      yield* refuseBroken(request.body)
      const { progress } = request
      if (progress === undefined) return yield* writing(atomically(replace(request, () => {})))
      // Whoever looks on runs beside the transaction and may be slow: it is told the newest fraction, never waited for.
      const fractions = yield* Mailbox.make<number>({ capacity: 1, strategy: "sliding" })
      const watcher = yield* Effect.fork(Stream.runForEach(Mailbox.toStream(fractions), progress))
      const head = yield* writing(atomically(replace(request, fraction => fractions.unsafeOffer(fraction)))).pipe(
        Effect.ensuring(fractions.end)
      )
      yield* Fiber.join(watcher)
      yield* progress(1)
      return head
    })

    const found = <A>(schoolId: PutTimetable["schoolId"], timetableId: TimetableId | null, row: Option.Option<A>) =>
      Option.match(row, {
        onNone: () => Effect.fail(new TimetableNotFound({ schoolId, timetableId })),
        onSome: Effect.succeed
      })

    /** Asked for with every sentence and every command. */
    const schools = yield* sharing(
      () => "",
      () => Effect.map(reading(reads.schools()), byName)
    )
    const head = yield* sharing(
      ({ schoolId, timetableId }: Pick<TimetableNotFound, "schoolId" | "timetableId">) =>
        JSON.stringify([schoolId, timetableId]),
      ({ schoolId, timetableId }) =>
        Effect.flatMap(
          reading(timetableId === null ? reads.currentHead(schoolId) : reads.headById({ schoolId, timetableId })),
          row => found(schoolId, timetableId, row)
        )
    )

    return {
      putSchool: Effect.fn("ScheduleRepo.putSchool")(school => writing(writes.putSchool(school))),
      schools: Effect.withSpan(
        Effect.suspend(() => schools(null)),
        "ScheduleRepo.schools"
      ),
      heads: Effect.fn("ScheduleRepo.heads")(schoolId => Effect.map(reading(reads.heads(schoolId)), byName)),
      head: Effect.fn("ScheduleRepo.head")((schoolId, timetableId) => head({ schoolId, timetableId })),
      currentHeads: Effect.fn("ScheduleRepo.currentHeads")(schoolIds => reading(reads.currentHeads(schoolIds))),
      load: Effect.fn("ScheduleRepo.load")((schoolId, timetableId) =>
        Effect.flatMap(reading(asOfNow(reads.whole({ schoolId, timetableId }))), row =>
          found(schoolId, timetableId, row)
        )
      ),
      put
    }
  })
)
