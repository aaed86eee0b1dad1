import type { LessonFacts, Model } from "../Model.ts"
import { count } from "../words.ts"
import { type Finding, lessonIds } from "./Finding.ts"

/** Lessons that are longer than any stretch of slots in which their teachers and students are all available. */
export const longLessons = (model: Model): ReadonlyArray<Finding> =>
  model.lessonsOfCourse.flatMap((lessons): ReadonlyArray<Finding> => {
    const all = [...lessons].flatMap(lesson => model.lessons[lesson] ?? [])
    const [first] = all
    if (first === undefined) return []
    const longest = longestStretch(model, first)
    const tooLong = all.filter(({ duration }) => duration > longest)
    if (tooLong.length === 0) return []
    const needed = Math.max(...tooLong.map(({ duration }) => duration))
    const why =
      longest < longestStretch(model)
        ? `those who take part are available for no more than ${longest} in a row`
        : `no day has more than ${longest} in a row`
    return [
      {
        kind: "lesson_too_long",
        severity: "impossible",
        needed,
        available: longest,
        lessons: lessonIds(
          model,
          tooLong.map(({ index }) => index)
        ),
        resources: [],
        message: `A lesson of ${first.name} lasts ${count(needed, "period")}, but ${why}`
      }
    ]
  })

/** Slots in a row on one day without a break; with a lesson, those at which none of its people is unavailable. */
const longestStretch = (model: Model, lesson?: LessonFacts): number => {
  const offs = [
    ...[...(lesson?.teachers ?? [])].map(teacher => model.teacherOff[teacher]),
    ...[...(lesson?.atoms ?? [])].map(atom => model.atomOff[atom])
  ]
  let longest = 0
  let run = 0
  for (let slot = 0; slot < model.slots; slot++) {
    if (model.dayOf[slot] !== model.dayOf[slot - 1]) run = 0
    run = model.isBreak[slot] === 1 || offs.some(off => off?.[slot] === 1) ? 0 : run + 1
    longest = Math.max(longest, run)
  }
  return longest
}
