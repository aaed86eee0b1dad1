import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { lessonPoints, plainLessons, slotsOf } from "../lessonPoints.ts"
import type { Rule } from "../Rule.ts"
import { lessonName, listed, onWhen, teacherName, teacherRef } from "../words.ts"

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
      const { teachers: staff, subjects } = model.body
      const numbers = new Map<string, number>(subjects.map(({ id }, subject) => [id, subject]))
      const subjectOf = Int32Array.from(model.lessons, ({ course }) => numbers.get(course.subjectId) ?? subjects.length)
      // Per teacher and subject, and at last one that nobody knows: 1 = may not teach it. By number, since every change asks.
      const unfitFor = Uint8Array.from(
        staff.flatMap(({ subjectIds }) => {
          const may = new Set<string>(subjectIds)
          return [...subjects.map(({ id }) => id), null].map(id =>
            may.size > 0 && !(id !== null && may.has(id)) ? 1 : 0
          )
        })
      )
      const unfit = (teacher: number, lesson: number): number =>
        unfitFor[teacher * (subjects.length + 1) + (subjectOf[lesson] ?? subjects.length)] ?? 0
      return lessonPoints(
        unfitFor.includes(1) ? lessons : [],
        aspect.time | aspect.teachers,
        (plan, lesson) => {
          if ((plan.slotOf[lesson] ?? -1) < 0) return 0
          const teachers = plan.teachersOf(lesson)
          let wrong = 0
          for (let i = 0; i < teachers.length; i++) wrong += unfit(teachers[i] ?? -1, lesson)
          return wrong
        },
        (plan, lesson) => {
          const slots = slotsOf(plan, lesson)
          const teachers = [...plan.teachersOf(lesson)].filter(teacher => unfit(teacher, lesson) === 1)
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
