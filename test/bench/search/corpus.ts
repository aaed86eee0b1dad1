import { basicConstraints } from "../../../src/constraints/basicConstraints.ts"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"

/** What every school takes for granted: in our own kinds, and in XHSTT's. */
const basicKinds: ReadonlySet<string> = new Set([
  ...basicConstraints().map(({ kind }) => kind),
  "AssignTime",
  "AssignResource",
  "AvoidClashes",
  "AvoidUnavailableTimes",
  "PreferResources"
])

/** The school with only the basic rules hard; its other ones weigh heavily. */
export const withBasicRules = (body: TimetableBody): TimetableBody => ({
  ...body,
  constraints: body.constraints.map(each =>
    each.hard && !basicKinds.has(each.kind) ? { ...each, hard: false, weight: 100 } : each
  )
})
