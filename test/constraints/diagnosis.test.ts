import { describe, expect, it } from "vitest"
import { diagnose } from "../../src/constraints/diagnosis.ts"
import { makeModel } from "../../src/constraints/Model.ts"
import type { Constraint } from "../../src/timetable/Constraint.ts"
import { constraint, type Story, school } from "../support/school.ts"

const findings = (story: Story, constraints: ReadonlyArray<Constraint> = []) =>
  diagnose(makeModel(school(story, constraints))).filter(({ kind }) => kind !== "no_teacher")

const told = (story: Story, constraints?: ReadonlyArray<Constraint>) =>
  findings(story, constraints).map(({ kind, severity, needed, available, message }) => ({
    kind,
    severity,
    numbers: [needed, available],
    message
  }))

const twoDays = { days: ["Monday", "Tuesday"], periods: ["1", "2", "Lunch", "3"] }
const many = (n: number, lesson: object) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`lesson-${i}`, lesson]))

describe("the diagnosis of the input", () => {
  it("says nothing of a school that can be timetabled", () => {
    expect(
      findings({ ...twoDays, lessons: many(6, { teachers: ["Mr Kaye"], classes: ["9A"], at: "Monday 1" }) })
    ).toEqual([])
  })

  it("finds a teacher with more periods than free slots", () => {
    const story: Story = {
      ...twoDays,
      teachers: { "Mr Kaye": { off: ["Monday 1", "Monday Lunch"] } },
      lessons: many(6, { teachers: ["Mr Kaye"] })
    }
    expect(findings(story)).toEqual([
      {
        kind: "overloaded_teacher",
        severity: "impossible",
        needed: 6,
        available: 5,
        lessons: Object.keys(story.lessons ?? {}),
        resources: [{ kind: "teacher", id: "Mr Kaye" }],
        message: "Mr Kaye teaches 6 periods but has only 5 free slots"
      }
    ])
  })

  it("counts the fullest week of a cycle", () => {
    const story: Story = {
      ...twoDays,
      weeks: ["A", "B"],
      lessons: {
        ...many(6, { teachers: ["Mr Kaye"] }),
        extra: { teachers: ["Mr Kaye"], weeks: 2 },
        other: { teachers: ["Mr Kaye"], weeks: 1 }
      }
    }
    expect(told(story)).toEqual([
      {
        kind: "overloaded_teacher",
        severity: "impossible",
        numbers: [7, 6],
        message: "Mr Kaye teaches 7 periods (week A) but has only 6 free slots"
      }
    ])
  })

  it("finds a student with more periods than free slots, once a class", () => {
    const story: Story = {
      ...twoDays,
      classes: {
        "9A": { atoms: ["latin", "french"] },
        "9A Latin": { atoms: ["latin"], in: ["9A"] },
        "9A French": { atoms: ["french"], in: ["9A"] }
      },
      lessons: { ...many(6, { classes: ["9A"] }), extra: { classes: ["9A Latin"] } }
    }
    expect(told(story)).toEqual([
      {
        kind: "overloaded_class",
        severity: "impossible",
        numbers: [7, 6],
        message: "9A Latin has 7 periods but only 6 free slots"
      }
    ])
  })

  it("finds a room, and a kind of room, that is needed for more periods than it has", () => {
    const lab = { need: { need: "features", features: ["lab"] } } as const
    const story: Story = {
      ...twoDays,
      rooms: { "Lab 1": { features: ["lab"] }, "Lab 2": { features: ["lab"], off: ["Monday 1"] }, Gym: {} },
      lessons: {
        ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`biology-${i}`, lab])),
        ...Object.fromEntries(
          Array.from({ length: 6 }, (_, i) => [
            `physics-${i}`,
            { need: { need: "rooms", roomIds: ["Lab 2"] } } as const
          ])
        )
      }
    }
    expect(told(story)).toEqual([
      {
        kind: "overloaded_room",
        severity: "impossible",
        numbers: [14, 11],
        message: "Lab 1 and Lab 2 are needed for 14 periods but have only 11 free slots"
      },
      {
        kind: "overloaded_room",
        severity: "impossible",
        numbers: [6, 5],
        message: "Lab 2 is needed for 6 periods but has only 5 free slots"
      }
    ])
  })

  it("finds lessons that no room answers, or that no room seats", () => {
    const story: Story = {
      rooms: { "101": { seats: 24 }, "102": { seats: 20 } },
      lessons: {
        swimming: { classes: ["9A"], need: { need: "features", features: ["pool"] } },
        assembly: { classes: ["9A", "9B"], need: { need: "any" } }
      }
    }
    expect(told(story)).toEqual([
      {
        kind: "no_room",
        severity: "impossible",
        numbers: [1, 0],
        message: "9A swimming needs a room with pool, but there is none"
      },
      {
        kind: "no_room",
        severity: "warning",
        numbers: [40, 24],
        message: "9A+9B assembly has 40 students, but the largest room for it, 101, seats only 24"
      }
    ])
  })

  it("finds a lesson that fits no day", () => {
    const story: Story = {
      ...twoDays,
      teachers: { "Mr Kaye": { off: ["Monday 2", "Tuesday 1"] } },
      lessons: {
        trip: { classes: ["9A"], duration: 3 },
        lab: { classes: ["9A"], teachers: ["Mr Kaye"], duration: 2 }
      }
    }
    expect(told(story)).toEqual([
      {
        kind: "lesson_too_long",
        severity: "impossible",
        numbers: [3, 2],
        message: "A lesson of 9A trip lasts 3 periods, but no day has more than 2 in a row"
      },
      {
        kind: "lesson_too_long",
        severity: "impossible",
        numbers: [2, 1],
        message: "A lesson of 9A lab lasts 2 periods, but those who take part are available for no more than 1 in a row"
      }
    ])
  })

  it("finds lessons that are to be spread over more days than there are", () => {
    const story: Story = { lessons: many(4, { course: "maths", subject: "Maths", classes: ["9A"] }) }
    const spread = (hard: boolean) => constraint("subject_spread", { hard, parameters: { min_days: 2 } })
    expect(told(story, [spread(true)])).toEqual([
      {
        kind: "too_few_days",
        severity: "impossible",
        numbers: [7, 5],
        message: "9A Maths: 4 lessons 2 days apart take 7 days, but the week has only 5"
      }
    ])
    expect(told(story, [spread(false)]).map(({ severity }) => severity)).toEqual(["warning"])
    expect(told(story, [constraint("subject_spread")])).toEqual([])
  })

  it("finds somebody who is in two linked lessons", () => {
    const story: Story = {
      classes: { "9A": { atoms: ["a"] }, "9B": { atoms: ["b"] }, Choir: { atoms: ["a", "b"] } },
      lessons: {
        art: { classes: ["9A"], teachers: ["Mr Kaye"] },
        music: { classes: ["9B"], teachers: ["Mr Kaye"] },
        singing: { classes: ["Choir"] }
      }
    }
    const link = (same: string) =>
      constraint("link_broken", { scope: { on: "lessons", ids: ["art", "music", "singing"] }, parameters: { same } })
    expect(told(story, [link("slot")]).map(({ message }) => message)).toEqual([
      "Mr Kaye is in 2 lessons that are linked to the same time, and can be in only 1: 9A art and 9B music",
      "A student of 9A is in 2 lessons that are linked to the same time, and can be in only 1: 9A art and Choir singing",
      "A student of 9B is in 2 lessons that are linked to the same time, and can be in only 1: 9B music and Choir singing"
    ])
    expect(told(story, [link("day")])).toEqual([])
  })

  it("finds pins at times that cannot be had", () => {
    const story: Story = {
      ...twoDays,
      teachers: { "Mr Kaye": { off: ["Monday 2"] } },
      lessons: {
        art: { classes: ["9A"], teachers: ["Mr Kaye"], duration: 3, at: "Monday 1", pin: true },
        free: { classes: ["9A"], teachers: ["Mr Kaye"], at: "Monday 2" }
      }
    }
    expect(told(story).filter(({ kind }) => kind === "pin_impossible")).toEqual([
      {
        kind: "pin_impossible",
        severity: "impossible",
        numbers: [3, 1],
        message:
          "9A art is pinned to 3 slots of which 1 can be had: Mr Kaye is not available and there is a break on Monday, period 2 to Lunch"
      }
    ])
  })

  it("mentions courses that nobody teaches, last", () => {
    const all = diagnose(makeModel(school({ lessons: { study: { classes: ["9A"] } } })))
    expect(all).toEqual([
      {
        kind: "no_teacher",
        severity: "info",
        needed: 1,
        available: 0,
        lessons: ["study"],
        resources: [],
        message: "9A study has no teacher"
      }
    ])
  })
})
