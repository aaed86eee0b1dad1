import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { NodeFileSystem } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { danglingReferences } from "../../src/constraints/Model.ts"
import type { FetImport } from "../../src/interchange/fet/FetImport.ts"
import { readTimetable } from "../../src/interchange/readTimetable.ts"
import { TimetableBody } from "../../src/timetable/Timetable.ts"
import { judge, read } from "../interchange/brookside.ts"

const folder = resolve(process.env.CORPUS_DIR ?? new URL("../../../shared/data", import.meta.url).pathname, "fet")
const there = existsSync(resolve(folder, "EXPECTED.tsv"))
if (!there)
  process.stderr.write(
    `\nNO CORPUS: ${folder} is not there, so the real FET schools are NOT tested (set CORPUS_DIR)\n\n`
  )

/** EXPECTED.tsv: a header, then a line a school. */
const schools = (): ReadonlyArray<Readonly<Record<string, string>>> => {
  const [header = "", ...lines] = readFileSync(resolve(folder, "EXPECTED.tsv"), "utf8").trim().split("\n")
  const columns = header.split("\t")
  return lines.map(line => Object.fromEntries(line.split("\t").map((cell, i) => [columns[i] ?? "", cell])))
}

const fileOf = (school: string, file: string): string => resolve(folder, school, `${file}.fet`)
const textOf = (school: string): string => readFileSync(fileOf(school, "data_and_timetable"), "utf8")

/** What is measured of a school, under the names of EXPECTED.tsv. */
const measured = ({ grid, teachers, classes, rooms, lessons }: TimetableBody) => {
  const parents = new Map(classes.map(({ id, parentIds }) => [String(id), parentIds]))
  const isGroup = (parentIds: ReadonlyArray<string>) => parentIds.some(id => parents.get(id)?.length === 0)
  return {
    days: grid.days.length,
    hours: grid.days[0]?.periods.length ?? 0,
    teachers: teachers.length,
    years: classes.filter(({ parentIds }) => parentIds.length === 0).length,
    groups: classes.filter(({ parentIds }) => isGroup(parentIds)).length,
    rooms: rooms.length,
    activities: lessons.length,
    periods: lessons.reduce((sum, { duration }) => sum + duration, 0)
  }
}

const found = (body: TimetableBody) => {
  const { hard, soft, byKind } = judge(body)
  return {
    hard_violations: hard,
    fet_soft_total: soft,
    fet_mindays_lines: byKind.subject_spread?.count ?? 0,
    fet_mindays_factor: byKind.subject_spread?.soft ?? 0
  }
}

/** A line "column: expected, got" for each miss; says on the way what was compared. */
const misses = (expected: Readonly<Record<string, string>>, actual: Readonly<Record<string, number>>) => {
  const rows = Object.entries(actual).map(([column, value]) => ({ column, expected: Number(expected[column]), value }))
  const table = rows.map(row => `${row.column} ${row.value}${row.value === row.expected ? "" : ` ≠ ${row.expected}`}`)
  process.stdout.write(`${expected.name}: ${table.join(" · ")}\n`)
  return rows.filter(row => row.value !== row.expected)
}

const load = (school: string, file: string) =>
  readTimetable(fileOf(school, file)).pipe(Effect.provide(NodeFileSystem.layer))

const total = ({ report }: Pick<FetImport, "report">, prefix: RegExp): number =>
  [...report.mapped, ...report.unmapped, ...report.inactive]
    .filter(({ type }) => prefix.test(type))
    .reduce((sum, { count }) => sum + count, 0)

describe.skipIf(!there)("the real schools of the corpus", () => {
  it("are there", () => {
    expect(schools().length).toBeGreaterThan(0)
  })

  for (const expected of there ? schools() : []) {
    const school = expected.name ?? ""

    it.effect(`${school}: the timetable that FET found has FET's sizes and FET's conflicts, no more and no less`, () =>
      Effect.gen(function* () {
        const { body } = yield* load(school, "data_and_timetable")
        expect(danglingReferences(body)).toEqual([])
        expect(Schema.is(TimetableBody)(body)).toBe(true)
        expect(misses(expected, { ...measured(body), ...found(body) })).toEqual([])
        expect(body.placements.length).toBe(body.lessons.length)
      })
    )

    it.effect(`${school}: the input has the same school, and every constraint is accounted for`, () =>
      Effect.gen(function* () {
        const imported = yield* load(school, "input")
        expect(misses(expected, measured(imported.body))).toEqual([])
        const constraints = Number(expected.time_constraints) + Number(expected.space_constraints)
        expect(total(imported, /^Constraint/)).toBe(constraints)
        expect(imported.report.unmapped).toEqual([])
      })
    )

    it(`${school}: a lesson moved by hand onto a busy teacher's slot makes exactly that clash`, () => {
      const move = handMoved(school)
      // The classes of this one have a lesson in every hour in which they may have one: a class always minds too.
      if (move === null) return expect(school).toBe("spain-1school")
      const { text, moved, teacher, slot } = move
      const { hard, conflicts } = judge(read(text).body)
      const worse = conflicts.filter(({ severity }) => severity === "hard")
      expect({ hard, kinds: worse.map(({ kind }) => kind) }).toEqual({ hard: 1, kinds: ["teacher_clash"] })
      expect(worse[0]?.lessons).toContain(moved)
      expect(worse[0]?.resources).toEqual([{ kind: "teacher", id: teacher }])
      expect(worse[0]?.slots).toEqual([slot])
    })
  }
})

