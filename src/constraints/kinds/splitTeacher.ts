import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { setPoints, setsIn } from "../lessonSets.ts"
import type { Plan } from "../Plan.ts"
import { noParameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { lessonName, listed, listedShort, teacherName, teacherRef } from "../words.ts"

/**
 * All lessons of a course have the same teacher, or the same team. Deviation: different teams among its placed lessons,
 * less one; lessons without a teacher are left out. One finding a set. Scope: a list of lessons is one set; all lessons,
 * or the school, is a set for each course. No parameters. Source: XHSTT, AvoidSplitAssignments; TIMETABLING.md.
 */
export const splitTeacher: Rule = {
  kind: "split_teacher",
  sentence: "All lessons of a course have the same teacher.",
  unit: "teacher more",
  points: (model, constraint) =>
    Either.gen(function* () {
      yield* noParameters(constraint)
      const sets = yield* setsIn(model, constraint)
      return setPoints(
        sets,
        2,
        aspect.length | aspect.teachers,
        (plan, set, found) => {
          const teams = differentTeams(plan, set)
          if (teams > 1) found(teams - 1, 0, 0, 0)
        },
        (plan, set) => {
          const lessons = [...set].filter(lesson => hasTeam(plan, lesson))
          const teachers = [...new Set(lessons.flatMap(lesson => [...plan.teachersOf(lesson)]))]
          const names = listedShort([...new Set(lessons.map(lesson => lessonName(model, lesson)))].sort())
          const who = listed(teachers.map(teacher => teacherName(model, teacher)).sort())
          return {
            lessons,
            resources: teachers.flatMap(teacher => teacherRef(model, teacher)),
            slots: [],
            message: `${names} should always have the same teacher, but is taught by ${who}`,
            key: [...set].map(lesson => model.lessons[lesson]?.lesson.id ?? "").sort()
          }
        }
      )
    })
}

const hasTeam = (plan: Plan, lesson: number): boolean =>
  (plan.slotOf[lesson] ?? -1) >= 0 && plan.teachersOf(lesson).length > 0

const differentTeams = (plan: Plan, set: Int32Array): number => {
  let teams = 0
  for (let i = 0; i < set.length; i++) {
    const lesson = set[i] ?? -1
    if (!hasTeam(plan, lesson)) continue
    let before = 0
    while (before < i && !(hasTeam(plan, set[before] ?? -1) && sameTeam(plan, set[before] ?? -1, lesson))) before++
    if (before === i) teams++
  }
  return teams
}

/** Teams are ascending, each teacher once. */
const sameTeam = (plan: Plan, a: number, b: number): boolean => {
  const teamA = plan.teachersOf(a)
  const teamB = plan.teachersOf(b)
  if (teamA.length !== teamB.length) return false
  for (let i = 0; i < teamA.length; i++) if (teamA[i] !== teamB[i]) return false
  return true
}
