import { Either } from "effect"
import { readSpread } from "../kinds/subjectSpread.ts"
import { setsIn } from "../lessonSets.ts"
import type { Model } from "../Model.ts"
import { count, lessonName, listedShort, weekLabel } from "../words.ts"
import { type Finding, lessonIds } from "./Finding.ts"

/** Sets of lessons that are to be spread over more days than the week has. */
export const tooFewDays = (model: Model): ReadonlyArray<Finding> =>
  model.body.constraints.flatMap((constraint): ReadonlyArray<Finding> => {
    if (constraint.kind !== "subject_spread") return []
    // A constraint that its rule cannot read is reported by the rule.
    const read = Either.all([readSpread(constraint), setsIn(model, constraint)])
    if (Either.isLeft(read)) return []
    const [{ min_days }, sets] = read.right
    return sets.flatMap((set): ReadonlyArray<Finding> => {
      const { week, held } = mostHeld(model, set)
      const needed = (held.length - 1) * min_days + 1
      if (held.length < 2 || needed <= model.days) return []
      const names = listedShort([...new Set(held.map(lesson => lessonName(model, lesson)))].sort())
      const label = weekLabel(model, 1 << week)
      const wish = min_days === 1 ? "on different days" : `${count(min_days, "day")} apart`
      return [
        {
          kind: "too_few_days",
          severity: constraint.hard ? "impossible" : "warning",
          needed,
          available: model.days,
          lessons: lessonIds(model, held),
          resources: [],
          message: `${names}: ${count(held.length, "lesson")}${label} ${wish} take ${count(needed, "day")}, but the week has only ${model.days}`
        }
      ]
    })
  })

const mostHeld = (model: Model, set: Int32Array): { readonly week: number; readonly held: ReadonlyArray<number> } => {
  const weeks = Array.from({ length: model.weeks }, (_, week) => ({
    week,
    held: [...set].filter(lesson => ((model.lessons[lesson]?.weeks ?? 0) & (1 << week)) !== 0)
  }))
  return weeks.reduce((most, week) => (week.held.length > most.held.length ? week : most), { week: 0, held: [] })
}
