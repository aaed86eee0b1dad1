import { Schema } from "effect"
import { applyChanges, Change, inverse } from "./Change.ts"
import { LessonId } from "./Lesson.ts"
import { Pin } from "./Placement.ts"
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
  pins: Schema.Array(PinChange),
  substitutions: Schema.Array(SubstitutionChange),
  /** null: whether the timetable is published stays as it is. */
  published: Schema.NullOr(Schema.Struct({ from: Schema.Boolean, to: Schema.Boolean }))
})
export interface Edit extends Schema.Schema.Type<typeof Edit> {}

export const noEdit: Edit = { changes: [], pins: [], substitutions: [], published: null }

/** The edit that takes this one back. */
export const inverseOf = ({ changes, pins, substitutions, published }: Edit): Edit => ({
  changes: inverse(changes),
  pins: pins.map(({ lessonId, from, to }) => ({ lessonId, from: to, to: from })).reverse(),
  substitutions: substitutions.map(({ from, to }) => ({ from: to, to: from })).reverse(),
  published: published === null ? null : { from: published.to, to: published.from }
})

/** The timetable after the edit, at the same version. Substitutions are not part of the week plan. Does not judge. */
export const applyEdit = (timetable: Timetable, { changes, pins, published }: Edit): Timetable => {
  const pinOf = new Map(pins.map(({ lessonId, to }) => [lessonId, to]))
  return {
    ...timetable,
    published: published === null ? timetable.published : published.to,
    placements: applyChanges(timetable.placements, changes).map(placement => {
      const pin = pinOf.get(placement.lessonId)
      return pin === undefined ? placement : { ...placement, pin }
    })
  }
}
