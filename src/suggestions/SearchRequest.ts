import { Schema } from "effect"
import { LessonId } from "../timetable/Lesson.ts"

/**
 * The lessons at stake. Fields narrow one another; all empty = the whole week. Every proposal moves at least one of them;
 * others move only to make room. Days are numbers of the grid, teachers, classes and rooms are ids.
 */
export const SearchScope = Schema.Struct({
  /** The conflict to resolve: its lessons, and proposals that leave it standing are not wanted. */
  conflictId: Schema.NullOr(Schema.String),
  lessonIds: Schema.Array(LessonId),
  teacherIds: Schema.Array(Schema.String),
  classIds: Schema.Array(Schema.String),
  roomIds: Schema.Array(Schema.String),
  days: Schema.Array(Schema.Int)
})
export interface SearchScope extends Schema.Schema.Type<typeof SearchScope> {}

export const wholeWeek: SearchScope = {
  conflictId: null,
  lessonIds: [],
  teacherIds: [],
  classIds: [],
  roomIds: [],
  days: []
}

/** Looks for a few good, small, different proposals. */
export const SuggestRequest = Schema.TaggedStruct("Suggest", {
  scope: SearchScope,
  /** Most lessons that one proposal may move, 1 … 6. */
  maxLessons: Schema.Int.pipe(Schema.between(1, 6)),
  /** Most proposals that are answered. */
  limit: Schema.Int.pipe(Schema.between(1, 50)),
  /** Longest time, ms; what was found by then is the answer. */
  millis: Schema.Int.pipe(Schema.between(1, 60_000)),
  seed: Schema.Int
})
export interface SuggestRequest extends Schema.Schema.Type<typeof SuggestRequest> {}

/** Makes the week, or part of it, as good as time allows; places what has no place. */
export const OptimiseRequest = Schema.TaggedStruct("Optimise", {
  scope: SearchScope,
  millis: Schema.Int.pipe(Schema.between(1, 3_600_000)),
  seed: Schema.Int
})
export interface OptimiseRequest extends Schema.Schema.Type<typeof OptimiseRequest> {}

export const SearchRequest = Schema.Union(SuggestRequest, OptimiseRequest)
export type SearchRequest = typeof SearchRequest.Type
