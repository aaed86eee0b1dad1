import { Either, Schema } from "effect"
import { parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { listed } from "../words.ts"
import { lessonsOf, lessonsPoint } from "./coursePoints.ts"
import { roleIndex } from "./roles.ts"
import { courseGroupsIn } from "./selection.ts"

const read = parameters(Schema.Struct({ role: Schema.NonEmptyString }), "takes role, the name of a role")

/**
 * One resource fills a role in all lessons of a group of courses. One point a group; deviation = the number of different
 * resources that fill the role in its lessons, less one; lessons in which nobody fills it count for nothing. Scope: a
 * selection of groups of courses. Parameters: `role`.
 * Source: XHSTT, AvoidSplitAssignmentsConstraint.
 */
export const avoidSplitAssignments: Rule = {
  kind: "AvoidSplitAssignments",
  sentence: "One resource fills a role in all lessons of a group.",
  unit: "resource more than one",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { role } = yield* read(constraint)
      // Which resources have been seen in the point that is being judged: its own stamp.
      const seen = new Int32Array(model.resources.length)
      let stamp = 0
      return (yield* courseGroupsIn(model, constraint)).map(group => {
        const roles = [...group.courses].map(course => ({
          at: roleIndex(model, course, role),
          lessons: lessonsOf(model, [course])
        }))
        const all = lessonsOf(model, group.courses)
        return lessonsPoint(
          all,
          [group.id],
          plan => {
            stamp = (stamp + 1) | 0
            let different = 0
            for (const { at, lessons } of roles) {
              for (const lesson of lessons) {
                const filler = plan.fillersOf(lesson)[at] ?? -1
                if (filler < 0 || seen[filler] === stamp) continue
                seen[filler] = stamp
                different += 1
              }
            }
            return different - 1
          },
          plan => {
            const fillers = new Set(
              roles.flatMap(({ at, lessons }) => [...lessons].map(lesson => plan.fillersOf(lesson)[at] ?? -1))
            )
            const names = [...fillers].flatMap(filler => model.resources[filler]?.name ?? [])
            return {
              lessons: [...all],
              slots: [],
              message: `The role ${role} of ${group.name} is split between ${listed(names.sort())}`
            }
          }
        )
      })
    })
}
