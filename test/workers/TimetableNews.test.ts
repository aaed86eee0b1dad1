import { Either } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { changeTo } from "../../src/timetable/Change.ts"
import { applyEdit, noEdit } from "../../src/timetable/Edit.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { type Timetable, TimetableId } from "../../src/timetable/Timetable.ts"
import { afterNews, newsOf } from "../../src/workers/TimetableNews.ts"
import { knowAfter, liveScoreOf } from "../../src/workers/TimetableScores.ts"
import { anySchool } from "../support/anySchool.ts"

const head = { id: TimetableId.make("week"), schoolId: SchoolId.make("springfield"), name: "Week", published: false }

const anyVersions = fc
  .tuple(anySchool, fc.array(fc.tuple(fc.nat(), fc.option(fc.nat())), { maxLength: 8 }))
  .map(([body, moves]) => {
    const first: Timetable = { ...head, version: 1, ...body }
    const slots = body.grid.days.reduce((sum, day) => sum + day.periods.length, 0)
    const last = moves.reduce((timetable, [which, slot]) => {
      const lesson = body.lessons[which % Math.max(1, body.lessons.length)]
      if (lesson === undefined) return timetable
      const placement = timetable.placements.find(({ lessonId }) => lessonId === lesson.id)
      const to = slot === null ? null : { slot: slot % Math.max(1, slots), roomIds: [], teacherIds: null, assigned: [] }
      const changes = [changeTo(placement, lesson.id, to)]
      return { ...applyEdit(timetable, { ...noEdit, changes }), version: timetable.version + 1 }
    }, first)
    return { first, last }
  })

const sorted = ({ placements, ...others }: Timetable) => ({
  ...others,
  placements: placements.toSorted((a, b) => (a.lessonId < b.lessonId ? -1 : 1))
})

describe("news of a timetable", () => {
  it("leads to any later version, and back", () => {
    fc.assert(
      fc.property(anyVersions, ({ first, last }) => {
        expect(sorted(afterNews(first, newsOf(first, last)))).toEqual(sorted(last))
        expect(sorted(afterNews(last, newsOf(last, first)))).toEqual(sorted(first))
      })
    )
  })

  it("leads to the score that the version has when it is judged from scratch", () => {
    fc.assert(
      fc.property(anyVersions, ({ first, last }) => {
        const before = Either.getOrThrow(knowAfter(undefined, newsOf(undefined, first)))
        const after = Either.getOrThrow(knowAfter(before, newsOf(first, last)))
        expect(after.live.evaluation()).toEqual(Either.getOrThrow(liveScoreOf(last)).evaluation())
        expect(before.live.evaluation()).toEqual(Either.getOrThrow(liveScoreOf(first)).evaluation())
      }),
      { numRuns: 30 }
    )
  })

  it("is the one lesson that moved, and everything where more is different than where lessons are", () => {
    fc.assert(
      fc.property(
        anySchool.filter(({ placements }) => placements.length > 1),
        body => {
          const first: Timetable = { ...head, version: 1, ...body }
          const [moved, ...others] = body.placements
          if (moved === undefined) return
          const placement = { ...moved, slot: null }
          const next = newsOf(first, { ...first, version: 2, placements: [...others, placement] })
          expect(next).toEqual({ _tag: "Next", version: 2, published: false, gone: [], placements: [placement] })
          const loaded = { ...first, lessons: [...first.lessons] }
          expect(newsOf(first, loaded)).toEqual({ _tag: "Whole", timetable: loaded })
        }
      )
    )
  })
})
