import { describe, expect, it } from "vitest"
import { basicConstraints } from "../../src/constraints/basicConstraints.ts"
import { differenceOf } from "../../src/constraints/Delta.ts"
import type { Proposal } from "../../src/suggestions/Proposal.ts"
import { SuggestSearch } from "../../src/suggestions/SuggestSearch.ts"
import type { Constraint } from "../../src/timetable/Constraint.ts"
import { constraint, type Story, school, slotNumbers } from "../support/school.ts"
import { found, lessons, liveOf, request, told } from "./searching.ts"

const days = ["Monday", "Tuesday"]
const small = { days, periods: ["1", "2"] }

const bodyOf = (story: Story, more: ReadonlyArray<Constraint> = []) => school(story, [...basicConstraints(), ...more])

/** Only this time will do for the lesson. */
const only = (story: Story, lesson: string, ...times: ReadonlyArray<string>): Constraint =>
  constraint("preferred_time", {
    id: `only-${lesson}`,
    scope: { on: "lessons", ids: [lesson] },
    parameters: { slots: slotNumbers(story, times), applies_to: "start" }
  })

/** It would rather not be elsewhere. */
const rather = (story: Story, lesson: string, time: string): Constraint => ({
  ...only(story, lesson, time),
  hard: false
})

const tell = (story: Story, more: ReadonlyArray<Constraint>, ...[scope, how, published]: Parameters<typeof args>) => {
  const body = bodyOf(story, more)
  return found(body, scope, how, published).map(proposal => told(body, proposal))
}
const args = (
  scope: Parameters<typeof found>[1],
  how?: Parameters<typeof found>[2],
  published?: boolean
): readonly [typeof scope, typeof how, typeof published] => [scope, how, published]

