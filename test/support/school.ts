import { Either, Schema } from "effect"
import type { Conflict } from "../../src/constraints/Conflict.ts"
import { type Evaluation, evaluate, makeRulebook, type Rulebook } from "../../src/constraints/Evaluation.ts"
import { makeModel } from "../../src/constraints/Model.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import type { BadConstraint } from "../../src/constraints/Rule.ts"
import { Constraint } from "../../src/timetable/Constraint.ts"
import { plainCourse } from "../../src/timetable/Course.ts"
import { TimetableBody } from "../../src/timetable/Timetable.ts"
import { slotName, type WeekGrid } from "../../src/timetable/WeekGrid.ts"

/**
 * A timetable as a test's story tells it. Names are ids. Times are "Monday 2" (day and name of the period), or a slot
 * number for what the week does not have. Who is mentioned exists; `teachers`, `classes`, `rooms` say more of them.
 */
export interface Story {
  readonly days?: ReadonlyArray<string>
  /** Names of the periods of each day; a name that is not a number is a break. */
  readonly periods?: ReadonlyArray<string>
  /** When each period begins and ends, "08:00-08:45"; default: not known. */
  readonly bells?: ReadonlyArray<string>
  /** Labels of the weeks of the cycle. */
  readonly weeks?: ReadonlyArray<string>
  readonly teachers?: Readonly<
    Record<
      string,
      {
        readonly off?: ReadonlyArray<string>
        /** Subjects the teacher may teach. */
        readonly subjects?: ReadonlyArray<string>
        readonly home?: string
      }
    >
  >
  readonly classes?: Readonly<
    Record<
      string,
      {
        readonly off?: ReadonlyArray<string>
        readonly atoms?: ReadonlyArray<string>
        readonly in?: ReadonlyArray<string>
        readonly size?: number
        readonly home?: string
      }
    >
  >
  readonly rooms?: Readonly<
    Record<
      string,
      {
        readonly off?: ReadonlyArray<string>
        readonly seats?: number | null
        readonly features?: ReadonlyArray<string>
        readonly building?: string
      }
    >
  >
  /** By id. */
  readonly lessons?: Readonly<Record<string, LessonStory>>
}

