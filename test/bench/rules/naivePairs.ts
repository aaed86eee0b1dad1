import type { Plan } from "../../../src/constraints/Plan.ts"

interface Placed {
  readonly lesson: number
  readonly from: number
  readonly to: number
  readonly teachers: Int32Array
  readonly atoms: Int32Array
  readonly rooms: Int32Array
}

/** What a scan of all pairs needs to know of the lessons that stand somewhere; of schools without a cycle of weeks. */
export const standing = (plan: Plan): ReadonlyArray<Placed> =>
  plan.model.lessons.flatMap(({ index, atoms }) =>
    plan.stands(index)
      ? {
          lesson: index,
          from: plan.slotOf[index] ?? 0,
          to: plan.endOf(index),
          teachers: plan.teachersOf(index),
          atoms,
          rooms: plan.roomsOf(index)
        }
      : []
  )

/** Clashes of teachers, classes and rooms, found by comparing every lesson with every other: the obvious program. */
export const naivePairs = (placed: ReadonlyArray<Placed>): number => {
  let clashes = 0
  for (let i = 0; i < placed.length; i++) {
    const a = placed[i]
    if (a === undefined) continue
    for (let j = 0; j < i; j++) {
      const b = placed[j]
      if (b === undefined || a.from >= b.to || b.from >= a.to) continue
      clashes += shared(a.teachers, b.teachers) + shared(a.rooms, b.rooms) + Math.min(1, shared(a.atoms, b.atoms))
    }
  }
  return clashes
}

const shared = (these: Int32Array, those: Int32Array): number => {
  let both = 0
  for (let i = 0; i < these.length; i++) if (those.includes(these[i] ?? -1)) both++
  return both
}