describe("a search for suggestions", () => {
  it("moves a lesson out of a clash to where its teacher and its class are free", () => {
    const story = {
      ...small,
      teachers: { Smith: { off: ["Tuesday 1"] } },
      lessons: {
        Maths: { teachers: ["Smith"], classes: ["9A"], at: "Monday 1" },
        Physics: { teachers: ["Smith"], classes: ["9B"], at: "Monday 1", pin: true },
        Art: { classes: ["9A"], at: "Monday 2", pin: true }
      }
    } as const
    const body = bodyOf(story)
    const [proposal, ...others] = found(body, { teacherIds: ["Smith"] })
    expect(others).toEqual([])
    expect(proposal).toMatchObject({
      kind: "move",
      delta: { before: { hard: 1, soft: 0 }, after: { hard: 0, soft: 0 }, added: [] },
      disturbance: { lessons: 1, times: 1, rooms: 0, days: 2, teachers: 1, classes: 1 },
      reason:
        '9A Maths goes from Monday, period 1 to Tuesday, period 2: resolves "Smith teaches 9A Maths and 9B Physics on Monday, period 1" and changes the cost by −1 hard.'
    })
    expect(proposal?.delta.resolved.map(({ kind }) => kind)).toEqual(["teacher_clash"])
  })

  it("offers every other time at which a lesson that is well where it is could be as well", () => {
    const story = {
      ...small,
      lessons: { Maths: { classes: ["9A"], at: "Monday 1" }, Art: { classes: ["9A"], at: "Monday 2", pin: true } }
    } as const
    expect(tell(story, [], lessons("Maths")).sort()).toEqual(["move: Maths to Tuesday 1", "move: Maths to Tuesday 2"])
  })

  it("says that another time costs more, where every other time does", () => {
    const story = { ...small, lessons: { Maths: { classes: ["9A"], at: "Monday 1" } } } as const
    const proposals = found(bodyOf(story, [rather(story, "Maths", "Monday 1")]), lessons("Maths"))
    expect(proposals.map(({ delta }) => differenceOf(delta.before, delta.after))).toEqual(
      [1, 2, 3].map(() => ({ hard: 0, soft: 1 }))
    )
  })

  it("lets two lessons trade their times where neither has another one", () => {
    const story = {
      days: ["Monday"],
      periods: ["1", "2"],
      lessons: { Maths: { classes: ["9A"], at: "Monday 1" }, Art: { classes: ["9A"], at: "Monday 2" } }
    } as const
    expect(tell(story, [], lessons("Maths"))).toEqual(["swap: Art to Monday 1 + Maths to Monday 2"])
  })

  it("never lets identical lessons trade their times", () => {
    const story = {
      days: ["Monday"],
      periods: ["1", "2"],
      lessons: {
        "Maths I": { course: "Maths", classes: ["9A"], at: "Monday 1" },
        "Maths II": { course: "Maths", classes: ["9A"], at: "Monday 2" }
      }
    } as const
    expect(tell(story, [], lessons("Maths I"))).toEqual([])
  })

  it("goes round three lessons where no two can trade", () => {
    const story: Story = {
      days: ["Monday"],
      periods: ["1", "2", "3"],
      lessons: {
        Maths: { classes: ["9A"], at: "Monday 1" },
        Art: { classes: ["9A"], at: "Monday 2" },
        Latin: { classes: ["9A"], at: "Monday 3" }
      }
    }
    const rules = [
      only(story, "Maths", "Monday 1", "Monday 2"),
      only(story, "Art", "Monday 2", "Monday 3"),
      only(story, "Latin", "Monday 3", "Monday 1")
    ]
    expect(tell(story, rules, lessons("Maths"), { maxLessons: 2 })).toEqual([])
    expect(tell(story, rules, lessons("Maths"))).toEqual([
      "chain: Art to Monday 3 + Latin to Monday 1 + Maths to Monday 2"
    ])
  })

  it("pushes lessons on, one after the other, until the last one finds a free time", () => {
    const story: Story = {
      days: ["Monday"],
      periods: ["1", "2", "3", "4", "5"],
      classes: { "9A": { off: ["Monday 1"] } },
      lessons: {
        Maths: { classes: ["9A"] },
        Art: { classes: ["9A"], at: "Monday 2" },
        Latin: { classes: ["9A"], at: "Monday 3" },
        Music: { classes: ["9A"], at: "Monday 4" }
      }
    }
    const rules = [
      only(story, "Maths", "Monday 2"),
      only(story, "Art", "Monday 2", "Monday 3"),
      only(story, "Latin", "Monday 3", "Monday 4"),
      only(story, "Music", "Monday 4", "Monday 5")
    ]
    expect(tell(story, rules, lessons("Maths"), { maxLessons: 3 })).toEqual([])
    expect(tell(story, rules, lessons("Maths"), { maxLessons: 4 })).toEqual([
      "chain: Art to Monday 3 + Latin to Monday 4 + Maths to Monday 2 + Music to Monday 5"
    ])
  })

  it("fills the gap that a lesson leaves with another one of the class", () => {
    const story = {
      days: ["Monday"],
      periods: ["1", "2", "3", "4"],
      teachers: { Smith: { off: ["Monday 1", "Monday 3"] } },
      lessons: {
        Maths: { teachers: ["Smith"], classes: ["9A"], at: "Monday 2" },
        Art: { classes: ["9A"], at: "Monday 1" },
        Latin: { classes: ["9A"], at: "Monday 3" }
      }
    } as const
    const noGaps = constraint("class_gaps", { parameters: { max_per_day: 0 } })
    expect(tell(story, [noGaps], lessons("Maths"))).toEqual(["chain: Art to Monday 2 + Maths to Monday 4"])
  })

  it("takes linked lessons along", () => {
    const story = {
      days: ["Monday"],
      periods: ["1", "2"],
      lessons: { French: { classes: ["9A"], at: "Monday 1" }, German: { classes: ["9B"], at: "Monday 1" } }
    } as const
    const linked = constraint("link_broken", { scope: { on: "lessons", ids: ["French", "German"] } })
    expect(tell(story, [linked], lessons("French"), { maxLessons: 1 })).toEqual([])
    expect(tell(story, [linked], lessons("French"))).toEqual(["chain: French to Monday 2 + German to Monday 2"])
  })

  it("changes the room and not the time where that is enough", () => {
    const story = {
      ...small,
      rooms: { "Lab 1": {}, "Lab 2": {} },
      lessons: {
        Physics: {
          classes: ["9A"],
          at: "Monday 1",
          rooms: ["Lab 1"],
          need: { need: "rooms", roomIds: ["Lab 1", "Lab 2"] }
        },
        Biology: { classes: ["9B"], at: "Monday 1", rooms: ["Lab 1"], pin: true }
      }
    } as const
    expect(tell(story, [], { lessonIds: [], roomIds: ["Lab 1"] }, { limit: 1 })).toEqual([
      "room: Physics to Monday 1 in Lab 2"
    ])
  })

  it("lets two lessons trade their rooms", () => {
    const story = {
      days: ["Monday"],
      periods: ["1"],
      rooms: { "Lab 1": {}, "Lab 2": {} },
      lessons: {
        Physics: { classes: ["9A"], at: "Monday 1", rooms: ["Lab 1"], need: { need: "rooms", roomIds: ["Lab 2"] } },
        Biology: { classes: ["9B"], at: "Monday 1", rooms: ["Lab 2"], need: { need: "rooms", roomIds: ["Lab 1"] } }
      }
    } as const
    expect(tell(story, [], { classIds: ["9A"] })).toEqual([
      "room: Biology to Monday 1 in Lab 1 + Physics to Monday 1 in Lab 2"
    ])
  })

  it("resolves the conflict it is asked about, and none instead of it", () => {
    const story: Story = {
      ...small,
      lessons: {
        Maths: { classes: ["9A"], at: "Monday 1" },
        Art: { classes: ["9A"], at: "Monday 1", pin: true },
        Latin: { classes: ["9B"], at: "Tuesday 2" }
      }
    }
    const body = bodyOf(story, [only(story, "Maths", "Monday 1", "Tuesday 1"), rather(story, "Latin", "Tuesday 1")])
    const clash = liveOf(body)
      .evaluation()
      .conflicts.find(({ kind }) => kind === "class_clash")
    const proposals = found(body, { conflictId: clash?.id ?? "none" })
    expect(proposals.map(proposal => told(body, proposal))).toEqual(["move: Maths to Tuesday 1"])
    expect(proposals.flatMap(({ delta }) => delta.resolved.map(({ id }) => id))).toEqual([clash?.id])
    expect(found(body, { conflictId: "class_clash-of-last-week" })).toEqual([])
  })

  it("begins with lessons of the scope only", () => {
    const story: Story = {
      ...small,
      lessons: {
        Maths: { classes: ["9A"], at: "Monday 1" },
        Art: { classes: ["9B"], at: "Tuesday 1" }
      }
    }
    const rules = [rather(story, "Maths", "Monday 2"), rather(story, "Art", "Tuesday 2")]
    expect(tell(story, rules, { classIds: ["9B"] })).toEqual(["move: Art to Tuesday 2"])
    expect(tell(story, rules, { days: [0] })).toEqual(["move: Maths to Monday 2"])
    expect(tell(story, rules, { days: [0], classIds: ["9B"] })).toEqual([])
  })

  it("puts small gains with much moving last once the timetable is published, and first before", () => {
    const story: Story = {
      days: ["Monday"],
      periods: ["1", "2"],
      rooms: { Hall: {}, "Room 2": {} },
      lessons: {
        Maths: { classes: ["9A"], at: "Monday 1", rooms: ["Hall"], need: { need: "any" } },
        Art: { classes: ["9A"], at: "Monday 2", rooms: ["Hall"], need: { need: "any" } }
      }
    }
    const rules = [
      { ...rather(story, "Maths", "Monday 2"), weight: 0.9 },
      constraint("preferred_room", {
        hard: false,
        weight: 0.5,
        scope: { on: "lessons", ids: ["Maths"] },
        parameters: { room_ids: ["Room 2"] }
      })
    ]
    const [room, swap] = ["room: Maths to Monday 1 in Room 2", "swap: Art to Monday 1 + Maths to Monday 2"]
    expect(tell(story, rules, { classIds: ["9A"] }, {}, false)).toEqual([swap, room])
    expect(tell(story, rules, { classIds: ["9A"] }, {}, true)).toEqual([room, swap])
  })

  /** What a proposal says; its conflicts keep hold of the rulebook, which fills tables as they are needed. */
  const said = ({ delta: { before, after, added, resolved }, ...proposal }: Proposal) => ({
    ...proposal,
    before,
    after,
    added: added.map(({ id }) => id),
    resolved: resolved.map(({ id }) => id)
  })

  it("is complete only when it has looked at everything, and says the same whatever the slices", () => {
    const story = {
      ...small,
      lessons: { Maths: { classes: ["9A"], at: "Monday 1" }, Art: { classes: ["9A"], at: "Monday 2" } }
    } as const
    const live = liveOf(bodyOf(story))
    const before = live.snapshot()
    const search = new SuggestSearch(live, request(lessons("Maths")), false)
    const whole = new SuggestSearch(liveOf(bodyOf(story)), request(lessons("Maths")), false)
    expect([search.step(1), search.complete, search.nodes]).toEqual([false, false, 1])
    while (!search.step(1)) expect(live.snapshot()).toEqual(before)
    expect(whole.step(1_000_000)).toBe(true)
    expect([search.complete, search.nodes, search.best().map(said)]).toEqual([
      true,
      whole.nodes,
      whole.best().map(said)
    ])
    expect(live.snapshot()).toEqual(before)
  })
})
