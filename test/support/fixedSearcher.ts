import { Effect, Layer, Stream } from "effect"
import { inspectTimetable } from "../../src/schedule/ConflictDetectorCached.ts"
import { proposalOf } from "../../src/suggestions/proposalOf.ts"
import { type SearchEvent, Searcher, SearchFailed } from "../../src/suggestions/Searcher.ts"
import { changeTo } from "../../src/timetable/Change.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import { RoomId } from "../../src/timetable/Room.ts"
import type { Timetable } from "../../src/timetable/Timetable.ts"

/** A lesson to a slot and a room, by their ids on the demo school. */
export type Move = readonly [lesson: string, slot: number, room: string]

/** Each mends one of the demo's planted troubles of Monday morning, none costs anything. */
export const scienceIntoTheLab: Move = ["lesson-10b-science-3", 3, "room-lab-2"]
export const englishOutOf104: Move = ["lesson-9a-english-1", 3, "room-103"]

const changeOf = ({ placements }: Timetable, [lesson, slot, room]: Move) =>
  changeTo(
    placements.find(({ lessonId }) => lessonId === lesson),
    LessonId.make(lesson),
    { slot, roomIds: [RoomId.make(room)], teacherIds: null, assigned: [] }
  )

/** Finds always the same proposals, one for each list of moves, judged on the timetable it is given. */
export const fixedSearcher = (...proposals: ReadonlyArray<ReadonlyArray<Move>>) =>
  Layer.succeed(Searcher, {
    search: timetable =>
      inspectTimetable(timetable).pipe(
        Effect.map(
          ({ live }): SearchEvent => ({
            _tag: "Result",
            proposals: proposals.map(moves =>
              proposalOf(
                live,
                moves.map(move => changeOf(timetable, move))
              )
            ),
            nodes: 12,
            millis: 3,
            complete: true
          })
        ),
        Effect.mapError(error => new SearchFailed({ reason: "broken", message: error.message })),
        Stream.fromEffect
      ),
    prepare: () => Effect.void,
    load: () => ({ searches: 0, waiting: 0 })
  })
