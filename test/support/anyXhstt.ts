import { Schema } from "effect"
import { Constraint } from "../../src/timetable/Constraint.ts"
import { TimetableBody } from "../../src/timetable/Timetable.ts"

const encode = Schema.encodeSync(TimetableBody)
const decode = Schema.decodeUnknownSync(TimetableBody)

/** One constraint of each of XHSTT's kinds, on groups that `withXhstt` makes. */
const parameters = {
  AssignTime: {},
  AssignResource: { role: "Equipment" },
  SplitEvents: { minimum_duration: 1, maximum_duration: 2, minimum_amount: 1, maximum_amount: 2 },
  DistributeSplitEvents: { duration: 1, minimum: 1, maximum: 1 },
  PreferTimes: { slots: [0, 4], time_group_ids: ["tuesday"], duration: 1 },
  PreferResources: { role: "Equipment", resource_ids: ["Projector"], resource_group_ids: [] },
  AvoidSplitAssignments: { role: "Equipment" },
  SpreadEvents: {
    time_groups: [
      { id: "monday", minimum: 1, maximum: 2 },
      { id: "tuesday", minimum: 0, maximum: 1 }
    ]
  },
  LinkEvents: {},
  OrderEvents: {},
  AvoidClashes: {},
  AvoidUnavailableTimes: { slots: [3], time_group_ids: ["tuesday"] },
  LimitIdleTimes: { time_group_ids: ["monday", "tuesday"], minimum: 0, maximum: 1 },
  ClusterBusyTimes: { time_group_ids: ["monday", "tuesday"], minimum: 0, maximum: 1 },
  LimitBusyTimes: { time_group_ids: ["monday", "tuesday"], minimum: 2, maximum: 3 },
  LimitWorkload: { minimum: 2, maximum: 6 }
}

const costs = ["linear", "quadratic", "step"] as const

/**
 * The school with a role to be filled in each course, by a projector or a microscope in most lessons; and every kind of
 * XHSTT's rules at work on it, each cost function for some.
 */
export const withXhstt = (body: TimetableBody): TimetableBody => {
  const courses = body.courses.map(({ id }) => id)
  const selection = {
    on: "selection",
    courseIds: courses,
    courseGroupIds: ["all"],
    resourceIds: ["Projector"],
    resourceGroupIds: ["everybody"]
  }
  const pairs = courses
    .slice(1)
    .map((second, i) => ({ first_course_id: courses[i], second_course_id: second, max_separation: 4 }))
  const constraints = Object.entries(parameters).map(([kind, said], i) =>
    Schema.decodeUnknownSync(Constraint)({
      id: kind,
      kind,
      hard: false,
      weight: 1,
      cost: costs[i % 3],
      scope: selection,
      parameters: kind === "OrderEvents" ? { pairs } : said,
      note: null
    })
  )
  const plain = encode(body)
  return decode({
    ...plain,
    others: ["Projector", "Microscope"].map(id => ({ id, name: id, type: "equipment" })),
    courses: plain.courses.map(course => ({
      ...course,
      workload: 3,
      roles: [
        { role: "Equipment", type: "equipment", resourceId: null, workload: null },
        ...course.classIds.slice(0, 1).map(id => ({ role: null, type: "class", resourceId: id, workload: 1 }))
      ]
    })),
    placements: plain.placements.map((placement, i) => ({
      ...placement,
      assigned: ["Projector", "Microscope", null].flatMap((resourceId, n) =>
        resourceId !== null && ((placement.slot ?? 0) + i) % 3 === n ? { role: "Equipment", resourceId } : []
      )
    })),
    groups: [
      { id: "monday", name: "Monday", of: "times", sort: "day", members: [0, 1, 2, 3] },
      { id: "tuesday", name: "Tuesday", of: "times", sort: "day", members: [4, 5, 6, 7] },
      { id: "all", name: "All courses", of: "courses", sort: "group", members: courses },
      {
        id: "everybody",
        name: "Everybody",
        of: "resources",
        sort: "anybody",
        members: [...body.teachers, ...body.classes, ...body.rooms].map(({ id }) => id)
      }
    ],
    constraints: [...plain.constraints, ...constraints]
  })
}
