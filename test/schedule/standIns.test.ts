import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { describe } from "vitest"
import { EditOutdated } from "../../src/schedule/Applier.ts"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { type Edit, inverseOf, noEdit } from "../../src/timetable/Edit.ts"
import { CalendarDate, type Substitution } from "../../src/timetable/Substitution.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import type { TimetableHead } from "../../src/timetable/Timetable.ts"
import { constraint, school } from "../support/school.ts"
import { lesson, moving } from "./applyingStory.ts"
import { openTimetable } from "./changing.ts"
import { decide, world } from "./deciding.ts"

/** Monday: 9A and 9B begin while 9L, a double lesson of Ms Lin, is held; her 9W comes after it, in week B alone. */
const busyMonday = school(
  {
    days: ["Monday", "Tuesday"],
    periods: ["1", "2", "3", "4"],
    weeks: ["A", "B"],
    lessons: {
      "9A": { teachers: ["Mr Kaye"], at: "Monday 2" },
      "9B": { teachers: ["Mr Omar"], at: "Monday 2" },
      "9C": { teachers: ["Mr Kaye"], at: "Monday 3" },
      "9L": { teachers: ["Ms Lin"], at: "Monday 1", duration: 2 },
      "9W": { teachers: ["Ms Lin"], at: "Monday 3", weeks: 2 },
      "9Z": { teachers: ["Ms Zhu"], at: "Tuesday 1" }
    }
  },
  [constraint("teacher_clash")]
)
/** In week A; the Monday after it is in week B. */
const mondayA = "2024-01-15"
const mondayB = "2024-01-22"

const standIn = (name: string, absent: string, substitute: string, date = mondayA): Substitution => ({
  date: CalendarDate.make(date),
  lessonId: lesson(name),
  absentId: TeacherId.make(absent),
  substituteId: TeacherId.make(substitute)
})
const covering = (...substitutions: ReadonlyArray<Substitution>): Edit => ({
  ...noEdit,
  substitutions: substitutions.map(to => ({ from: null, to }))
})
const cover = (head: TimetableHead, edit: Edit, forced = false) =>
  decide(head, () => edit, { kind: "covered", forced, why: forced ? "both are in the hall" : null })

const standing = ({ schoolId, id }: TimetableHead) =>
  Effect.flatMap(ChangeRepo, repo =>
    repo.substitutions(schoolId, id, CalendarDate.make(mondayA), CalendarDate.make(mondayB))
  )

const refusal = (message: string) =>
  expect.objectContaining({
    _tag: "HardConstraintViolation",
    added: [expect.objectContaining({ kind: "teacher_clash", severity: "hard", message })]
  })

const open = openTimetable("Stand-in School", busyMonday)

describe("who stands in", () => {
  it.effect("is not put in place of somebody who was found meanwhile, not by force either", () =>
    Effect.gen(function* () {
      const head = yield* open
      yield* cover(head, covering(standIn("9A", "Mr Kaye", "Ms Zhu")))
      for (const forced of [false, true])
        expect(yield* Effect.flip(cover(head, covering(standIn("9A", "Mr Kaye", "Mr Omar")), forced))).toEqual(
          new EditOutdated({ lessonIds: ["9A"] })
        )
      expect(yield* standing(head)).toEqual([standIn("9A", "Mr Kaye", "Ms Zhu")])
    }).pipe(Effect.provide(world))
  )

  it.effect("is in one place at a time: one who stands in elsewhere then is refused, and needs a reason", () =>
    Effect.gen(function* () {
      const head = yield* open
      yield* cover(head, covering(standIn("9A", "Mr Kaye", "Ms Zhu")))
      const second = covering(standIn("9B", "Mr Omar", "Ms Zhu"))
      expect(yield* Effect.flip(cover(head, second))).toEqual(
        refusal("Ms Zhu would have 9A and 9B on 2024-01-15, Monday, period 2")
      )
      const { record } = yield* cover(head, second, true)
      expect(record.why).toBe("both are in the hall")
      expect(yield* standing(head)).toHaveLength(2)
    }).pipe(Effect.provide(world))
  )

  it.effect("is found out too where one decision asks twice for the same person", () =>
    Effect.gen(function* () {
      const head = yield* open
      const both = covering(standIn("9A", "Mr Kaye", "Ms Zhu"), standIn("9B", "Mr Omar", "Ms Zhu"))
      expect(yield* Effect.flip(cover(head, both))).toEqual(
        refusal("Ms Zhu would have 9A and 9B on 2024-01-15, Monday, period 2")
      )
      expect(yield* standing(head)).toEqual([])
    }).pipe(Effect.provide(world))
  )

  it.effect("does not teach then, in the week it is: also not in the second half of a double lesson", () =>
    Effect.gen(function* () {
      const head = yield* open
      expect(yield* Effect.flip(cover(head, covering(standIn("9A", "Mr Kaye", "Ms Lin"))))).toEqual(
        refusal("Ms Lin would have 9A and 9L on 2024-01-15, Monday, period 2")
      )
      expect(yield* Effect.flip(cover(head, covering(standIn("9C", "Mr Kaye", "Ms Lin", mondayB))))).toEqual(
        refusal("Ms Lin would have 9C and 9W on 2024-01-22, Monday, period 3")
      )
      yield* cover(head, covering(standIn("9C", "Mr Kaye", "Ms Lin", mondayA)))
      expect(yield* standing(head)).toEqual([standIn("9C", "Mr Kaye", "Ms Lin")])
    }).pipe(Effect.provide(world))
  )

  it.effect("may have a lesson then for which somebody else stands in", () =>
    Effect.gen(function* () {
      const head = yield* open
      yield* cover(head, covering(standIn("9B", "Mr Omar", "Ms Zhu")))
      yield* cover(head, covering(standIn("9A", "Mr Kaye", "Mr Omar")))
      expect(yield* standing(head)).toHaveLength(2)
    }).pipe(Effect.provide(world))
  )

  it.effect("does not come back by an undo where the person is needed elsewhere by now", () =>
    Effect.gen(function* () {
      const head = yield* open
      const first = yield* cover(head, covering(standIn("9A", "Mr Kaye", "Ms Zhu")))
      const undone = yield* decide(head, () => inverseOf(first.record.edit), {
        kind: "undone",
        undoOf: first.record.id
      })
      yield* decide(head, now => moving(now, { "9Z": 1 }))
      const redo = decide(head, () => inverseOf(undone.record.edit), { kind: "redone", undoOf: undone.record.id })
      expect(yield* Effect.flip(redo)).toEqual(refusal("Ms Zhu would have 9A and 9Z on 2024-01-15, Monday, period 2"))
      expect(yield* standing(head)).toEqual([])
    }).pipe(Effect.provide(world))
  )
})