export interface LessonStory {
  /** Default: the lesson's id. */
  readonly subject?: string
  /** Lessons with the same course name share it; default: a course for each lesson. */
  readonly course?: string
  readonly teachers?: ReadonlyArray<string>
  readonly classes?: ReadonlyArray<string>
  readonly duration?: number
  /** Bit w = held in week w; default: all. */
  readonly weeks?: number
  readonly need?: Schema.Schema.Encoded<typeof TimetableBody>["courses"][number]["roomNeed"]
  readonly attendance?: number
  /** Absent: unplaced. */
  readonly at?: string | number
  readonly rooms?: ReadonlyArray<string>
  /** Teachers that the placement chooses instead of the course's. */
  readonly taughtBy?: ReadonlyArray<string>
  /** Durations that the course asks for; of its lessons the last one says. */
  readonly split?: ReadonlyArray<number>
  /** Pinned: where it stands, or to another time. */
  readonly pin?: true | string
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
const decodeBody = Schema.decodeUnknownSync(TimetableBody)
const decodeConstraint = Schema.decodeUnknownSync(Constraint)

const gridOf = ({ days = weekdays, periods = ["1", "2", "3", "4", "5", "6"], bells = [] }: Story) => ({
  days: days.map(name => ({
    name,
    shortName: name.slice(0, 2),
    periods: periods.map((period, i) => {
      const [start = null, end = null] = bells[i]?.split("-") ?? []
      return { name: period, start, end, isBreak: !/^\d+$/.test(period) }
    })
  }))
})

/** "Monday 2" → its slot. Fails on a time that the story's week does not have. */
const slotAt = (grid: ReturnType<typeof gridOf>, time: string | number): number => {
  if (typeof time === "number") return time
  const at = grid.days.flatMap(day => day.periods.map(period => `${day.name} ${period.name}`)).indexOf(time)
  if (at < 0) throw new Error(`the week of this story has no "${time}"`)
  return at
}

export const school = (story: Story, constraints: ReadonlyArray<Constraint> = []): TimetableBody => {
  const grid = gridOf(story)
  const weeks = story.weeks ?? ["every week"]
  const lessons = Object.entries(story.lessons ?? {})
  const mentioned = (known: object | undefined, more: ReadonlyArray<string>) => [
    ...new Set([...Object.keys(known ?? {}), ...more])
  ]
  const slots = (times: ReadonlyArray<string> = []) => times.map(time => slotAt(grid, time))
  const courses = new Map(lessons.map(([id, lesson]) => [lesson.course ?? id, { ...lesson, lesson: id }]))
  return decodeBody({
    grid,
    cycle: { length: weeks.length, anchor: "2024-01-01", labels: weeks },
    teachers: mentioned(
      story.teachers,
      lessons.flatMap(([, l]) => [...(l.teachers ?? []), ...(l.taughtBy ?? [])])
    ).map(name => ({
      id: name,
      name,
      shortName: null,
      subjectIds: story.teachers?.[name]?.subjects ?? [],
      homeRoomId: story.teachers?.[name]?.home ?? null,
      unavailable: slots(story.teachers?.[name]?.off)
    })),
    classes: mentioned(
      story.classes,
      lessons.flatMap(([, l]) => l.classes ?? [])
    ).map(name => ({
      id: name,
      name,
      parentIds: story.classes?.[name]?.in ?? [],
      atoms: story.classes?.[name]?.atoms ?? [name],
      size: story.classes?.[name]?.size ?? 20,
      homeRoomId: story.classes?.[name]?.home ?? null,
      unavailable: slots(story.classes?.[name]?.off)
    })),
    rooms: mentioned(
      story.rooms,
      lessons.flatMap(([, l]) => l.rooms ?? [])
    ).map(name => ({
      id: name,
      name,
      capacity: story.rooms?.[name]?.seats ?? null,
      building: story.rooms?.[name]?.building ?? null,
      features: story.rooms?.[name]?.features ?? [],
      unavailable: slots(story.rooms?.[name]?.off)
    })),
    subjects: [...new Set(lessons.map(([id, l]) => l.subject ?? id))].map(name => ({ id: name, name, tags: [] })),
    courses: [...courses].map(([id, l]) => ({
      ...plainCourse,
      id,
      subjectId: l.subject ?? l.lesson,
      teacherIds: l.teachers ?? [],
      classIds: l.classes ?? [],
      split: l.split ?? [],
      roomNeed: l.need ?? { need: "none" },
      attendance: l.attendance ?? null,
      tags: []
    })),
    lessons: lessons.map(([id, l]) => ({
      id,
      courseId: l.course ?? id,
      duration: l.duration ?? 1,
      weeks: l.weeks ?? 2 ** weeks.length - 1
    })),
    placements: lessons.flatMap(([id, l]) =>
      l.at === undefined
        ? []
        : {
            lessonId: id,
            slot: slotAt(grid, l.at),
            roomIds: l.rooms ?? [],
            teacherIds: l.taughtBy ?? null,
            assigned: [],
            pin:
              l.pin === undefined
                ? null
                : { by: "the head", why: "agreed", ...(l.pin === true ? {} : { slot: slotAt(grid, l.pin) }) }
          }
    ),
    constraints,
    others: [],
    groups: []
  })
}

/** A constraint of this kind: hard, weight 1, linear, for the whole school, unless `how` says otherwise. */
export const constraint = (kind: string, how: Partial<Record<keyof Constraint, unknown>> = {}): Constraint =>
  decodeConstraint({
    id: kind,
    kind,
    hard: true,
    weight: 1,
    cost: "linear",
    scope: { on: "school" },
    parameters: {},
    note: null,
    ...how
  })

/** The compiled constraints of a body. Throws the BadConstraint, if there is one. */
export const rulebookOf = (body: TimetableBody): Rulebook =>
  Either.getOrThrowWith(makeRulebook(makeModel(body)), bad => bad)

/** Everything wrong with a body, from scratch. */
export const evaluateBody = (body: TimetableBody): Evaluation => {
  const rulebook = rulebookOf(body)
  return evaluate(rulebook, Plan.of(rulebook.model))
}

/** A conflict as a test asserts it: lessons and resources sorted, slots by name. */
export interface Finding {
  readonly deviation: number
  readonly lessons: ReadonlyArray<string>
  readonly resources: ReadonlyArray<string>
  readonly slots: ReadonlyArray<string>
}

const findingOf =
  (grid: WeekGrid) =>
  ({ deviation, lessons, resources, slots }: Conflict): Finding => ({
    deviation,
    lessons: [...lessons].sort(),
    resources: resources.map(resource => `${resource.kind} ${resource.id}`).sort(),
    slots: slots.map(slot => slotName(grid, slot).replace(", period", ""))
  })

/** What one constraint finds in a story, in the order of the evaluation. */
export const find = (story: Story, what: Constraint): ReadonlyArray<Finding> => {
  const body = school(story, [what])
  return evaluateBody(body).conflicts.map(findingOf(body.grid))
}

/** What it says of them. */
export const messages = (story: Story, what: Constraint): ReadonlyArray<string> =>
  evaluateBody(school(story, [what])).conflicts.map(conflict => conflict.message)

/** Why a constraint cannot be read. Throws when it can. */
export const refusal = (story: Story, what: Constraint): Pick<BadConstraint, "path" | "reason"> => {
  const rulebook = makeRulebook(makeModel(school(story, [what])))
  const { path, reason } = Either.getOrThrow(Either.flip(rulebook))
  return { path, reason }
}

/** Slot numbers of times, for parameters. */
export const slotNumbers = (story: Story, times: ReadonlyArray<string>): ReadonlyArray<number> =>
  times.map(time => slotAt(gridOf(story), time))
