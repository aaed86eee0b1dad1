import { Clock, Effect, Layer, Option } from "effect"
import { v7 as uuid } from "uuid"
import type { SchoolId } from "../timetable/School.ts"
import { type Timetable, type TimetableHead, TimetableId } from "../timetable/Timetable.ts"
import { importRecord } from "./importing.ts"
import { layerStore, MemoryStore, nothingKept, withRecord } from "./MemoryStore.ts"
import { byName, type PutTimetable, refuseBroken, ScheduleRepo, TimetableNotFound } from "./ScheduleRepo.ts"

const headOf = ({ id, schoolId, name, version, published }: Timetable): TimetableHead => ({
  id,
  schoolId,
  name,
  version,
  published
})

/** Schools and timetables in this process only: for tests, and for looking into a file without a database. */
export const layerMemory = Layer.effect(
  ScheduleRepo,
  Effect.map(MemoryStore, ({ schools, topics }) => {
    const find = (schoolId: SchoolId, timetableId: TimetableId | null) =>
      Effect.suspend(() => {
        const kept = schools.get(schoolId)
        const timetable = kept?.timetables.get(timetableId ?? kept.current ?? TimetableId.make("none"))
        return timetable === undefined
          ? Effect.fail(new TimetableNotFound({ schoolId, timetableId }))
          : Effect.succeed(timetable)
      })

    const write = (request: PutTimetable, at: number) =>
      Effect.suspend(() => {
        const { schoolId, name, body, makeCurrent } = request
        const kept = schools.get(schoolId)
        if (kept === undefined) return Effect.dieMessage(`there is no school ${schoolId}`)
        const before = [...kept.timetables.values()].find(timetable => timetable.name === name)
        const head = {
          id: before?.id ?? TimetableId.make(uuid()),
          schoolId,
          name,
          version: (before?.version ?? 0) + 1,
          published: before?.published ?? false
        }
        const newest = kept.changes.findLast(({ committed }) => committed.record.timetableId === head.id)
        const replaced =
          before === undefined
            ? null
            : { placements: before.placements, score: newest?.committed.record.score.after ?? null }
        const record = importRecord(request, head, replaced, uuid(), at)
        schools.set(schoolId, {
          ...kept,
          current: makeCurrent ? head.id : kept.current,
          timetables: new Map(kept.timetables).set(head.id, { ...body, ...head }),
          changes: withRecord(kept.changes, topics, record, null).changes
        })
        return Effect.succeed(head)
      })

    return {
      putSchool: school =>
        Effect.sync(() => {
          schools.set(school.id, { ...(schools.get(school.id) ?? nothingKept(school)), school })
        }),
      schools: Effect.sync(() => byName([...schools.values()].map(kept => kept.school))),
      heads: schoolId => Effect.sync(() => byName([...(schools.get(schoolId)?.timetables.values() ?? [])].map(headOf))),
      head: (schoolId, timetableId) => Effect.map(find(schoolId, timetableId), headOf),
      currentHeads: schoolIds =>
        Effect.map(
          Effect.forEach(schoolIds, id => Effect.option(find(id, null))),
          found => found.flatMap(Option.toArray).map(headOf)
        ),
      load: find,
      put: Effect.fn("ScheduleRepo.put")(function* (request: PutTimetable) {
        yield* refuseBroken(request.body)
        const head = yield* write(request, yield* Clock.currentTimeMillis)
        yield* request.progress?.(1) ?? Effect.void
        return head
      })
    }
  })
).pipe(Layer.provide(layerStore))
