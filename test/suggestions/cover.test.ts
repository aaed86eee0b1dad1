import { describe, expect, it } from "vitest"
import { makeModel } from "../../src/constraints/Model.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { type Absence, coverAll, coverFor } from "../../src/suggestions/cover.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import { CalendarDate, type Substitution } from "../../src/timetable/Substitution.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import { type Story, school } from "../support/school.ts"

const of = (story: Story) => {
  const model = makeModel(school({ days: ["Monday", "Tuesday"], ...story }))
  const plan = Plan.of(model)
  const name = (teacher: number) => model.body.teachers[teacher]?.name ?? ""
  const ask = (teacher: string, about: Partial<Absence> = {}) =>
    coverFor(model, plan, {
      teacher: model.teacherIndex.get(teacher) ?? -1,
      day: 0,
      week: 0,
      arranged: [],
      coversSoFar: new Map(),
      ...about
    })
  return {
    plan,
    name,
    ask,
    /** Who could take each lesson, the best first. */
    ranked: (teacher: string, about: Partial<Absence> = {}) =>
      Object.fromEntries(
        ask(teacher, about).map(({ lesson, candidates }) => [
          model.lessons[lesson]?.lesson.id,
          candidates.map(candidate => name(candidate.teacher))
        ])
      )
  }
}

const arranged = (lesson: string, absent: string, substitute: string): Substitution => ({
  date: CalendarDate.make("2026-11-23"),
  lessonId: LessonId.make(lesson),
  absentId: TeacherId.make(absent),
  substituteId: TeacherId.make(substitute)
})

describe("who can stand in", () => {
  it("is whoever is free and available for all of the lesson, in that week", () => {
    const { ranked } = of({
      weeks: ["A", "B"],
      teachers: { "Ms Free": {}, "Mr Away": { off: ["Monday 2"] } },
      lessons: {
        double: { teachers: ["Ms Ill"], at: "Monday 1", duration: 2 },
        second: { teachers: ["Mr Busy"], at: "Monday 2" },
        onlyInA: { teachers: ["Mr Odd"], at: "Monday 1", weeks: 1 },
        tuesday: { teachers: ["Ms Ill"], at: "Tuesday 1" },
        unplaced: { teachers: ["Ms Ill"] }
      }
    })
    expect(ranked("Ms Ill", { week: 0 })).toEqual({ double: ["Ms Free"] })
    expect(ranked("Ms Ill", { week: 1 })).toEqual({ double: ["Ms Free", "Mr Odd"] })
    expect(ranked("Ms Free")).toEqual({})
  })

  it("is best who is qualified, then who teaches the class, then who is there, then who bears less", () => {
    const lesson = { subject: "Maths", classes: ["7b"] }
    const { ranked, ask } = of({
      teachers: { "Ms Maths": { subjects: ["Maths"] }, "Mr Idle": { subjects: ["Art"] } },
      lessons: {
        ill: { ...lesson, teachers: ["Ms Ill"], at: "Monday 3" },
        art: { subject: "Art", classes: ["7b"], teachers: ["Mr Knows"], at: "Tuesday 1" },
        beside: { subject: "Art", classes: ["8a"], teachers: ["Mr Beside"], at: "Monday 2" },
        far: { subject: "Art", classes: ["9a"], teachers: ["Ms Far"], at: "Monday 6" }
      }
    })
    expect(ranked("Ms Ill")).toEqual({ ill: ["Ms Maths", "Mr Knows", "Mr Beside", "Ms Far", "Mr Idle"] })
    expect(
      ask("Ms Ill")[0]?.candidates.map(({ qualified, knowsClass, isThere, wait }) => [
        qualified,
        knowsClass,
        isThere,
        wait
      ])
    ).toEqual([
      [true, false, false, 0],
      [false, true, false, 0],
      [false, false, true, 0],
      [false, false, true, 2],
      [false, false, false, 0]
    ])
  })

  it("is the one who has stood in less this term, and who teaches less that day", () => {
    const { ranked } = of({
      teachers: { "Ms Ill": {}, "Mr Often": {}, "Ms Seldom": {} },
      lessons: {
        ill: { teachers: ["Ms Ill"], at: "Monday 3" },
        often: { teachers: ["Mr Often"], at: "Monday 2" },
        seldom: { teachers: ["Ms Seldom"], at: "Monday 2" },
        another: { teachers: ["Mr Full"], at: "Monday 2" },
        more: { teachers: ["Mr Full"], at: "Monday 4" }
      }
    })
    expect(ranked("Ms Ill", { coversSoFar: new Map([["Mr Often", 2]]) })).toEqual({
      ill: ["Ms Seldom", "Mr Full", "Mr Often"]
    })
  })

  it("counts what is arranged for the date: who stands in is busy, who is absent does not stand in", () => {
    const { ask, ranked, name } = of({
      lessons: {
        ill: { teachers: ["Ms Ill"], at: "Monday 1" },
        also: { teachers: ["Mr Ill too"], at: "Monday 1" },
        elsewhere: { teachers: ["Ms Here"], at: "Monday 3" },
        there: { teachers: ["Mr There"], at: "Monday 4" }
      }
    })
    const told = { arranged: [arranged("also", "Mr Ill too", "Ms Here")] }
    expect(ranked("Ms Ill", told)).toEqual({ ill: ["Mr There"] })
    const [covered] = ask("Ms Ill", { arranged: [arranged("ill", "Ms Ill", "Mr There")] })
    expect(name(covered?.coveredBy ?? -1)).toBe("Mr There")
  })
})

describe("for a whole day", () => {
  it("nobody is given two lessons at a time, covered ones are left, and the burden is shared", () => {
    const { plan, ask, name } = of({
      teachers: { "Mr A": {}, "Ms B": {} },
      lessons: {
        one: { teachers: ["Ms Ill"], at: "Monday 1" },
        same: { teachers: ["Ms Ill"], at: "Monday 1" },
        two: { teachers: ["Ms Ill"], at: "Monday 2" },
        three: { teachers: ["Ms Ill"], at: "Monday 3" }
      }
    })
    const all = coverAll(plan, ask("Ms Ill", { arranged: [arranged("three", "Ms Ill", "Mr A")] }))
    expect(all.map(([, { teacher }]) => name(teacher))).toEqual(["Mr A", "Ms B", "Mr A"])
  })
})
