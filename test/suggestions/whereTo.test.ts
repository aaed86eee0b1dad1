import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { basicConstraints } from "../../src/constraints/basicConstraints.ts"
import { deltaOf, differenceOf } from "../../src/constraints/Delta.ts"
import { whereTo } from "../../src/suggestions/whereTo.ts"
import { anySchool } from "../support/anySchool.ts"
import { constraint, school } from "../support/school.ts"
import { liveOf, stateOf } from "./searching.ts"

const story = {
  days: ["Monday"],
  periods: ["1", "2", "Lunch", "3", "4", "5"],
  teachers: { Smith: { off: ["Monday 5"] } },
  rooms: { "Lab 1": {}, "Lab 2": {} },
  lessons: {
    Maths: {
      teachers: ["Smith"],
      classes: ["9A"],
      at: "Monday 1",
      rooms: ["Lab 1"],
      need: { need: "rooms", roomIds: ["Lab 1", "Lab 2"] }
    },
    Art: { teachers: ["Jones"], classes: ["9A"], at: "Monday 2" },
    Latin: { teachers: ["Brown"], classes: ["9B"], at: "Monday 3", rooms: ["Lab 1"] }
  }
} as const

const early = constraint("preferred_time", {
  hard: false,
  weight: 2,
  scope: { on: "lessons", ids: ["Maths"] },
  parameters: { slots: [0, 1, 3], applies_to: "start" }
})
const body = school(story, [...basicConstraints(), early])

describe("where a lesson can go", () => {
  it("says of every slot what stands against it", () => {
    const places = whereTo(liveOf(body), 0)
    expect(
      places.map(({ colour, kinds, displaces, blocking, message }) => ({ colour, kinds, displaces, blocking, message }))
    ).toEqual([
      { colour: "green", kinds: [], displaces: [], blocking: [], message: "" },
      {
        colour: "red",
        kinds: ["class_clash"],
        displaces: ["Art"],
        blocking: ["Art"],
        message: "9A has 9A Art and 9A Maths on Monday, period 2"
      },
      {
        colour: "grey",
        kinds: ["break_overlap", "preferred_time"],
        displaces: [],
        blocking: [],
        message: "9A Maths is held during a break: Monday, Lunch"
      },
      { colour: "green", kinds: [], displaces: [], blocking: [], message: "" },
      {
        colour: "amber",
        kinds: ["preferred_time"],
        displaces: [],
        blocking: [],
        message: expect.stringContaining("9A Maths")
      },
      {
        colour: "grey",
        kinds: ["teacher_unavailable", "preferred_time"],
        displaces: [],
        blocking: [],
        message: "Smith is not available on Monday, period 5, but teaches 9A Maths"
      }
    ])
    expect(places.map(({ slot, delta }) => [slot, delta.hard, delta.soft])).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [2, 1, 2],
      [3, 0, 0],
      [4, 0, 2],
      [5, 1, 2]
    ])
  })

  it("keeps the room where it is free, and takes another one where it is not", () => {
    const rooms = whereTo(liveOf(body), 0).map(({ change }) => change.to?.roomIds)
    expect(rooms).toEqual([["Lab 1"], ["Lab 1"], ["Lab 1"], ["Lab 2"], ["Lab 1"], ["Lab 1"]])
  })

  it("is grey wherever a pinned lesson does not stand, and says who pinned it", () => {
    const { lessons } = story
    const pinned = school({ ...story, lessons: { ...lessons, Art: { ...lessons.Art, pin: true } } }, basicConstraints())
    const places = whereTo(liveOf(pinned), 1)
    expect(places.map(({ colour }) => colour)).toEqual(["grey", "green", "grey", "grey", "grey", "grey"])
    expect(places[3]?.message).toMatch(/^9A Art is pinned on Monday, period 2 by /)
  })

  it("tells the difference that the evaluator finds, and leaves everything as it was, in any school", () => {
    fc.assert(
      fc.property(anySchool, fc.nat(), (any, n) => {
        const live = liveOf(any)
        const before = stateOf(live)
        const places = whereTo(live, n % any.lessons.length)
        expect(places.map(({ slot }) => slot)).toEqual([...live.rulebook.model.dayOf.keys()])
        for (const { change, colour, delta, kinds } of places) {
          const claimed = deltaOf(live, [change])
          expect(differenceOf(claimed.before, claimed.after)).toEqual(delta)
          if (kinds.length === 0 && colour !== "grey") expect([delta.hard <= 0, colour]).toEqual([true, "green"])
        }
        expect(stateOf(live)).toEqual(before)
      }),
      { numRuns: 40 }
    )
  })
})
