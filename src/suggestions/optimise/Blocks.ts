import { Either } from "effect"
import type { Rulebook } from "../../constraints/Evaluation.ts"
import { readLink } from "../../constraints/kinds/linkBroken.ts"
import { ascending } from "../../constraints/Model.ts"
import { lessonsIn } from "../../constraints/scope.ts"
import type { Places } from "./Places.ts"

/** Lessons that move together, since they must start together; most are alone. */
export interface Blocks {
  /** Per block: its lessons, ascending. */
  readonly lessons: ReadonlyArray<Int32Array>
  /** Per block: slots that are good for all of them, ascending. */
  readonly slots: ReadonlyArray<Int32Array>
  /** Per lesson: its block, -1 = it may not be moved. */
  readonly of: Int32Array
}

export const blocksOf = (rulebook: Rulebook, movable: Uint8Array, { good, width }: Places): Blocks => {
  const { model } = rulebook
  const root = Int32Array.from(movable.keys())
  const find = (lesson: number): number => {
    let at = lesson
    while (root[at] !== at) at = root[at] ?? at
    return at
  }
  for (const { constraint } of rulebook.monitors) {
    if (constraint.kind !== "link_broken" || !constraint.hard) continue
    const same = Either.getOrNull(readLink(constraint))?.same
    const linked = Either.getOrElse(lessonsIn(model, constraint), () => []).filter(lesson => movable[lesson] === 1)
    if (same !== "slot") continue
    for (const lesson of linked) root[find(lesson)] = find(linked[0] ?? lesson)
  }
  const members = new Map<number, Array<number>>()
  for (const lesson of movable.keys()) {
    if (movable[lesson] !== 1) continue
    const known = members.get(find(lesson))
    if (known === undefined) members.set(find(lesson), [lesson])
    else known.push(lesson)
  }
  const lessons = [...members.values()].map(each => ascending(each))
  const of = new Int32Array(movable.length).fill(-1)
  lessons.forEach((each, block) => {
    for (const lesson of each) of[lesson] = block
  })
  const all = [...Array(model.slots).keys()]
  const slots = lessons.map(each => {
    const common = all.filter(slot => each.every(lesson => good[lesson * width + slot + 1] === 1))
    return Int32Array.from(common.length > 0 ? common : all)
  })
  return { lessons, slots, of }
}
