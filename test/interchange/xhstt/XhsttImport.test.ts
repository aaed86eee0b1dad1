import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { danglingReferences } from "../../../src/constraints/Model.ts"
import { slotInfos, slotName } from "../../../src/timetable/WeekGrid.ts"
import { evaluateBody } from "../../support/school.ts"
import { hillside, instead, readArchive } from "./hillside.ts"

const hillsideBody = (solution?: number) => Effect.map(readArchive(hillside, { solution }), ({ body }) => body)

describe("an XHSTT archive", () => {
  it.effect("gives its times, resources, events and groups, under the ids of the file", () =>
    Effect.gen(function* () {
      const { institution, body, report } = yield* readArchive(hillside)
      expect(institution).toBe("Hillside School")
      expect(slotInfos(body.grid).map(({ slot, at }) => `${at.id}: ${slotName(body.grid, slot)}`)).toEqual([
        "mo_1: Monday, Mo 1",
        "mo_2: Monday, Mo 2",
        "tu_1: Tuesday, Tu 1",
        "tu_2: Tuesday, Tu 2"
      ])
      expect(body.teachers.map(({ id, name }) => `${id} ${name}`)).toEqual(["Ada Ms Ada", "Bob Mr Bob"])
      expect(body.classes.map(({ id }) => id)).toEqual(["7A", "7A-1", "7A-2"])
      expect(body.rooms.map(({ id }) => id)).toEqual(["Lab"])
      expect(body.others).toEqual([{ id: "Van", name: "Van", type: "Minibus" }])
      expect(body.subjects.map(({ id, name }) => `${id} ${name}`)).toEqual([
        "maths Maths",
        "Trip A & B's trip",
        "Choir Choir"
      ])
      expect(body.groups.map(({ of, sort, id, members }) => `${of} ${sort} ${id}: ${members}`)).toEqual([
        "times week w1: 0,1,2,3",
        "times day mo: 0,1",
        "times day tu: 2,3",
        "times group early: 0,2",
        "courses subject maths: Maths_1",
        "courses group all: Maths_1,Trip",
        "courses group linked: Maths_1,Trip",
        "resources teacher staff: Ada,Bob",
        "resources class halves: 7A-1,7A-2"
      ])
      expect(body.constraints).toHaveLength(16)
      expect([report.format, report.mapped.length, report.unmapped, report.notes]).toEqual(["xhstt", 16, [], []])
      expect(danglingReferences(body)).toEqual([])
    })
  )

  it.effect("gives courses their roles; all of a group of resources take part", () =>
    Effect.gen(function* () {
      const { courses } = yield* hillsideBody()
      expect(courses[0]).toEqual({
        id: "Maths_1",
        name: "7A Maths",
        subjectId: "maths",
        teacherIds: [],
        classIds: ["7A"],
        split: [],
        roomNeed: { need: "none" },
        attendance: null,
        tags: [],
        duration: 3,
        givenSlot: null,
        workload: 6,
        roles: [
          { role: "Class", type: "class", resourceId: "7A", workload: null },
          { role: "Teacher", type: "teacher", resourceId: null, workload: 5 },
          { role: "Room", type: "room", resourceId: null, workload: null }
        ]
      })
      expect(courses[1]?.roles.map(({ role, type, resourceId }) => [role, type, resourceId])).toEqual([
        [null, "teacher", "Bob"],
        [null, "Minibus", "Van"],
        [null, "class", "7A-1"],
        [null, "class", "7A-2"]
      ])
      expect([courses[1]?.givenSlot, courses[1]?.classIds]).toEqual([2, ["7A-1", "7A-2"]])
    })
  )

  it.effect("gives the first solution; what that leaves out is a lesson more, at the time that is given for it", () =>
    Effect.gen(function* () {
      const { lessons, placements } = yield* hillsideBody()
      expect(lessons.map(({ id, duration }) => `${id} ${duration}`)).toEqual([
        "Maths_1:1 2",
        "Maths_1:2 1",
        "Trip:1 2",
        "Choir:1 1"
      ])
      expect(placements.map(({ lessonId, slot, assigned }) => ({ lessonId, slot, assigned }))).toEqual([
        { lessonId: "Maths_1:1", slot: 1, assigned: [{ role: "Teacher", resourceId: "Ada" }] },
        { lessonId: "Trip:1", slot: 2, assigned: [] }
      ])
    })
  )

  it.effect("gives another solution when asked; people may be assigned where there is no time yet", () =>
    Effect.gen(function* () {
      const { lessons, placements } = yield* hillsideBody(1)
      expect(lessons.map(({ id, duration }) => `${id} ${duration}`)).toEqual([
        "Maths_1:1 1",
        "Maths_1:2 2",
        "Trip:1 2",
        "Choir:1 1"
      ])
      expect(placements[1]).toEqual({
        lessonId: "Maths_1:2",
        slot: null,
        roomIds: [],
        teacherIds: null,
        assigned: [
          { role: "Teacher", resourceId: "Bob" },
          { role: "Room", resourceId: "Lab" }
        ],
        pin: null
      })
    })
  )

  it.effect("is judged by all its constraints", () =>
    Effect.gen(function* () {
      const { byKind } = evaluateBody(yield* hillsideBody())
      // By hand: Maths_1 is at Mo 2 and Tu 1 (across the days), a lesson of 1 has no time, nor has Choir; Trip is at Tu 1, 2.
      expect(byKind).toEqual({
        AssignTime: { hard: 20, soft: 0, count: 2 },
        AssignResource: { hard: 1, soft: 0, count: 1 },
        LinkEvents: { hard: 0, soft: 2, count: 1 },
        AvoidUnavailableTimes: { hard: 1, soft: 0, count: 1 },
        LimitBusyTimes: { hard: 0, soft: 1, count: 1 },
        LimitWorkload: { hard: 0, soft: 1, count: 1 }
      })
    })
  )

  it.effect("with several instances gives the one asked for, without a solution where it has none", () =>
    Effect.gen(function* () {
      const { institution, body } = yield* readArchive(hillside, { instance: "Empty" })
      expect([institution, body.lessons.length, body.placements]).toEqual(["Another", 1, []])
      expect(body.grid.days.map(({ name }) => name)).toEqual(["Week"])
    })
  )

  it.effect("says when a solution holds an event for too long, or beyond the last time", () =>
    Effect.gen(function* () {
      const { report } = yield* readArchive(
        instead('<Duration>2</Duration><Time Reference="mo_2"/>', '<Duration>4</Duration><Time Reference="mo_2"/>')
      )
      expect(report.notes).toEqual([
        "The solution holds event Maths_1 for 4 periods, not 3.",
        "A lesson of event Maths_1 goes on beyond the last time; it is judged up to there."
      ])
    })
  )
})
