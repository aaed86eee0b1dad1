import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { applyChanges, type Change, changeTo, inverse } from "../../src/timetable/Change.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import type { Placement, Spot } from "../../src/timetable/Placement.ts"
import { RoomId } from "../../src/timetable/Room.ts"

const maths = LessonId.make("9A Maths")
const physics = LessonId.make("9B Physics")
const at = (slot: number, room = "101"): Spot => ({
  slot,
  roomIds: [RoomId.make(room)],
  teacherIds: null,
  assigned: []
})
const placed = (lessonId: LessonId, slot: number, pin: Placement["pin"] = null): Placement => ({
  lessonId,
  ...at(slot),
  pin
})
const byLesson = (placements: ReadonlyArray<Placement>) =>
  new Map(placements.map(placement => [placement.lessonId, placement]))

describe("a change", () => {
  it("moves, places and takes away; the pin stays with its lesson and tells where it belongs", () => {
    const pin = { by: "Head", why: "exam" }
    const before = [placed(maths, 0, pin), placed(physics, 1)]
    expect(applyChanges(before, [{ lessonId: maths, from: at(0), to: at(5, "Lab") }])).toEqual([
      { lessonId: maths, ...at(5, "Lab"), pin: { ...pin, slot: 0 } },
      placed(physics, 1)
    ])
    expect(applyChanges(before, [{ lessonId: physics, from: at(1), to: null }])).toEqual([placed(maths, 0, pin)])
    expect(applyChanges([placed(maths, 0)], [{ lessonId: physics, from: null, to: at(3) }])).toEqual([
      placed(maths, 0),
      placed(physics, 3)
    ])
    expect(before).toEqual([placed(maths, 0, pin), placed(physics, 1)])
  })

  it("is made from where the lesson stands now", () => {
    expect(changeTo(placed(maths, 2), maths, null)).toEqual({ lessonId: maths, from: at(2), to: null })
    expect(changeTo(undefined, maths, at(4))).toEqual({ lessonId: maths, from: null, to: at(4) })
  })

  it("followed by its inverse leaves every lesson where it was, however many there were", () => {
    const lessons = Array.from({ length: 5 }, (_, i) => LessonId.make(`lesson ${i}`))
    const anySpot = fc.option(fc.integer({ min: 0, max: 39 }).map(slot => at(slot)))
    const anyMove = fc.tuple(fc.constantFrom(...lessons), anySpot)
    fc.assert(
      fc.property(fc.array(anySpot, { minLength: 5, maxLength: 5 }), fc.array(anyMove), (spots, moves) => {
        const before = lessons.flatMap((lessonId, i): ReadonlyArray<Placement> => {
          const spot = spots[i]
          return spot == null ? [] : [{ lessonId, ...spot, pin: null }]
        })
        const changes: Array<Change> = []
        let now: ReadonlyArray<Placement> = before
        for (const [lessonId, to] of moves) {
          const change = changeTo(byLesson(now).get(lessonId), lessonId, to)
          changes.push(change)
          now = applyChanges(now, [change])
        }
        expect(byLesson(applyChanges(before, changes))).toEqual(byLesson(now))
        expect(byLesson(applyChanges(now, inverse(changes)))).toEqual(byLesson(before))
        expect(inverse(inverse(changes))).toEqual(changes)
      })
    )
  })
})
