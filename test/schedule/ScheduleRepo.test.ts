import { expect, layer } from "@effect/vitest"
import { Effect, Layer, Runtime } from "effect"
import fc from "fast-check"
import { describe } from "vitest"
import { layerEmbedded } from "../../src/schedule/Database.ts"
import { BrokenTimetable, ScheduleRepo, TimetableNotFound } from "../../src/schedule/ScheduleRepo.ts"
import { layerMemory } from "../../src/schedule/ScheduleRepoMemory.ts"
import { layer as layerPg } from "../../src/schedule/ScheduleRepoPg.ts"
import { CourseId } from "../../src/timetable/Course.ts"
import { LessonId } from "../../src/timetable/Lesson.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { TeacherId } from "../../src/timetable/Teacher.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { layerFreshPostgres, migrated } from "../support/Postgres.ts"
import { emptyBody, largeBody, oneLesson } from "./bodies.ts"
import { randomBody } from "./randomBody.ts"

/** A school of its own for each test, since they share a database. */
const openSchool = (name: string) =>
  Effect.gen(function* () {
    const repo = yield* ScheduleRepo
    const id = SchoolId.make(name)
    yield* repo.putSchool({ id, name, timeZone: "Europe/London" })
    return id
  })

const withNames = (name: string): TimetableBody => ({
  ...oneLesson,
  teachers: oneLesson.teachers.map(teacher => ({ ...teacher, name, shortName: name })),
  classes: oneLesson.classes.map(schoolClass => ({ ...schoolClass, name, atoms: [name] })),
  placements: oneLesson.placements.map(placement => ({ ...placement, pin: { by: name, why: name } }))
})

