import type { Conflict } from "../constraints/Conflict.ts"
import type { Model } from "../constraints/Model.ts"
import { lessonsAbout } from "./lessons.ts"

/** The lessons to begin with: first those that something is wrong with, the worst first; then the others, as they come. */
export const rootsOf = (
  model: Model,
  conflicts: ReadonlyArray<Conflict>,
  lessons: ReadonlyArray<number>
): ReadonlyArray<ReadonlyArray<number>> => {
  const hard = new Float64Array(model.lessons.length)
  const soft = new Float64Array(model.lessons.length)
  for (const conflict of conflicts) {
    const costs = conflict.severity === "hard" ? hard : soft
    for (const lesson of named(model, conflict)) costs[lesson] = (costs[lesson] ?? 0) + conflict.cost
  }
  const isWrong = (lesson: number): boolean => (hard[lesson] ?? 0) + (soft[lesson] ?? 0) > 0
  const worst = lessons
    .filter(isWrong)
    .sort((a, b) => (hard[b] ?? 0) - (hard[a] ?? 0) || (soft[b] ?? 0) - (soft[a] ?? 0))
  return [worst, lessons.filter(lesson => !isWrong(lesson))]
}

const named = (model: Model, conflict: Conflict): ReadonlyArray<number> =>
  conflict.lessons.length > 0
    ? conflict.lessons.flatMap(id => model.lessonIndex.get(id) ?? [])
    : lessonsAbout(model, conflict)
