import { Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Conflict } from "../../src/constraints/Conflict.ts"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { rules } from "../../src/constraints/rules.ts"
import { Teacher } from "../../src/timetable/Teacher.ts"
import { TimetableBody } from "../../src/timetable/Timetable.ts"
import { anySchool } from "../support/anySchool.ts"
import { evaluateBody, rulebookOf } from "../support/school.ts"

const encode = Schema.encodeSync(TimetableBody)
const decode = Schema.decodeUnknownSync(TimetableBody)

/** Conflicts as a set: the order of rows may show in no other way. */
const asSet = (conflicts: ReadonlyArray<Conflict>): ReadonlyArray<unknown> =>
  conflicts
    .map(conflict => ({
      ...conflict,
      lessons: [...conflict.lessons].sort(),
      resources: conflict.resources.map(resource => `${resource.kind} ${resource.id}`).sort()
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

describe("the rules together", () => {
  it("all find something in the schools these laws are tried on", () => {
    const kinds = new Set(
      fc.sample(anySchool, { numRuns: 200, seed: 1 }).flatMap(body => Object.keys(evaluateBody(body).byKind))
    )
    expect(rules.map(rule => rule.kind).filter(kind => !kinds.has(kind))).toEqual([])
  })

  it("give every conflict of a timetable an id of its own, and the same one when asked again", () => {
    fc.assert(
      fc.property(anySchool, body => {
        const { conflicts } = evaluateBody(body)
        expect(new Set(conflicts.map(conflict => conflict.id)).size).toBe(conflicts.length)
        expect(evaluateBody(body).conflicts).toEqual(conflicts)
      })
    )
  })

  it("find the same in any order of rows", () => {
    const shuffled = anySchool.chain(body => {
      const any = <A>(rows: ReadonlyArray<A>) => fc.shuffledSubarray([...rows], { minLength: rows.length })
      return fc.tuple(
        fc.constant(body),
        fc
          .record({
            teachers: any(body.teachers),
            classes: any(body.classes),
            rooms: any(body.rooms),
            courses: any(body.courses),
            lessons: any(body.lessons),
            placements: any(body.placements),
            constraints: any(body.constraints)
          })
          .map(rows => ({ ...body, ...rows }))
      )
    })
    fc.assert(
      fc.property(shuffled, ([body, other]) => {
        const [before, after] = [evaluateBody(body), evaluateBody(other)]
        expect(asSet(after.conflicts)).toEqual(asSet(before.conflicts))
        expect([after.hard, after.soft, after.byKind]).toEqual([before.hard, before.soft, before.byKind])
      })
    )
  })

  it("find the same under other ids", () => {
    const others = (body: TimetableBody): TimetableBody => {
      const named = [...body.teachers, ...body.classes, ...body.rooms, ...body.courses, ...body.lessons]
      const ids = new Map(named.map((entity, i) => [`${entity.id}`, `id-${1000 - i}`]))
      const renamed = (value: unknown, key: string): unknown => {
        if (typeof value === "string") return key === "name" || key === "atoms" ? value : (ids.get(value) ?? value)
        if (Array.isArray(value)) return value.map(item => renamed(item, key))
        if (typeof value !== "object" || value === null) return value
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item, name)]))
      }
      return decode(renamed(encode(body), ""))
    }
    const words = (body: TimetableBody) =>
      evaluateBody(body)
        .conflicts.map(({ deviation, cost, constraintId, slots, message }) => [
          `${constraintId}: ${message}`,
          deviation,
          cost,
          slots
        ])
        .sort()
    fc.assert(
      fc.property(anySchool, body => {
        expect(words(others(body))).toEqual(words(body))
      })
    )
  })

  it("do not mind a teacher who teaches nothing", () => {
    const idle = Schema.decodeUnknownSync(Teacher)({
      id: "Mr Idle",
      name: "Mr Idle",
      shortName: null,
      subjectIds: [],
      homeRoomId: null,
      unavailable: [0, 1]
    })
    fc.assert(
      fc.property(anySchool, body => {
        expect(evaluateBody({ ...body, teachers: [idle, ...body.teachers] })).toEqual(evaluateBody(body))
      })
    )
  })

  it("find the same again after lessons went elsewhere and came back", () => {
    fc.assert(
      fc.property(anySchool, fc.array(fc.nat(), { maxLength: 8 }), (body, moves) => {
        const rulebook = rulebookOf(body)
        const { model } = rulebook
        const plan = Plan.of(model)
        const before = evaluate(rulebook, plan)
        const spots = model.lessons.map((_, lesson) => ({
          slot: plan.slotOf[lesson] ?? -1,
          rooms: plan.roomsOf(lesson),
          teachers: plan.teachersOf(lesson),
          fillers: plan.fillersOf(lesson)
        }))
        for (const move of moves) {
          plan.place(move % model.lessons.length, move % model.slots, Int32Array.of(move % body.rooms.length))
          if (move % 3 === 0) plan.unplace(move % model.lessons.length)
        }
        spots.forEach(({ slot, rooms, teachers, fillers }, lesson) => {
          plan.unplace(lesson)
          if (slot >= 0) plan.place(lesson, slot, rooms, teachers, fillers)
        })
        expect(evaluate(rulebook, plan)).toEqual(before)
      })
    )
  })

  it("watch every lesson, teacher and room that can change what they find", () => {
    fc.assert(
      fc.property(anySchool, fc.nat(), fc.nat(), fc.nat(), (body, n, slot, who) => {
        const { model, monitors } = rulebookOf(body)
        const plan = Plan.of(model)
        const points = monitors.flatMap(monitor => monitor.points)
        const findings = points.map(point => {
          const found: Array<ReadonlyArray<number>> = []
          return {
            point,
            judge: () => point.judge(plan, (...finding) => void found.push(finding), point.subject ?? 0),
            found
          }
        })
        const judged = () =>
          findings.map(({ judge, found }) => {
            found.length = 0
            judge()
            return found.map(finding => finding.join()).sort()
          })
        const before = judged()
        const lesson = n % model.lessons.length
        const resources = () => [
          ...plan.teachersOf(lesson),
          ...(model.lessons[lesson]?.classes ?? []).map(schoolClass => model.firstClass + schoolClass),
          ...plan.roomsOf(lesson).map(room => model.firstRoom + room),
          ...plan.fillersOf(lesson)
        ]
        const touched = {
          teachers: new Set(plan.teachersOf(lesson)),
          rooms: new Set(plan.roomsOf(lesson)),
          resources: new Set(resources())
        }
        plan.place(
          lesson,
          slot % model.slots,
          Int32Array.of(who % body.rooms.length),
          who % 2 === 0 ? undefined : Int32Array.of(who % body.teachers.length)
        )
        for (const teacher of plan.teachersOf(lesson)) touched.teachers.add(teacher)
        for (const room of plan.roomsOf(lesson)) touched.rooms.add(room)
        for (const resource of resources()) touched.resources.add(resource)
        const after = judged()
        const unwatched = points.flatMap((point, i) =>
          point.watchedLessons.includes(lesson) ||
          point.watchedTeachers.some(teacher => touched.teachers.has(teacher)) ||
          point.watchedRooms.some(room => touched.rooms.has(room)) ||
          point.watchedResources?.some(resource => touched.resources.has(resource)) === true
            ? []
            : i
        )
        expect(unwatched.map(i => after[i])).toEqual(unwatched.map(i => before[i]))
      }),
      { numRuns: 300 }
    )
  })
})

describe("a conflict's id", () => {
  it("stays when something else changes, and goes with its trouble", () => {
    const clash = (body: TimetableBody) =>
      evaluateBody(body)
        .conflicts.filter(conflict => conflict.kind === "teacher_clash")
        .map(conflict => conflict.id)
    fc.assert(
      fc.property(anySchool, body => {
        const [moved] = body.placements
        const touching = new Set(
          evaluateBody(body).conflicts.flatMap(conflict =>
            conflict.lessons.some(lesson => lesson === moved?.lessonId) ? [conflict.id] : []
          )
        )
        const without = { ...body, placements: body.placements.slice(1) }
        expect(clash(without).sort()).toEqual(
          clash(body)
            .filter(id => !touching.has(id))
            .sort()
        )
      })
    )
  })
})
