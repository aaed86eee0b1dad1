import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { slotInfos } from "../../src/timetable/WeekGrid.ts"
import { anySchool } from "../support/anySchool.ts"
import { evaluateBody } from "../support/school.ts"

/** Who has which lesson, when: written from the definitions alone, on ids and sets. */
const occupied = (body: TimetableBody) => {
  const infos = slotInfos(body.grid)
  const courses = new Map(body.courses.map(course => [course.id, course]))
  return body.placements.flatMap(placement => {
    const lesson = body.lessons.find(({ id }) => id === placement.lessonId)
    const course = lesson === undefined ? undefined : courses.get(lesson.courseId)
    const { slot } = placement
    if (lesson === undefined || course === undefined || slot === null) return []
    const day = infos[slot]?.day
    const slots = infos
      .slice(slot, slot + lesson.duration)
      .filter(info => info.day === day)
      .map(info => info.slot)
    return {
      id: lesson.id,
      times: body.cycle.labels.flatMap((_, week) =>
        (lesson.weeks & (1 << week)) === 0 ? [] : slots.map(slot => `${week}/${slot}`)
      ),
      teachers: placement.teacherIds ?? course.teacherIds,
      rooms: placement.roomIds,
      atoms: body.classes.flatMap(({ id, atoms }) => (course.classIds.includes(id) ? atoms : []))
    }
  })
}

const naivePairs = (body: TimetableBody, kind: "teachers" | "rooms" | "atoms"): ReadonlyArray<string> => {
  const all = occupied(body)
  return all.flatMap((a, i) =>
    all.slice(i + 1).flatMap(b => {
      if (!a.times.some(time => b.times.includes(time))) return []
      const shared = new Set(a[kind].filter(one => b[kind].some(other => other === one)))
      const pair = [a.id, b.id].sort().join(" ")
      // Students of one pair of lessons are one finding; teachers and rooms are one each.
      return kind === "atoms" ? (shared.size > 0 ? [pair] : []) : [...shared].map(id => `${id}: ${pair}`)
    })
  )
}

const foundPairs = (body: TimetableBody, kind: string, withResource: boolean): ReadonlyArray<string> =>
  evaluateBody(body)
    .conflicts.filter(conflict => conflict.kind === kind)
    .map(({ lessons, resources }) => {
      const pair = [...lessons].sort().join(" ")
      return withResource ? `${resources.map(({ id }) => id).join()}: ${pair}` : pair
    })

describe("the clashes", () => {
  it("are exactly the pairs that a comparison of all lessons with all lessons finds", () => {
    fc.assert(
      fc.property(anySchool, body => {
        expect([...foundPairs(body, "teacher_clash", true)].sort()).toEqual([...naivePairs(body, "teachers")].sort())
        expect([...foundPairs(body, "room_clash", true)].sort()).toEqual([...naivePairs(body, "rooms")].sort())
        expect([...foundPairs(body, "class_clash", false)].sort()).toEqual([...naivePairs(body, "atoms")].sort())
      }),
      { numRuns: 300 }
    )
  })
})
