import { Either } from "effect"
import { byCourse } from "../lessonSets.ts"
import type { Model } from "../Model.ts"
import { noParameters } from "../parameters.ts"
import { none, type Point, type Rule } from "../Rule.ts"
import { lessonsIn, namesItsMembers } from "../scope.ts"
import { count, listed, weekLabel } from "../words.ts"

/**
 * A course is taught in lessons as long as it asks for: 2 + 1 + 1 is neither 2 + 2 nor 1 + 1 + 1 + 1. Deviation, for each
 * course with a split: lessons that are missing from it, or those too many, whichever is more. In a cycle every week in
 * which the course is taught has the split; the worst counts. Placed or not makes no difference. Scope: lessons (the
 * courses they belong to) or school. No parameters. Source: TIMETABLING.md; XHSTT, SplitEvents.
 */
export const wrongHours: Rule = {
  kind: "wrong_hours",
  sentence: "Every course has the lessons it asks for.",
  unit: "lesson",
  points: (model, constraint) =>
    Either.gen(function* () {
      yield* noParameters(constraint)
      const named = new Set(byCourse(model, yield* lessonsIn(model, constraint)).keys())
      return model.courses.flatMap(({ id, split }, course): ReadonlyArray<Point> => {
        if (split.length === 0 || (namesItsMembers(constraint) && !named.has(id))) return []
        return pointOf(model, id, split, [...(model.lessonsOfCourse[course] ?? [])])
      })
    })
}

/** Decided by the facts alone, so a course that is right needs no point. */
const pointOf = (
  model: Model,
  course: string,
  split: ReadonlyArray<number>,
  lessons: ReadonlyArray<number>
): ReadonlyArray<Point> => {
  const weeks = Array.from({ length: model.weeks }, (_, week) => {
    const held = lessons.filter(lesson => ((model.lessons[lesson]?.weeks ?? 0) & (1 << week)) !== 0)
    const has = held.map(lesson => model.lessons[lesson]?.duration ?? 0).sort((a, b) => b - a)
    return { week, held, has, wrong: Math.max(missing(split, has), missing(has, split)) }
  })
  const taught = weeks.filter(({ held }) => held.length > 0)
  const [worst] = (taught.length > 0 ? taught : weeks).sort((a, b) => b.wrong - a.wrong || a.week - b.week)
  if (worst === undefined || worst.wrong === 0) return []
  const { week, held, has, wrong } = worst
  const at = taught.length > 0 ? weekLabel(model, 1 << week) : ""
  const message = `${nameOf(model, course, lessons)} should be taught in lessons of ${periods(split)} a week, but has ${has.length === 0 ? "none" : periods(has)}${at}`
  return [
    {
      watchedLessons: none,
      watchedTeachers: none,
      watchedRooms: none,
      judge: (_, found) => found(wrong, 0, 0, 0),
      tell: () => ({ lessons: held, resources: [], slots: [], message, key: [course] })
    }
  ]
}

/** How many of the numbers are not among the others, each used once. */
const missing = (numbers: ReadonlyArray<number>, others: ReadonlyArray<number>): number => {
  const left = [...others]
  return numbers.filter(number => {
    const at = left.indexOf(number)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  }).length
}

const periods = (durations: ReadonlyArray<number>): string => {
  const sorted = [...durations].sort((a, b) => b - a)
  const [only] = sorted
  return sorted.length === 1 ? count(only ?? 0, "period") : `${listed(sorted.map(String))} periods`
}

const nameOf = (model: Model, course: string, lessons: ReadonlyArray<number>): string => {
  const lesson = model.lessons[lessons[0] ?? -1]
  if (lesson !== undefined) return lesson.name
  const { subjectId = "", classIds = [] } = model.body.courses.find(({ id }) => id === course) ?? {}
  const classes = classIds.flatMap(id => model.body.classes[model.classIndex.get(id) ?? -1]?.name ?? [])
  const subject = model.body.subjects.find(({ id }) => id === subjectId)?.name ?? subjectId
  return [classes.join("+"), subject].filter(part => part !== "").join(" ")
}
