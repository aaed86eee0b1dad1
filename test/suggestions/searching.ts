import { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import type { Proposal } from "../../src/suggestions/Proposal.ts"
import { type SearchScope, type SuggestRequest, wholeWeek } from "../../src/suggestions/SearchRequest.ts"
import { SuggestSearch } from "../../src/suggestions/SuggestSearch.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { slotName } from "../../src/timetable/WeekGrid.ts"
import { rulebookOf } from "../support/school.ts"

export const liveOf = (body: TimetableBody): LiveScore => {
  const rulebook = rulebookOf(body)
  return new LiveScore(rulebook, Plan.of(rulebook.model))
}

export const request = (scope: Partial<SearchScope>, how: Partial<SuggestRequest> = {}): SuggestRequest => ({
  _tag: "Suggest",
  maxLessons: 3,
  limit: 10,
  millis: 1000,
  seed: 1,
  ...how,
  scope: { ...wholeWeek, ...scope }
})

export const lessons = (...ids: ReadonlyArray<string>): Partial<SearchScope> => ({
  lessonIds: ids.map(id => LessonId.make(id))
})

/** Everything that a search finds, however long it takes. */
export const found = (
  body: TimetableBody,
  scope: Partial<SearchScope>,
  how: Partial<SuggestRequest> = {},
  published = false
): ReadonlyArray<Proposal> => {
  const search = new SuggestSearch(liveOf(body), request(scope, how), published)
  while (!search.step(1000));
  return search.best()
}

/** All that a search has to leave as it was; not its memory, which may have grown. */
export const stateOf = (live: LiveScore) => ({
  evaluation: live.evaluation(),
  total: { ...live.total },
  slots: live.plan.slotOf.slice(),
  rooms: live.rulebook.model.lessons.map(({ index }) => live.plan.roomsOf(index))
})

/** "swap: Maths to Tuesday 1 + Art to Monday 2 in Hall": what a proposal does, for a test to read. */
export const told = (body: TimetableBody, { kind, changes }: Proposal): string => {
  const moves = changes.map(({ lessonId, from, to }) => {
    const at = to === null || to.slot === null ? "nowhere" : slotName(body.grid, to.slot).replace(", period", "")
    const room = String(from?.roomIds ?? []) === String(to?.roomIds ?? []) ? "" : ` in ${to?.roomIds.join("+")}`
    return `${lessonId} to ${at}${room}`
  })
  return `${kind}: ${moves.sort().join(" + ")}`
}
