import { count, listed } from "../../constraints/words.ts"
import type { Course } from "../../timetable/Course.ts"
import type { Lesson } from "../../timetable/Lesson.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { slotInfos } from "../../timetable/WeekGrid.ts"
import { CannotExport, type ExportedFiles } from "../CannotExport.ts"
import { writeCsv } from "./Csv.ts"
import { splitNames } from "./joinedNames.ts"
import { type FileName, layout } from "./layout.ts"
import { studentRows } from "./studentRows.ts"

type Cell = string | number | null
type Row = ReadonlyArray<Cell>

const refused = (reason: string) => new CannotExport({ format: "FET's CSV", reason })

/**
 * The files of FET's CSV export. Names stand for things there, and "+" between names: where that cannot be read again, it
 * throws CannotExport, as it does for days that differ in their hours and classes more than three deep.
 */
export const toFetCsv = (body: TimetableBody): ExportedFiles => {
  const tags = [...new Set(body.courses.flatMap(course => course.tags))]
  checkNames("teachers", body.teachers)
  checkNames("classes", body.classes)
  checkNames("subjects", body.subjects)
  checkNames("rooms", body.rooms)

  const activities = activitiesOf(body)
  const spread = spreadsOf(body)
  const tables: Record<FileName, ReadonlyArray<Row>> = {
    "students.csv": studentRows(body.classes),
    "teachers.csv": body.teachers.map(({ name }) => [name, ""]),
    "subjects.csv": body.subjects.map(({ name }) => [name, ""]),
    "activity_tags.csv": tags.map(tag => [tag, ""]),
    "rooms_and_buildings.csv": body.rooms.map(({ name, capacity, building }) => [name, capacity, building ?? "", ""]),
    "activities.csv": activities.map(activity => activityRow(activity, spread)),
    "timetable.csv": timetableRows(body, activities),
    "days_and_hours.csv": gridRows(body)
  }
  const files = new Map(Object.entries(tables).map(([file, rows]) => [file, fileOf(file, rows)]))
  return { files, notes: notesOf(body) }
}

const fileOf = (file: string, rows: ReadonlyArray<Row>): string => {
  const columns: ReadonlyArray<string> = Object.entries(layout).find(([name]) => name === file)?.[1] ?? []
  return writeCsv([columns, ...rows])
}

const checkNames = (noun: string, items: ReadonlyArray<{ readonly name: string }>): void => {
  const seen = new Set<string>()
  for (const { name } of items) {
    if (seen.has(name.trim())) throw refused(`there are two ${noun} called "${name}"`)
    seen.add(name.trim())
  }
}

/** One cell for several names. Throws where it would read as others: "A" and "B", when there is an "A+B" too. */
const joined = (names: ReadonlyArray<string>, known: ReadonlySet<string>): string => {
  const text = names.map(name => name.trim()).join("+")
  const back = splitNames(text, known) ?? []
  if (back.length !== names.length || back.some((name, i) => name !== names[i]?.trim()))
    throw refused(`the names ${names.map(name => `"${name}"`).join(", ")}, joined by "+", read as others`)
  return text
}

interface Activity {
  readonly course: Course
  readonly lessons: ReadonlyArray<Lesson>
  /** Cells that it is known by: students, subject, teachers, tags. */
  readonly content: ReadonlyArray<string>
}

/** Ids to the cell that names them all. */
const joinerOf = (items: ReadonlyArray<{ readonly id: string; readonly name: string }>) => {
  const byId = new Map(items.map(({ id, name }) => [id, name]))
  const known = new Set(items.map(({ name }) => name.trim()))
  return (ids: ReadonlyArray<string>): string =>
    joined(
      ids.flatMap(id => byId.get(id) ?? []),
      known
    )
}

/** Courses that have lessons, in the order of the timetable. */
const activitiesOf = (body: TimetableBody): ReadonlyArray<Activity> => {
  const [teachers, classes, subjects] = [joinerOf(body.teachers), joinerOf(body.classes), joinerOf(body.subjects)]
  const tags = new Set(body.courses.flatMap(course => course.tags))
  const lessonsOf = new Map<string, Array<Lesson>>()
  for (const lesson of body.lessons) {
    const known = lessonsOf.get(lesson.courseId)
    if (known === undefined) lessonsOf.set(lesson.courseId, [lesson])
    else known.push(lesson)
  }
  return body.courses.flatMap(course => {
    const lessons = lessonsOf.get(course.id)
    if (lessons === undefined) return []
    const { classIds, subjectId, teacherIds } = course
    return {
      course,
      lessons,
      content: [classes(classIds), subjects([subjectId]), teachers(teacherIds), joined(course.tags, tags)]
    }
  })
}