interface HandMove {
  readonly text: string
  readonly moved: string
  readonly teacher: string
  readonly slot: number
}

/**
 * Looks, without the evaluator's help, for a lesson that can go to another hour of its day where its teacher has another
 * one and nobody else minds: students and room are free and available, nobody gets a gap, nothing ties the lesson to its
 * hour; and rewrites its starting time in the file's own text. null: there is none.
 */
const handMoved = (school: string): HandMove | null => {
  const text = textOf(school)
  const { body } = read(text)
  const hours = body.grid.days[0]?.periods.length ?? 1
  const lessons = new Map(body.lessons.map(lesson => [lesson.id, lesson]))
  const courses = new Map(body.courses.map(course => [course.id, course]))
  const classes = new Map(body.classes.map(schoolClass => [schoolClass.id, schoolClass]))
  const tied = new Set(
    body.constraints.flatMap(({ kind, hard, scope }) =>
      hard && kind !== "subject_spread" && scope.on === "lessons" && scope.ids !== "all" ? [...scope.ids] : []
    )
  )
  const placed = body.placements.flatMap(({ lessonId, slot, roomIds }) => {
    if (slot === null) return []
    const lesson = lessons.get(lessonId)
    const course = lesson && courses.get(lesson.courseId)
    const students = new Set(course?.classIds.flatMap(id => classes.get(id)?.atoms ?? []))
    const duration = lesson?.duration ?? 1
    return { lessonId, slot, duration, roomIds, teacherIds: course?.teacherIds ?? [], students }
  })
  type Placed = (typeof placed)[number]

  const dayOf = (slot: number): number => Math.floor(slot / hours)
  const judgesGaps = new Set(body.constraints.flatMap(({ kind }) => (kind.endsWith("_gaps") ? [kind] : [])))
  const getsGap = (kind: string, here: Placed, to: number, concerned: (lesson: Placed) => boolean): boolean => {
    if (!judgesGaps.has(kind)) return false
    const others = placed
      .filter(lesson => lesson !== here && dayOf(lesson.slot) === dayOf(to) && concerned(lesson))
      .flatMap(({ slot, duration }) => Array.from({ length: duration }, (_, i) => slot + i))
    return gaps([...others, to]) > gaps([...others, here.slot])
  }
  /** The teacher who is busy, when that is all that stands against the move. */
  const whoMinds = (here: Placed, to: number): string | undefined => {
    const together = placed.filter(each => each !== here && each.slot <= to && to < each.slot + each.duration)
    const sharesStudents = (atoms: Iterable<string>): boolean => [...atoms].some(atom => here.students.has(atom))
    const taken = together.some(
      each => each.roomIds.some(id => here.roomIds.includes(id)) || sharesStudents(each.students)
    )
    const off =
      body.rooms.some(room => here.roomIds.includes(room.id) && room.unavailable.includes(to)) ||
      body.teachers.some(({ id, unavailable }) => here.teacherIds.includes(id) && unavailable.includes(to)) ||
      body.classes.some(({ atoms, unavailable }) => unavailable.includes(to) && sharesStudents(atoms))
    const torn =
      [...here.students].some(atom => getsGap("class_gaps", here, to, each => each.students.has(atom))) ||
      here.teacherIds.some(id => getsGap("teacher_gaps", here, to, each => each.teacherIds.includes(id)))
    const [teacher, ...others] = together.flatMap(each => each.teacherIds.filter(id => here.teacherIds.includes(id)))
    return taken || off || torn || others.length > 0 ? undefined : teacher
  }

  for (const here of placed) {
    if (here.duration !== 1 || tied.has(here.lessonId)) continue
    for (let hour = 0; hour < hours; hour++) {
      const slot = dayOf(here.slot) * hours + hour
      const teacher = whoMinds(here, slot)
      if (teacher === undefined || slot === here.slot) continue
      const name = body.grid.days[0]?.periods[hour]?.name ?? ""
      return { text: rewritten(text, here.lessonId.slice(1), name), moved: here.lessonId, teacher, slot }
    }
  }
  return null
}

/** Free slots between the first and the last of a day. */
const gaps = (slots: ReadonlyArray<number>): number => Math.max(...slots) - Math.min(...slots) + 1 - new Set(slots).size

/** The text with another hour in an activity's fixed starting time. */
const rewritten = (text: string, activity: string, hour: string): string => {
  const constraint = text.indexOf(
    `<Activity_Id>${activity}</Activity_Id>`,
    text.indexOf("<ConstraintActivityPreferredStartingTime>")
  )
  const start = text.indexOf("<Preferred_Hour>", constraint) + "<Preferred_Hour>".length
  return text.slice(0, start) + hour.replaceAll("&", "&amp;") + text.slice(text.indexOf("<", start))
}
