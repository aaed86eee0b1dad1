import fc from "fast-check"
import type { LiveScore } from "../../src/constraints/LiveScore.ts"
import { ascending, type Model } from "../../src/constraints/Model.ts"

/** Numbers that any school can make a change of: `moveIn` takes them modulo what the school has. */
export interface Move {
  readonly lesson: number
  /** 0 takes the lesson out of the week; 1 puts it where the week has no slot. */
  readonly time: number
  readonly rooms: ReadonlyArray<number>
  /** null = the course's own. */
  readonly teachers: ReadonlyArray<number> | null
  /** For the roles of the course that the timetable assigns, as many as there are; every seventh resource is nobody. */
  readonly fillers: ReadonlyArray<number>
}

export const anyMove: fc.Arbitrary<Move> = fc.record({
  lesson: fc.nat(),
  time: fc.nat(),
  rooms: fc.array(fc.nat(), { maxLength: 2 }),
  teachers: fc.option(fc.array(fc.nat(), { maxLength: 2 })),
  fillers: fc.array(fc.nat(), { maxLength: 3 })
})

export const anyMoves = (maxLength = 12): fc.Arbitrary<ReadonlyArray<Move>> => fc.array(anyMove, { maxLength })

/** What `LiveScore.apply` takes. */
export const moveIn = (model: Model, move: Move): Parameters<LiveScore["apply"]> => {
  const lesson = move.lesson % model.lessons.length
  const facts = model.lessons[lesson]
  const given = facts?.given ?? new Int32Array(0)
  const fillers = given.map((resource, role) => {
    const filler = move.fillers[role] ?? 0
    return resource >= 0 ? resource : filler % 7 === 0 ? -1 : filler % model.resources.length
  })
  const among = (kind: "teacher" | "room") =>
    [...fillers].flatMap(filler => {
      const resource = model.resources[filler]
      return resource?.kind === kind ? resource.index : []
    })
  const members = (numbers: ReadonlyArray<number>, size: number) =>
    size === 0 ? [] : numbers.map(number => number % size)
  const rooms = ascending([...members(move.rooms, model.body.rooms.length), ...among("room")])
  const chosen =
    move.teachers === null ? [...(facts?.teachers ?? [])] : members(move.teachers, model.body.teachers.length)
  const time = move.time % (model.slots + 2)
  const slot = time === 0 ? -1 : time === 1 ? 10_000 : time - 2
  return [lesson, slot, rooms, ascending([...chosen, ...among("teacher")]), fillers]
}
