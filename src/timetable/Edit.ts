import { Either, Schema } from "effect"
import { applyChanges, Change, inverse } from "./Change.ts"
import { LessonId } from "./Lesson.ts"
import { Pin, type Placement, type Spot, spotOf } from "./Placement.ts"
import { Substitution } from "./Substitution.ts"
import type { Timetable } from "./Timetable.ts"

/** A lesson is pinned where it stands, or set free; null = not pinned. */
export const PinChange = Schema.Struct({ lessonId: LessonId, from: Schema.NullOr(Pin), to: Schema.NullOr(Pin) })
export interface PinChange extends Schema.Schema.Type<typeof PinChange> {}

/** Who stands in on a date, before and after; null = nobody does. */
export const SubstitutionChange = Schema.Struct({
  from: Schema.NullOr(Substitution),
  to: Schema.NullOr(Substitution)
})
export interface SubstitutionChange extends Schema.Schema.Type<typeof SubstitutionChange> {}

/** All that one accepted decision does to a timetable, with what was there before: enough to take it back, and to audit it. */
export const Edit = Schema.Struct({
  changes: Schema.Array(Change),
  /** After the changes. */
  pins: Schema.Array(PinChange),
  substitutions: Schema.Array(SubstitutionChange),
  /** null: whether the timetable is published stays as it is. */
  published: Schema.NullOr(Schema.Struct({ from: Schema.Boolean, to: Schema.Boolean }))
})
export interface Edit extends Schema.Schema.Type<typeof Edit> {}

export const noEdit: Edit = { changes: [], pins: [], substitutions: [], published: null }

/** The edit that takes this one back; exactly, where this one is `settled`. */
export const inverseOf = ({ changes, pins, substitutions, published }: Edit): Edit => ({
  changes: inverse(changes),
  pins: pins.map(({ lessonId, from, to }) => ({ lessonId, from: to, to: from })).reverse(),
  substitutions: substitutions.map(({ from, to }) => ({ from: to, to: from })).reverse(),
  published: published === null ? null : { from: published.to, to: published.from }
})

/** The lessons it touches, each once. */
export const touchedLessons = ({ changes, pins, substitutions }: Edit): ReadonlyArray<LessonId> => [
  ...new Set([
    ...changes.map(change => change.lessonId),
    ...pins.map(pin => pin.lessonId),
    ...substitutions.flatMap(({ from, to }) => (from ?? to)?.lessonId ?? [])
  ])
]

/** The placements after the edit: those of all lessons, or of the touched ones alone. A lesson newly placed comes last. */
export const placementsAfter = (
  placements: ReadonlyArray<Placement>,
  { changes, pins }: Edit
): ReadonlyArray<Placement> => {
  const pinOf = new Map(pins.map(({ lessonId, to }) => [lessonId, to]))
  return applyChanges(placements, changes).map(placement => {
    const pin = pinOf.get(placement.lessonId)
    return pin === undefined ? placement : { ...placement, pin }
  })
}

/** The timetable after the edit, at the same version. Substitutions are not part of the week plan. Does not judge. */
export const applyEdit = (timetable: Timetable, edit: Edit): Timetable => ({
  ...timetable,
  published: edit.published === null ? timetable.published : edit.published.to,
  placements: placementsAfter(timetable.placements, edit)
})

/**
 * The edit that leads from the one week plan to the other, rooms and people in whatever order. Every pin of a lesson that
 * moves is named: so its inverse leads back exactly, but that a lesson placed again comes last.
 */
export const editBetween = (before: ReadonlyArray<Placement>, after: ReadonlyArray<Placement>): Edit => {
  const was = new Map(before.map(placement => [placement.lessonId, placement]))
  const is = new Map(after.map(placement => [placement.lessonId, placement]))
  const lessons = [...new Set([...was.keys(), ...is.keys()])]
  const changes = lessons.flatMap(lessonId => {
    const from = spotIn(was, lessonId)
    const to = spotIn(is, lessonId)
    return sameSpot(from, to) ? [] : { lessonId, from, to }
  })
  return { ...noEdit, changes, pins: pinChanges(was, is, lessons, changes) }
}

/**
 * The edit as it is written down: `from` exactly as the timetable has it, and every pin of a lesson that moves named. Left: the lessons that are not where it takes them from, or not pinned as it says.
 */
export const settled = (timetable: Timetable, edit: Edit): Either.Either<Edit, ReadonlyArray<LessonId>> => {
  const lessons = touchedLessons(edit)
  const touched = new Set<string>(lessons)
  const was = new Map(timetable.placements.flatMap(each => (touched.has(each.lessonId) ? [[each.lessonId, each]] : [])))
  const outdated = new Set<LessonId>()
  const spots = new Map(lessons.map(lessonId => [lessonId, spotIn(was, lessonId)]))
  const changes = edit.changes.map(({ lessonId, from, to }) => {
    const now = spots.get(lessonId) ?? null
    if (!sameSpot(now, from)) outdated.add(lessonId)
    spots.set(lessonId, to)
    return { lessonId, from: now, to }
  })
  for (const { lessonId, from } of edit.pins) if (!samePin(was.get(lessonId)?.pin ?? null, from)) outdated.add(lessonId)
  if (outdated.size > 0) return Either.left([...outdated])
  const is = new Map(placementsAfter([...was.values()], edit).map(placement => [placement.lessonId, placement]))
  const { published } = edit
  return Either.right({
    changes,
    pins: pinChanges(was, is, lessons, changes),
    substitutions: edit.substitutions,
    published: published === null ? null : { from: timetable.published, to: published.to }
  })
}

type ByLesson = ReadonlyMap<LessonId, Placement>

const spotIn = (placements: ByLesson, lessonId: LessonId): Spot | null => {
  const placement = placements.get(lessonId)
  return placement === undefined ? null : spotOf(placement)
}

/** Those that differ, and those of the lessons that move: a pin may change on the way back, though it did not on the way. */
const pinChanges = (
  was: ByLesson,
  is: ByLesson,
  lessons: ReadonlyArray<LessonId>,
  changes: ReadonlyArray<Change>
): ReadonlyArray<PinChange> => {
  const moved = new Set(changes.map(({ lessonId }) => lessonId))
  return lessons.flatMap(lessonId => {
    const from = was.get(lessonId)?.pin ?? null
    const to = is.get(lessonId)?.pin ?? null
    return samePin(from, to) && (to === null || !moved.has(lessonId)) ? [] : { lessonId, from, to }
  })
}

const samePin = (a: Pin | null, b: Pin | null): boolean =>
  a === null || b === null ? a === b : a.by === b.by && a.why === b.why && a.slot === b.slot

/** In whatever order they name rooms and people. */
const sameSpot = (a: Spot | null, b: Spot | null): boolean => a === b || spotText(a) === spotText(b)

const spotText = (spot: Spot | null): string =>
  spot === null
    ? ""
    : JSON.stringify([
        spot.slot,
        spot.roomIds.toSorted(),
        spot.teacherIds?.toSorted() ?? null,
        spot.assigned.map(({ role, resourceId }) => JSON.stringify([role, resourceId])).sort()
      ])
