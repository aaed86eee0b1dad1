import { Either } from "effect"
import { lessonPoints, plainLessons, slotsOf } from "./lessonPoints.ts"
import type { Rule } from "./Rule.ts"
import { lessonName, listed, onWhen, teacherName, teacherRef } from "./words.ts"

/**
 * Who teaches a lesson may teach its subject. Deviation: teachers of a placed lesson whose subjects are recorded and do
 * not include the course's. Scope: lessons or school. No parameters. Source: TIMETABLING.md; FET, Qualified_Subjects.
 */
export const notQualified: Rule = {
  kind: "not_qualified",
  sentence: "Every lesson is taught by teachers who may teach its subject.",
  unit: "teacher",
  points: (model, constraint) =>
    Either.map(plainLessons(model, constraint), lessons => {
      const subjects = model.body.teachers.map(({ subjectIds }) => new Set<string>(subjectIds))
      const unfit = (teacher: number, subject: string): boolean => {
        const may = subjects[teacher]
        return may !== undefined && may.size > 0 && !may.has(subject)
      }
      const subjectOf = (lesson: number): string => model.lessons[lesson]?.course.subjectId ?? ""
      return lessonPoints(
        subjects.some(({ size }) => size > 0) ? lessons : [],
        (plan, lesson) => {
          if ((plan.slotOf[lesson] ?? -1) < 0) return 0
          const teachers = plan.teachersOf(lesson)
          let wrong = 0
          for (let i = 0; i < teachers.length; i++) if (unfit(teachers[i] ?? -1, subjectOf(lesson))) wrong++
          return wrong
        },
        (plan, lesson) => {
          const slots = slotsOf(plan, lesson)
          const teachers = [...plan.teachersOf(lesson)].filter(teacher => unfit(teacher, subjectOf(lesson)))
          const names = listed(teachers.map(teacher => teacherName(model, teacher)).sort())
          const verb = teachers.length === 1 ? "teaches" : "teach"
          return {
            lessons: [lesson],
            resources: teachers.flatMap(teacher => teacherRef(model, teacher)),
            slots,
            message: `${names} ${verb} ${lessonName(model, lesson)}${onWhen(model, slots)} without being qualified for it`
          }
        }
      )
    })
}
