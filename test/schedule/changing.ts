import { Effect, Layer } from "effect"
import { v7 as uuid } from "uuid"
import { ChangeRepo, type Commit, type HistoryFilter } from "../../src/schedule/ChangeRepo.ts"
import { layerMemory as changesMemory } from "../../src/schedule/ChangeRepoMemory.ts"
import { layer as changesPg } from "../../src/schedule/ChangeRepoPg.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { layerMemory as schedulesMemory } from "../../src/schedule/ScheduleRepoMemory.ts"
import { layer as schedulesPg } from "../../src/schedule/ScheduleRepoPg.ts"
import { layerMemory as suggestionsMemory } from "../../src/schedule/SuggestionRepoMemory.ts"
import { layer as suggestionsPg } from "../../src/schedule/SuggestionRepoPg.ts"
import { type Suggestion, SuggestionId } from "../../src/suggestions/Suggestion.ts"
import { type Edit, noEdit } from "../../src/timetable/Edit.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import type { Spot } from "../../src/timetable/Placement.ts"
import { RoomId } from "../../src/timetable/Room.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import type { TimetableBody, TimetableHead } from "../../src/timetable/Timetable.ts"
import { oneLesson } from "./bodies.ts"

export const inMemory = Layer.mergeAll(schedulesMemory, changesMemory, suggestionsMemory)
export const inDatabase = Layer.mergeAll(schedulesPg, changesPg, suggestionsPg)

export const smith = { id: "smith", name: "Mrs. Smith" }
export const jones = { id: "jones", name: "Mr Jones" }
/** Morning of 2026-11-23. */
export const morning = 1_795_424_400_000

/** `oneLesson`: pinned to Monday 2 in the lab, two periods. The other one has no place. */
export const placedLesson = LessonId.make("9a-maths-1")
export const unplacedLesson = LessonId.make("9a-maths-2")
export const at = (slot: number, room = "lab"): Spot => ({
  slot,
  roomIds: [RoomId.make(room)],
  teacherIds: null,
  assigned: []
})
export const inLab = { lessonId: placedLesson, from: at(1), to: at(7, "hall") }
export const placing: Edit = { ...noEdit, changes: [{ lessonId: unplacedLesson, from: null, to: at(7, "hall") }] }

/** A timetable of a school of its own, since tests share a database. */
export const openTimetable = (name: string, body: TimetableBody = oneLesson) =>
  Effect.gen(function* () {
    const repo = yield* ScheduleRepo
    const schoolId = SchoolId.make(name)
    yield* repo.putSchool({ id: schoolId, name, timeZone: "Europe/London" })
    return yield* repo.put({ schoolId, name: "Week", body, makeCurrent: true })
  })

/** Mrs. Smith places a lesson; each test names what is different. */
export const commitTo = (head: TimetableHead, other: Partial<Commit> = {}): Commit => ({
  id: uuid(),
  schoolId: head.schoolId,
  timetableId: head.id,
  actor: smith,
  at: morning,
  kind: "applied",
  edit: placing,
  why: null,
  suggestionId: null,
  undoOf: null,
  score: { before: { hard: 2, soft: 0.5 }, after: { hard: 1, soft: 0.25 } },
  conflicts: { added: [], resolved: [] },
  expectedVersion: head.version,
  clientId: uuid(),
  hash: null,
  alsoSpent: [],
  ...other
})

/** Shown to Mrs. Smith, good until noon. */
export const suggestionFor = (head: TimetableHead, other: Partial<Suggestion> = {}): Suggestion => ({
  id: SuggestionId.make(uuid()),
  schoolId: head.schoolId,
  timetableId: head.id,
  userId: smith.id,
  version: head.version,
  edit: placing,
  shown: { kind: "move", reason: "half \ud83d of a pair, and a NUL \0" },
  hash: "ab".repeat(32),
  status: "open",
  inBasket: false,
  createdAt: morning - 1000,
  expiresAt: morning + 10_800_000,
  ...other
})

export const everything: HistoryFilter = { lessonIds: null, since: null, limit: 100, offset: 0 }

/** The records of a timetable, newest first, without the import that every story begins with. */
export const recordsOf = ({ schoolId, id }: TimetableHead) =>
  Effect.map(
    Effect.flatMap(ChangeRepo, repo => repo.history(schoolId, id, everything)),
    ({ changes }) => changes.filter(({ kind }) => kind !== "imported")
  )

export const load = ({ schoolId, id }: TimetableHead) => Effect.flatMap(ScheduleRepo, repo => repo.load(schoolId, id))

/** Commits one after the other, each on what the one before it left. */
export const commitAll = (head: TimetableHead, commits: ReadonlyArray<Partial<Commit>>) =>
  Effect.flatMap(ChangeRepo, repo =>
    Effect.forEach(commits, (commit, i) =>
      repo.commit(commitTo(head, { expectedVersion: head.version + i, ...commit }))
    )
  )
