import { Layer } from "effect"
import { v7 as uuid } from "uuid"
import type { Decision } from "../../src/schedule/Applier.ts"
import { layer as layerApplying } from "../../src/schedule/Applying.ts"
import { layer as layerFeed } from "../../src/schedule/ChangeFeedLocal.ts"
import type { Inspection } from "../../src/schedule/ConflictDetector.ts"
import { layer as layerDetector } from "../../src/schedule/ConflictDetectorCached.ts"
import { changeTo } from "../../src/timetable/Change.ts"
import { type Edit, noEdit } from "../../src/timetable/Edit.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import type { Spot } from "../../src/timetable/Placement.ts"
import type { TimetableHead } from "../../src/timetable/Timetable.ts"
import { constraint, school } from "../support/school.ts"
import { smith } from "./changing.ts"

/** What stands between a command and the stores. */
export const applying = Layer.provideMerge(layerApplying, Layer.merge(layerDetector, layerFeed))

/**
 * Ms Smith has 9A and 9B at once on Monday 2; 9C is hers on Monday 1, 9D on Monday 3; 9P, pinned to Tuesday 1, is Mr
 * Jones's.
 */
export const clashing = school(
  {
    days: ["Monday", "Tuesday"],
    periods: ["1", "2", "3", "4"],
    lessons: {
      "9A": { teachers: ["Ms Smith"], at: "Monday 2" },
      "9B": { teachers: ["Ms Smith"], at: "Monday 2" },
      "9C": { teachers: ["Ms Smith"], at: "Monday 1" },
      "9D": { teachers: ["Ms Smith"], at: "Monday 3", rooms: ["Lab"] },
      "9P": { teachers: ["Mr Jones"], at: "Tuesday 1", pin: true }
    }
  },
  [
    constraint("teacher_clash"),
    constraint("unplaced", { weight: 3 }),
    constraint("pinned_moved"),
    constraint("teacher_gaps", { hard: false, weight: 0.1, parameters: { max_per_day: 0 } })
  ]
)

export const lesson = (name: string) => LessonId.make(name)

export const spot = (slot: number, rooms: Spot["roomIds"] = []): Spot => ({
  slot,
  roomIds: rooms,
  teacherIds: null,
  assigned: []
})

/** The edit that puts lessons there, from wherever they are in this timetable. */
export const moving = (
  { placements }: Inspection["timetable"],
  moves: Readonly<Record<string, number | Spot | null>>
): Edit => ({
  ...noEdit,
  changes: Object.entries(moves).map(([name, to]) => {
    const placement = placements.find(({ lessonId }) => lessonId === name)
    return changeTo(placement, lesson(name), typeof to === "number" ? spot(to) : to)
  })
})

/** Mrs. Smith decides about a version; each test names what is different. */
export const decisionOn = (head: TimetableHead, edit: Edit, other: Partial<Decision> = {}): Decision => ({
  schoolId: head.schoolId,
  timetableId: head.id,
  actor: smith,
  clientId: uuid(),
  kind: "applied",
  edit,
  version: head.version,
  suggestion: null,
  alsoSpent: [],
  undoOf: null,
  why: null,
  forced: false,
  ...other
})
