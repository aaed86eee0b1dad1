import { Schema } from "effect"
import { TimetableBody } from "../../src/timetable/Timetable.ts"
import { constraint, evaluateBody } from "./school.ts"

/** A week of two days with four times each, as an archive has it: "Mo1" … "Mo4", "Tu1" … "Tu4". */
const times = ["Mo", "Tu"].flatMap(day => [1, 2, 3, 4].map(n => `${day}${n}`))

/** Slots of times by name. Fails on a time that the week does not have. */
export const at = (...names: ReadonlyArray<string>): ReadonlyArray<number> =>
  names.map(name => {
    const slot = times.indexOf(name)
    if (slot < 0) throw new Error(`the week of this story has no "${name}"`)
    return slot
  })

export interface EventStory {
  /** Total duration; default: what its lessons last. */
  readonly duration?: number
  readonly workload?: number
  /** Resources that are given, without a role: "Smith", "9A". */
  readonly given?: ReadonlyArray<string>
  /** Roles to be filled by a teacher; a number is the role's workload. */
  readonly roles?: Readonly<Record<string, number | null>>
  readonly lessons: ReadonlyArray<LessonStory>
}

export interface LessonStory {
  /** Absent: no time. */
  readonly at?: string
  readonly lasts?: number
  /** Who fills which role. */
  readonly with?: Readonly<Record<string, string>>
}

export interface XhsttStory {
  readonly events: Readonly<Record<string, EventStory>>
  /** Groups of events. Groups of times are "Mo", "Tu" and "early" (the first of each day); of resources, "staff". */
  readonly groups?: Readonly<Record<string, ReadonlyArray<string>>>
}

const teachers = ["Smith", "Jones", "Brown"]
const classes = ["9A", "9B"]

const typeOf = (id: string): string => (classes.includes(id) ? "class" : "teacher")

const roleOf = (role: string | null, resourceId: string | null, workload: number | null) => ({
  role,
  type: resourceId === null ? "teacher" : typeOf(resourceId),
  resourceId,
  workload
})

export interface Asked {
  /** Events, groups of events, resources, or the group of resources "staff". */
  readonly to: ReadonlyArray<string>
  readonly parameters?: object
  readonly cost?: "linear" | "quadratic" | "step"
  readonly weight?: number
}

export const xhsttSchool = (story: XhsttStory, kind: string, asked: Asked): TimetableBody => {
  const events = Object.entries(story.events)
  const groups = Object.keys(story.groups ?? {})
  const to = (known: ReadonlyArray<string>) => asked.to.filter(id => known.includes(id))
  const lessons = events.flatMap(([course, { lessons: own }]) =>
    own.map((lesson, i) => ({ ...lesson, id: `${course}:${i + 1}`, course }))
  )
  return Schema.decodeUnknownSync(TimetableBody)({
    grid: {
      runsOn: true,
      days: ["Mo", "Tu"].map(name => ({
        name,
        shortName: name,
        periods: ["1", "2", "3", "4"].map(period => ({ name: period, start: null, end: null, isBreak: false }))
      }))
    },
    cycle: { length: 1, anchor: "2024-01-01", labels: ["all"] },
    teachers: teachers.map(id => ({
      id,
      name: id,
      shortName: null,
      subjectIds: [],
      homeRoomId: null,
      unavailable: []
    })),
    classes: classes.map(id => ({
      id,
      name: id,
      parentIds: [],
      atoms: [id],
      size: 0,
      homeRoomId: null,
      unavailable: []
    })),
    rooms: [],
    others: [],
    subjects: events.map(([id]) => ({ id, name: id, tags: [] })),
    courses: events.map(([id, { duration, workload, given = [], roles = {} }]) => ({
      id,
      subjectId: id,
      teacherIds: given.filter(one => teachers.includes(one)),
      classIds: given.filter(one => classes.includes(one)),
      split: [],
      roomNeed: { need: "none" },
      attendance: null,
      tags: [],
      name: id,
      duration: duration ?? null,
      givenSlot: null,
      workload: workload ?? null,
      roles: [
        ...given.map(one => roleOf(null, one, null)),
        ...Object.entries(roles).map(([role, work]) => roleOf(role, null, work))
      ]
    })),
    lessons: lessons.map(({ id, course, lasts = 1 }) => ({ id, courseId: course, duration: lasts, weeks: 1 })),
    placements: lessons.flatMap(({ id, at: time, with: fillers = {} }) => ({
      lessonId: id,
      slot: time === undefined ? null : (at(time)[0] ?? null),
      roomIds: [],
      teacherIds: null,
      assigned: Object.entries(fillers).map(([role, resourceId]) => ({ role, resourceId })),
      pin: null
    })),
    groups: [
      { id: "Mo", name: "Mo", of: "times", sort: "day", members: [0, 1, 2, 3] },
      { id: "Tu", name: "Tu", of: "times", sort: "day", members: [4, 5, 6, 7] },
      { id: "early", name: "early", of: "times", sort: "group", members: [0, 4] },
      { id: "staff", name: "staff", of: "resources", sort: "teacher", members: teachers },
      ...Object.entries(story.groups ?? {}).map(([id, members]) => ({
        id,
        name: id,
        of: "courses",
        sort: "group",
        members
      }))
    ],
    constraints: [
      constraint(kind, {
        weight: asked.weight ?? 1,
        cost: asked.cost ?? "linear",
        scope: {
          on: "selection",
          courseIds: to(Object.keys(story.events)),
          courseGroupIds: to(groups),
          resourceIds: to([...teachers, ...classes]),
          resourceGroupIds: to(["staff"])
        },
        parameters: asked.parameters ?? {}
      })
    ]
  })
}

/** What the constraint costs in the story, and its points that deviate: "deviation: message". */
export const judgeXhstt = (story: XhsttStory, kind: string, asked: Asked) => {
  const { hard, conflicts } = evaluateBody(xhsttSchool(story, kind, asked))
  return { cost: hard, said: conflicts.map(({ deviation, message }) => `${deviation}: ${message}`).sort() }
}

export const costOf = (story: XhsttStory, kind: string, asked: Asked): number => judgeXhstt(story, kind, asked).cost
