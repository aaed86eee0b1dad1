import { DateTime } from "effect"
import type { Conflict } from "../../constraints/Conflict.ts"
import type { Delta } from "../../constraints/Delta.ts"
import type { Model } from "../../constraints/Model.ts"
import { numbersOf } from "../../constraints/Plan.ts"
import type { WireNamed } from "../../protocol/Facts.ts"
import type { WireChange } from "../../protocol/WireChange.ts"
import type { WireMove, WireSpot, WireSubstitution } from "../../protocol/WireMove.ts"
import type { WireSearch, WireSuggestion } from "../../protocol/WireSuggestion.ts"
import type { ChangeRecord } from "../../schedule/ChangeRepo.ts"
import type { Proposal } from "../../suggestions/Proposal.ts"
import type { Suggestion } from "../../suggestions/Suggestion.ts"
import type { Change } from "../../timetable/Change.ts"
import type { SubstitutionChange } from "../../timetable/Edit.ts"
import type { Spot } from "../../timetable/Placement.ts"
import { wireConflict, wireConsequences, wireSlot } from "../wire.ts"

/** What is proposed and what was done, as it stands on the wire: ids with the names that the timetable has for them. */

export const isoTime = (millis: number): string => DateTime.formatIso(DateTime.unsafeMake(millis))

const namesOf = (
  items: ReadonlyArray<{ readonly id: string; readonly name: string }>,
  indices: Iterable<number>
): ReadonlyArray<WireNamed> =>
  [...indices].flatMap(i => {
    const item = items[i]
    return item === undefined ? [] : [{ id: item.id, name: item.name }]
  })

export const lessonName = (model: Model, id: string): string =>
  model.lessons[model.lessonIndex.get(id) ?? -1]?.name ?? id

export const teacherNamed = (model: Model, id: string): WireNamed => ({
  id,
  name: model.body.teachers[model.teacherIndex.get(id) ?? -1]?.name ?? id
})

const wireSpot = (model: Model, lesson: number, spot: Spot | null): WireSpot | null => {
  if (spot === null) return null
  const { rooms, teachers } = numbersOf(model, lesson, spot)
  return {
    slot: spot.slot === null ? null : wireSlot(model, spot.slot),
    rooms: namesOf(model.body.rooms, rooms),
    teachers: namesOf(model.body.teachers, teachers)
  }
}

export const wireMove = (model: Model, { lessonId, from, to }: Change): WireMove => {
  const lesson = model.lessonIndex.get(lessonId) ?? -1
  return {
    lesson_id: lessonId,
    name: lessonName(model, lessonId),
    from: wireSpot(model, lesson, from),
    to: wireSpot(model, lesson, to)
  }
}

export const wireSubstitution = (model: Model, { from, to }: SubstitutionChange): ReadonlyArray<WireSubstitution> => {
  const known = to ?? from
  if (known === null) return []
  const slot = model.body.placements.find(({ lessonId }) => lessonId === known.lessonId)?.slot ?? null
  return [
    {
      date: known.date,
      lesson_id: known.lessonId,
      name: lessonName(model, known.lessonId),
      slot: slot === null ? null : wireSlot(model, slot),
      absent: teacherNamed(model, known.absentId),
      substitute: to === null ? null : teacherNamed(model, to.substituteId)
    }
  ]
}

export interface Shown extends Pick<Suggestion, "id" | "timetableId" | "version" | "edit" | "hash" | "expiresAt"> {
  readonly kind: Proposal["kind"]
  readonly delta: Delta
  readonly disturbance: Proposal["disturbance"]
  readonly reason: string
  readonly scope: Readonly<Record<string, string>>
  readonly search: WireSearch
}

/** What one frame may hold of a change: a week made anew moves a thousand lessons, and every reader has an outbox. */
export interface Extent {
  readonly moves: number
  readonly conflicts: number
}

const inFull: Extent = { moves: 200, conflicts: 100 }
export const inBrief: Extent = { moves: 20, conflicts: 10 }

interface Counts {
  readonly changes: number
  readonly resolved: number
  readonly added: number
}

const cutAt = ({ changes, resolved, added }: Counts, { moves, conflicts }: Extent): { readonly cut?: Counts } =>
  changes > moves || resolved > conflicts || added > conflicts ? { cut: { changes, resolved, added } } : {}

export const wireSuggestion = (model: Model, shown: Shown): WireSuggestion => ({
  id: shown.id,
  timetable_id: shown.timetableId,
  version: shown.version,
  kind: shown.kind,
  scope: shown.scope,
  changes: shown.edit.changes.slice(0, inFull.moves).map(change => wireMove(model, change)),
  ...(shown.edit.substitutions.length === 0
    ? {}
    : { substitutions: shown.edit.substitutions.flatMap(change => wireSubstitution(model, change)) }),
  ...wireConsequences(model, {
    ...shown.delta,
    resolved: shown.delta.resolved.slice(0, inFull.conflicts),
    added: shown.delta.added.slice(0, inFull.conflicts)
  }),
  ...cutAt(
    {
      changes: shown.edit.changes.length,
      resolved: shown.delta.resolved.length,
      added: shown.delta.added.length
    },
    inFull
  ),
  disturbance: shown.disturbance,
  reason: shown.reason,
  search: shown.search,
  expires_at: isoTime(shown.expiresAt),
  hash: shown.hash
})

const conflictsOf = (model: Model, conflicts: ReadonlyArray<Conflict>, most: number) =>
  conflicts.slice(0, most).map(conflict => wireConflict(model, conflict))

export const wireChange = (model: Model, record: ChangeRecord, extent: Extent = inFull): WireChange => ({
  change_id: record.id,
  timetable_id: record.timetableId,
  version: record.version,
  kind: record.kind,
  actor: record.actor,
  at: isoTime(record.at),
  why: record.why,
  suggestion_id: record.suggestionId,
  undo_of: record.undoOf,
  changes: record.edit.changes.slice(0, extent.moves).map(change => wireMove(model, change)),
  locks: record.edit.pins.slice(0, extent.moves).map(({ lessonId, from, to }) => ({
    lesson_id: lessonId,
    name: lessonName(model, lessonId),
    from: from === null ? null : { by: from.by, why: from.why },
    to: to === null ? null : { by: to.by, why: to.why }
  })),
  substitutions: record.edit.substitutions.flatMap(change => wireSubstitution(model, change)),
  published: record.edit.published?.to ?? null,
  conflicts: {
    added: conflictsOf(model, record.conflicts.added, extent.conflicts),
    resolved: conflictsOf(model, record.conflicts.resolved, extent.conflicts)
  },
  ...cutAt(
    {
      changes: record.edit.changes.length,
      resolved: record.conflicts.resolved.length,
      added: record.conflicts.added.length
    },
    extent
  ),
  score: record.score
})
