import { evaluate } from "../../../src/constraints/Evaluation.ts"
import type { Plan } from "../../../src/constraints/Plan.ts"
import type { Constraint } from "../../../src/timetable/Constraint.ts"
import { benchSchool, lessonsOfRoom, placed, singleRooms } from "./benchSchool.ts"
import type { Names } from "./constraints.ts"
import { naivePairs, standing } from "./naivePairs.ts"
import { timed, timedBatches } from "./numbers.ts"
import { seeded } from "./random.ts"

export interface Row {
  readonly lessons: number
  readonly points: number
  readonly conflicts: number
  readonly clashes: number
  /** From scratch: every point judged, every conflict named. */
  readonly scanMillis: number
  /** From scratch, counted only. */
  readonly countMillis: number
  /** One lesson to another slot and room, everything that it touches judged again, and kept. */
  readonly applyMicros: number
  /** The same, and taken back. */
  readonly changeMicros: number
  /** The same within a part of the school at a time, as a search does it: what is left when memory is at hand. */
  readonly nearMicros: number
  /** Bytes that such a change leaves to the garbage collector. */
  readonly bytesPerChange: number
  readonly pairsMillis: number
}

const changes = 20_000
/** Changes that are kept before all of them are taken back, off the clock: few, so that the timetable stays a good one. */
const batch = 10
/** Lessons of such a part: those of six classes. */
const near = 144
const nowhere = new Int32Array(0)

/** Judges a school of so many lessons in every way; answers its plan too, for PostgreSQL. */
export const measure = (
  lessons: number,
  constraintsOf: (names: Names) => ReadonlyArray<Constraint>
): { readonly row: Row; readonly plan: Plan } => {
  const body = benchSchool(lessons, constraintsOf)
  const live = placed(body)
  const { plan, rulebook } = live
  const { conflicts, byKind } = evaluate(rulebook, plan)
  const everyLesson = standing(plan)
  const few = lessons > 2000 ? 5 : 15
  const random = seeded(lessons)
  const rooms = singleRooms(body)
  const tryMoves = () => {
    for (let i = 0; i < changes; i++)
      live.preview(random.below(lessons), random.below(rulebook.model.slots), random.one(rooms))
  }
  const moves = () => {
    for (let i = 0; i < batch; i++)
      live.apply(random.below(lessons), random.below(rulebook.model.slots), random.one(rooms))
  }
  let base = 0
  const tryNearMoves = () => {
    base = (base + 1) % Math.ceil(lessons / near)
    for (let i = 0; i < changes; i++) {
      const lesson = Math.min(base * near + random.below(near), lessons - 1)
      const room = Math.floor((base * near + random.below(near)) / lessonsOfRoom) % rooms.length
      live.preview(lesson, random.below(rulebook.model.slots), rooms[room] ?? nowhere)
    }
  }
  const applyMicros = (timedBatches(15, changes / batch, moves, () => live.undoTo(0)) / changes) * 1000
  const changeMicros = (timed(15, tryMoves) / changes) * 1000
  const nearMicros = (timed(15, tryNearMoves) / changes) * 1000
  return {
    plan,
    row: {
      lessons,
      points: rulebook.monitors.reduce((sum, { points }) => sum + points.length, 0),
      conflicts: conflicts.length,
      clashes: ["teacher_clash", "class_clash", "room_clash"].reduce(
        (sum, kind) => sum + (byKind[kind]?.count ?? 0),
        0
      ),
      scanMillis: timed(3 * few, () => evaluate(rulebook, plan)),
      countMillis: timed(few, () => live.recount()),
      applyMicros,
      changeMicros,
      nearMicros,
      bytesPerChange: Math.round(heapGrowth(tryMoves) / changes),
      pairsMillis: timed(few, () => naivePairs(everyLesson))
    }
  }
}

/** Bytes allocated by a run that is too short for the garbage collector to step in. */
const heapGrowth = (run: () => void): number => {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  run()
  return Math.max(0, process.memoryUsage().heapUsed - before)
}
