import type { Model } from "../../constraints/Model.ts"

/** Sentences that are understood without a model, in this school's own names. */
export const exampleSentences = (model: Model | null): ReadonlyArray<string> => {
  if (model === null) return ["/help"]
  const { grid, teachers, classes } = model.body
  const day = grid.days[0]?.name
  const [teacher] = teachers
  const [schoolClass] = classes
  return [
    ...(day === undefined ? [] : [`What conflicts do we have on ${day} morning?`]),
    ...(teacher === undefined ? [] : [`Can you help optimize ${teacher.name}'s schedule?`]),
    ...(schoolClass === undefined ? [] : [`Show me the timetable of ${schoolClass.name}`]),
    "/help"
  ]
}