describe.each([
  ["in memory", layerMemory],
  ["on PGlite", Layer.provide(layerPg, migrated(layerEmbedded("memory://")))],
  ["on PostgreSQL", Layer.provide(layerPg, migrated(layerFreshPostgres()))]
])("a repository %s", (_, repository) => {
  layer(Layer.orDie(repository), { timeout: "60 seconds" })(it => {
    it.effect("gives back a timetable as it was put, with its head", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool("Springfield")
        const head = yield* repo.put({ schoolId, name: "Autumn", body: oneLesson, makeCurrent: false })
        expect(head).toEqual({ id: head.id, schoolId, name: "Autumn", version: 1, published: false })
        expect(yield* repo.load(schoolId, head.id)).toEqual({ ...oneLesson, ...head })
        expect(yield* repo.head(schoolId, head.id)).toEqual(head)
      })
    )

    it.effect("gives back whatever can be put, in its order", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const runtime = yield* Effect.runtime()
        const schoolId = yield* openSchool("Any")
        const putThenLoad = fc.asyncProperty(randomBody, body =>
          Runtime.runPromise(runtime)(
            Effect.gen(function* () {
              const head = yield* repo.put({ schoolId, name: "Any", body, makeCurrent: false })
              expect(yield* repo.load(schoolId, head.id)).toEqual({ ...body, ...head })
            })
          )
        )
        yield* Effect.promise(() => fc.assert(putThenLoad, { numRuns: 40 }))
      })
    )

    it.effect("keeps a large timetable, and says how far it is", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool("Large")
        const body = largeBody(1600)
        const told: Array<number> = []
        const progress = (fraction: number) => Effect.sync(() => void told.push(fraction))
        const head = yield* repo.put({ schoolId, name: "Large", body, makeCurrent: true, progress })
        expect(yield* repo.load(schoolId, head.id)).toEqual({ ...body, ...head })
        expect(told.at(-1)).toBe(1)
        expect(told).toEqual([...new Set(told)].sort((a, b) => a - b))
      })
    )

    it.effect("replaces a timetable of the same name, and counts", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool("Replacing")
        const first = yield* repo.put({ schoolId, name: "Week", body: oneLesson, makeCurrent: true })
        const second = yield* repo.put({ schoolId, name: "Week", body: emptyBody, makeCurrent: false })
        expect(second).toEqual({ ...first, version: 2 })
        expect(yield* repo.load(schoolId, first.id)).toEqual({ ...emptyBody, ...second })
        expect(yield* repo.head(schoolId, null)).toEqual(second)
      })
    )

    it.effect("tells the current timetables of several schools at once, of those that have one", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const [one, two, none] = [
          yield* openSchool("Current A"),
          yield* openSchool("Current B"),
          yield* openSchool("None")
        ]
        const first = yield* repo.put({ schoolId: one, name: "Week", body: emptyBody, makeCurrent: true })
        const second = yield* repo.put({ schoolId: two, name: "Week", body: emptyBody, makeCurrent: true })
        yield* repo.put({ schoolId: two, name: "Other", body: emptyBody, makeCurrent: false })
        yield* repo.put({ schoolId: none, name: "Week", body: emptyBody, makeCurrent: false })
        const found = yield* repo.currentHeads([two, none, one])
        expect(new Set(found)).toEqual(new Set([first, second]))
        expect(yield* repo.currentHeads([one])).toEqual([first])
        expect(yield* repo.currentHeads([])).toEqual([])
      })
    )

    it.effect("lists schools and timetables by name", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool("Lists B")
        yield* openSchool("Lists A")
        const zebra = yield* repo.put({ schoolId, name: "Zebra", body: emptyBody, makeCurrent: false })
        const ape = yield* repo.put({ schoolId, name: "ape", body: emptyBody, makeCurrent: false })
        expect(yield* repo.heads(schoolId)).toEqual([zebra, ape])
        expect(yield* repo.heads(SchoolId.make("Lists A"))).toEqual([])
        const names = (yield* repo.schools).map(school => school.name)
        expect(names.filter(name => name.startsWith("Lists"))).toEqual(["Lists A", "Lists B"])
      })
    )

    it.effect("renames a school and keeps its timetables", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const id = yield* openSchool("Renamed")
        const head = yield* repo.put({ schoolId: id, name: "Week", body: emptyBody, makeCurrent: true })
        yield* repo.putSchool({ id, name: "Renamed again", timeZone: "Asia/Dubai" })
        expect((yield* repo.schools).filter(school => school.id === id)).toEqual([
          { id, name: "Renamed again", timeZone: "Asia/Dubai" }
        ])
        expect(yield* repo.head(id, null)).toEqual(head)
      })
    )

    it.effect("does not find another school's timetable, nor a current one that was never named", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const ours = yield* openSchool("Ours")
        const theirs = yield* openSchool("Theirs")
        const { id } = yield* repo.put({ schoolId: theirs, name: "Secret", body: oneLesson, makeCurrent: true })
        const notFound = new TimetableNotFound({ schoolId: ours, timetableId: id })
        expect(yield* Effect.flip(repo.load(ours, id))).toEqual(notFound)
        expect(yield* Effect.flip(repo.head(ours, id))).toEqual(notFound)
        expect(yield* Effect.flip(repo.head(ours, null))).toEqual(
          new TimetableNotFound({ schoolId: ours, timetableId: null })
        )
        expect(yield* repo.heads(ours)).toEqual([])
      })
    )

    it.effect("lets two schools use the same names and ids", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const north = yield* openSchool("North")
        const south = yield* openSchool("South")
        const northern = yield* repo.put({ schoolId: north, name: "Week", body: oneLesson, makeCurrent: true })
        const southern = yield* repo.put({ schoolId: south, name: "Week", body: emptyBody, makeCurrent: true })
        expect(yield* repo.load(north, northern.id)).toEqual({ ...oneLesson, ...northern })
        expect(yield* repo.load(south, southern.id)).toEqual({ ...emptyBody, ...southern })
      })
    )

    it.effect("refuses references to nothing, and writes nothing", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool("Dangling")
        const before = yield* repo.put({ schoolId, name: "Week", body: oneLesson, makeCurrent: true })
        const orphan = { id: LessonId.make("orphan"), courseId: CourseId.make("gone"), duration: 1, weeks: 1 }
        const body = { ...oneLesson, lessons: [orphan, ...oneLesson.lessons] }
        expect(yield* Effect.flip(repo.put({ schoolId, name: "Week", body, makeCurrent: true }))).toEqual(
          new BrokenTimetable({ dangling: [{ path: "lessons[0].course_id", id: "gone" }], unsound: [] })
        )
        expect(yield* repo.load(schoolId, before.id)).toEqual({ ...oneLesson, ...before })
      })
    )

    it.effect("refuses ids that come twice and texts that no database keeps", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool("Unsound")
        const [smith] = oneLesson.teachers
        if (smith === undefined) return expect.fail("the story has no teacher")
        const id = TeacherId.make("jones")
        const teachers = [smith, smith, { ...smith, id, name: "half \ud83d" }, { ...smith, id, name: "nul \0" }]
        const body = { ...oneLesson, teachers }
        expect(yield* Effect.flip(repo.put({ schoolId, name: "Week", body, makeCurrent: true }))).toEqual(
          new BrokenTimetable({
            dangling: [],
            unsound: [
              { path: "teachers[1]", id: "smith", reason: "repeated" },
              { path: "teachers[2]", id: "jones", reason: "text" },
              { path: "teachers[3]", id: "jones", reason: "repeated" },
              { path: "teachers[3]", id: "jones", reason: "text" }
            ]
          })
        )
        expect(yield* repo.heads(schoolId)).toEqual([])
      })
    )

    it.effect.each([
      "Robert'); DROP TABLE school; --",
      '"; $1 $$ %s {name} \\ \\u0000 \n\t.',
      "👩‍🏫 Ms 𝒮mith",
      "مدرسة \u202e الأمل \u200f",
      "__proto__"
    ])("keeps the name %j", name =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool(name)
        const body = withNames(name)
        const head = yield* repo.put({ schoolId, name, body, makeCurrent: true })
        expect(yield* repo.load(schoolId, head.id)).toEqual({ ...body, ...head })
        expect((yield* repo.schools).filter(school => school.id === name).map(school => school.name)).toEqual([name])
      })
    )

    it.effect("lets writers of one timetable take turns", () =>
      Effect.gen(function* () {
        const repo = yield* ScheduleRepo
        const schoolId = yield* openSchool("Busy")
        const bodies = [oneLesson, emptyBody, withNames("Ms Jones"), largeBody(40), withNames("Mr Brown"), emptyBody]
        const heads = yield* Effect.forEach(
          bodies,
          body => repo.put({ schoolId, name: "Week", body, makeCurrent: true }),
          { concurrency: "unbounded" }
        )
        expect(heads.map(head => head.version).sort()).toEqual([1, 2, 3, 4, 5, 6])
        const last = heads.findIndex(head => head.version === 6)
        const timetable = yield* repo.load(schoolId, heads[0]?.id ?? expect.fail("nothing was put"))
        expect(timetable).toEqual({ ...bodies[last], ...heads[last] })
      })
    )
  })
})