const activityRow = (activity: Activity, spread: Spread): Row => {
  const durations = activity.lessons.map(({ duration }) => duration)
  const total = durations.reduce((a, b) => a + b, 0)
  return [...activity.content, total, total === 1 ? "" : durations.join("+"), ...spread(activity.lessons), ""]
}

/** Min days, weight, and whether they are to be consecutive otherwise, for a set of lessons that is asked to spread. */
type Spread = (lessons: ReadonlyArray<Lesson>) => Row

const noSpread: Row = [null, null, null]

const spreadsOf = (body: TimetableBody): Spread => {
  const setOf = (ids: ReadonlyArray<string>): string => JSON.stringify([...new Set(ids)].sort())
  const bySet = new Map<string, Row>()
  let general = noSpread
  for (const { kind, scope, parameters, hard, weight } of body.constraints) {
    if (kind !== "subject_spread") continue
    const { min_days = 1, consecutive_if_same_day = false } = parameters
    const percentage = hard ? 100 : Math.min(100, Math.round(weight * 10_000) / 100)
    const row = [Number(min_days), percentage, consecutive_if_same_day === true ? 1 : 0]
    const ids = scope.on === "lessons" && scope.ids !== "all" ? setOf(scope.ids) : null
    if (ids === null) general = general === noSpread ? row : general
    else if (!bySet.has(ids)) bySet.set(ids, row)
  }
  return lessons => (lessons.length < 2 ? noSpread : (bySet.get(setOf(lessons.map(({ id }) => id))) ?? general))
}

const timetableRows = (body: TimetableBody, activities: ReadonlyArray<Activity>): ReadonlyArray<Row> => {
  const places = new Map(body.placements.map(placement => [placement.lessonId, placement]))
  const rooms = joinerOf(body.rooms)
  const infos = slotInfos(body.grid)
  const numbered = activities.flatMap(({ lessons, content }) => lessons.map(lesson => ({ lesson, content })))
  return numbered.flatMap(({ lesson, content }, i): ReadonlyArray<Row> => {
    const place = places.get(lesson.id)
    if (place === undefined || place.slot === null || !isWhole(body, lesson, place.slot)) return []
    const room = rooms(place.roomIds)
    return infos
      .slice(place.slot, place.slot + lesson.duration)
      .map(({ dayName, at }) => [String(i + 1), dayName, at.name, ...content, room, ""])
  })
}

/** Whether the lesson ends on the day on which it begins. */
const isWhole = ({ grid }: TimetableBody, { duration }: Lesson, slot: number): boolean => {
  const infos = slotInfos(grid)
  return infos[slot] !== undefined && infos[slot].day === infos[slot + duration - 1]?.day
}

const gridRows = ({ grid }: TimetableBody): ReadonlyArray<Row> => {
  const hours = grid.days.map(day => JSON.stringify(day.periods.map(({ name, start, end }) => [name, start, end])))
  if (new Set(hours).size > 1) throw refused("its days do not all have the same hours")
  if (new Set(grid.days.map(({ name }) => name)).size < grid.days.length) throw refused("two days have the same name")
  const names = grid.days[0].periods.map(({ name }) => name)
  if (new Set(names).size < names.length) throw refused("two hours of a day have the same name")
  return slotInfos(grid).map(({ dayName, at }) => [dayName, at.name, at.start ?? "", at.end ?? "", at.isBreak ? 1 : 0])
}

const notesOf = (body: TimetableBody): ReadonlyArray<string> => {
  const off = [...body.teachers, ...body.classes, ...body.rooms].filter(({ unavailable }) => unavailable.length > 0)
  const other = body.constraints.filter(({ kind, id }) => kind !== "subject_spread" && !id.startsWith("basic:")).length
  const lessons = new Map(body.lessons.map(lesson => [lesson.id, lesson]))
  const torn = body.placements.filter(({ lessonId, slot }) => {
    const lesson = lessons.get(lessonId)
    return slot !== null && lesson !== undefined && !isWhole(body, lesson, slot)
  }).length
  const left = [
    ...(other > 0 ? [count(other, "constraint")] : []),
    ...(off.length > 0 ? [`unavailable times (${count(off.length, "list")})`] : []),
    ...(body.cycle.length > 1 ? ["the weeks of the cycle"] : []),
    ...(body.courses.some(({ roomNeed }) => roomNeed.need !== "none") ? ["the rooms that a lesson needs"] : []),
    ...(body.placements.some(({ pin }) => pin !== null) ? ["pins"] : []),
    ...(torn > 0 ? [`the places of ${count(torn, "lesson")} that stick out past the end of a day`] : [])
  ]
  return left.length === 0 ? [] : [`FET's CSV has no place for ${listed(left)}.`]
}
