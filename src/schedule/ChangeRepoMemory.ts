import { Effect, Layer } from "effect"
import { applyEdit, touchedLessons } from "../timetable/Edit.ts"
import { substitutionsAfter } from "../timetable/Substitution.ts"
import { ChangeRepo, type Commit, type Committed, StaleVersion, type SuggestionSpent } from "./ChangeRepo.ts"
import { layerStore, MemoryStore, withRecord } from "./MemoryStore.ts"
import { TimetableNotFound } from "./ScheduleRepo.ts"
import { recordOf, spentBy, whyNotSpent } from "./spending.ts"

/** Changes in this process only, over the timetables of ScheduleRepoMemory.ts. */
export const layerMemory = Layer.effect(
  ChangeRepo,
  Effect.map(MemoryStore, ({ schools, topics }) => {
    const changesOf = (schoolId: Commit["schoolId"], timetableId: Commit["timetableId"]) =>
      (schools.get(schoolId)?.changes ?? [])
        .map(({ committed }) => committed.record)
        .filter(record => record.timetableId === timetableId)
        .reverse()

    const byClientId = (schoolId: Commit["schoolId"], userId: string, clientId: string): Committed | null => {
      const first = schools
        .get(schoolId)
        ?.changes.find(change => change.clientId === clientId && change.committed.record.actor.id === userId)
      return first === undefined ? null : { ...first.committed, duplicate: true }
    }

    const commit = (request: Commit): Effect.Effect<Committed, StaleVersion | SuggestionSpent | TimetableNotFound> => {
      const { schoolId, timetableId, expectedVersion, edit, actor, clientId } = request
      const kept = schools.get(schoolId)
      const timetable = kept?.timetables.get(timetableId)
      if (kept === undefined || timetable === undefined)
        return Effect.fail(new TimetableNotFound({ schoolId, timetableId }))
      const first = byClientId(schoolId, actor.id, clientId)
      if (first !== null) return Effect.succeed(first)
      const { version } = timetable
      if (version !== expectedVersion) {
        const [by = null] = changesOf(schoolId, timetableId)
        return Effect.fail(new StaleVersion({ expected: expectedVersion, current: version, by }))
      }
      const mine = [...kept.suggestions.values()].filter(({ userId }) => userId === actor.id)
      const refused = whyNotSpent(request, mine)
      if (refused !== null) return Effect.fail(refused)

      const { committed, changes } = withRecord(kept.changes, topics, recordOf(request, version + 1), clientId)
      const spent = new Set(spentBy(request))
      const stoodIn = kept.substitutions.get(timetableId) ?? []
      schools.set(schoolId, {
        ...kept,
        changes,
        timetables: new Map(kept.timetables).set(timetableId, { ...applyEdit(timetable, edit), version: version + 1 }),
        substitutions: new Map(kept.substitutions).set(timetableId, substitutionsAfter(stoodIn, edit.substitutions)),
        suggestions: new Map(
          [...kept.suggestions].map(([id, suggestion]) => [
            id,
            spent.has(id) ? { ...suggestion, status: "applied" } : suggestion
          ])
        )
      })
      return Effect.succeed(committed)
    }

    return {
      commit: Effect.fn("ChangeRepo.commit")(request => Effect.suspend(() => commit(request))),
      byClientId: (schoolId, userId, clientId) => Effect.sync(() => byClientId(schoolId, userId, clientId)),
      find: (schoolId, timetableId, id) =>
        Effect.sync(() => changesOf(schoolId, timetableId).find(record => record.id === id) ?? null),
      history: (schoolId, timetableId, { lessonIds, since, limit, offset }) =>
        Effect.sync(() => {
          const wanted = lessonIds === null ? null : new Set(lessonIds)
          const changes = changesOf(schoolId, timetableId).filter(
            record =>
              (since === null || record.at >= since) &&
              (wanted === null || touchedLessons(record.edit).some(lesson => wanted.has(lesson)))
          )
          return { total: changes.length, changes: changes.slice(offset, offset + limit) }
        }),
      substitutions: (schoolId, timetableId, from, to) =>
        Effect.sync(() =>
          (schools.get(schoolId)?.substitutions.get(timetableId) ?? []).filter(({ date }) => from <= date && date <= to)
        )
    }
  })
).pipe(Layer.provide(layerStore))
