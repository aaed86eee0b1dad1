import { describe, expect, it } from "vitest"
import { basicConstraints } from "../../src/constraints/basicConstraints.ts"
import { movedTo, swapOf } from "../../src/suggestions/whatIf.ts"
import { school, slotNumbers } from "../support/school.ts"
import { liveOf, stateOf, told } from "./searching.ts"

const labs = { need: "rooms", roomIds: ["Lab 1", "Lab 2"] } as const
const story = {
  days: ["Monday"],
  periods: ["1", "2", "3"],
  rooms: { "Lab 1": {}, "Lab 2": {} },
  lessons: {
    Physics: { classes: ["9A"], at: "Monday 1", rooms: ["Lab 1"], need: labs },
    Biology: { classes: ["9B"], at: "Monday 2", rooms: ["Lab 1"], need: labs },
    Art: { classes: ["9A"], at: "Monday 3" },
    Music: { classes: ["9C"] }
  }
} as const
const body = school(story, basicConstraints())
const [physics, biology, art, music] = [0, 1, 2, 3] as const
const slot = (time: string): number => slotNumbers(story, [time])[0] ?? -1

describe("what if", () => {
  it("a lesson moves: it takes another room where its own is taken", () => {
    const live = liveOf(body)
    const before = stateOf(live)
    expect(told(body, movedTo(live, physics, slot("Monday 2")))).toBe("move: Physics to Monday 2 in Lab 2")
    expect(stateOf(live)).toEqual(before)
  })

  it("a lesson moves into the room somebody asks for, though it is taken: the clash is named", () => {
    const proposal = movedTo(liveOf(body), physics, slot("Monday 2"), Int32Array.of(0))
    expect(told(body, proposal)).toBe("move: Physics to Monday 2")
    expect(proposal.delta.added.map(({ message }) => message)).toEqual([
      "Lab 1 holds 9A Physics and 9B Biology on Monday, period 2"
    ])
  })

  it("only the room changes", () => {
    const proposal = movedTo(liveOf(body), physics, slot("Monday 1"), Int32Array.of(1))
    expect([told(body, proposal), proposal.reason]).toEqual([
      "room: Physics to Monday 1 in Lab 2",
      "9A Physics on Monday, period 1 is held in Lab 2: leaves the cost as it is."
    ])
  })

  it("two lessons trade their times, each in its own room once the other one has left it", () => {
    const proposal = swapOf(liveOf(body), physics, biology)
    expect(told(body, proposal)).toBe("swap: Biology to Monday 1 + Physics to Monday 2")
    expect(proposal.delta.after).toEqual(proposal.delta.before)
  })

  it("lessons of two classes trade their times, if that is what somebody wants to know", () => {
    const proposal = swapOf(liveOf(body), biology, art)
    expect(told(body, proposal)).toBe("swap: Art to Monday 2 + Biology to Monday 3")
    expect(proposal.delta.added).toEqual([])
    expect(proposal.disturbance).toEqual({ lessons: 2, times: 2, rooms: 0, days: 1, teachers: 0, classes: 2 })
  })

  it("a lesson that has no place takes the one of another lesson, which then has none", () => {
    const proposal = swapOf(liveOf(body), art, music)
    expect(told(body, proposal)).toBe("chain: Art to nowhere + Music to Monday 3")
    expect(proposal.reason).toBe(
      '9A Art loses its place and 9C Music gets Monday, period 3: resolves "9C Music (1 period) has no place in the week", adds 1 conflict and leaves the cost as it is.'
    )
  })
})
