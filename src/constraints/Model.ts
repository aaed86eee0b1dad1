import type { Course } from "../timetable/Course.ts"
import type { Lesson, LessonId } from "../timetable/Lesson.ts"
import { suits } from "../timetable/Room.ts"
import type { TimetableBody } from "../timetable/Timetable.ts"
import { slotInfos } from "../timetable/WeekGrid.ts"
import { type GroupIndex, groupIndexOf, type Resource, resourcesOf } from "./Resources.ts"
import { makeSharing } from "./sharing.ts"

/**
 * The facts of a timetable in dense arrays: what does not change while lessons move. Lessons, teachers, rooms and
 * classes are numbered in the order of the timetable, atoms by name, so that what is found does not hang on the order
 * of rows; a **time** is `week * slots + slot`, so that the weeks of a cycle never clash with each other.
 */
export interface Model {
  readonly body: TimetableBody
  readonly slots: number
  readonly weeks: number
  /** weeks × slots */
  readonly times: number
  readonly days: number
  /** Per slot: its day, and its period within the day. */
  readonly dayOf: Int32Array
  readonly periodOf: Int32Array
  /** First slot of each day, and one past the last slot of the last day. */
  readonly dayStart: Int32Array
  /** Per slot: 1 = break. */
  readonly isBreak: Uint8Array
  /** Per resource, per slot: 1 = unavailable. An atom is unavailable when any class that contains it is. */
  readonly teacherOff: ReadonlyArray<Uint8Array>
  readonly classOff: ReadonlyArray<Uint8Array>
  readonly atomOff: ReadonlyArray<Uint8Array>
  readonly roomOff: ReadonlyArray<Uint8Array>

  /** Per teacher, per atom: all its slots, 1 = neither a break nor unavailable. */
  readonly teacherOpen: Uint8Array
  readonly atomOpen: Uint8Array
  /** Per room: the number of its building, -1 = it has none. */
  readonly buildingOf: Int32Array

  readonly lessons: ReadonlyArray<LessonFacts>
  /** Per lesson: its duration. Beside each other, for those who need no more of its facts. */
  readonly durationOf: Int32Array
  readonly lessonIndex: ReadonlyMap<string, number>
  readonly teacherIndex: ReadonlyMap<string, number>
  readonly classIndex: ReadonlyMap<string, number>
  readonly roomIndex: ReadonlyMap<string, number>

  readonly atoms: ReadonlyArray<string>
  /** Per class: its atoms, ascending. */
  readonly atomsOfClass: ReadonlyArray<Int32Array>
  /** Per class: 1 = no other class names it as a parent, so its students are met nowhere below. */
  readonly isLeafClass: Uint8Array
  /** Lessons that name the teacher in their course, ascending. */
  readonly lessonsOfTeacher: ReadonlyArray<Int32Array>
  /** Lessons whose classes contain the atom, ascending. */
  readonly lessonsOfAtom: ReadonlyArray<Int32Array>

  readonly courses: ReadonlyArray<Course>
  readonly courseIndex: ReadonlyMap<string, number>
  /** Per course: its lessons, ascending. */
  readonly lessonsOfCourse: ReadonlyArray<Int32Array>
  /** Teachers, classes, rooms and others under one numbering; a teacher's number is the same in both. */
  readonly resources: ReadonlyArray<Resource>
  /** Numbers of the first class and of the first room among the resources. */
  readonly firstClass: number
  readonly firstRoom: number
  readonly resourceIndex: ReadonlyMap<string, number>
  readonly groups: GroupIndex
  /** Whether anything is judged by resource, whatever its kind, so that a plan has to keep track of that. */
  readonly tracksResources: boolean
}

export interface LessonFacts {
  readonly index: number
  readonly lesson: Lesson
  readonly course: Course
  readonly duration: number
  /** Bit w = held in week w. */
  readonly weeks: number
  readonly teachers: Int32Array
  readonly classes: Int32Array
  /** Per role of the course: the resource that is given, -1 = none. */
  readonly given: Int32Array
  /** All atoms of all its classes, ascending, each once. */
  readonly atoms: Int32Array
  /** Students who attend. */
  readonly size: number
  /** Rooms that answer its need, ascending; null = it asks for no particular room. */
  readonly suitableRooms: Int32Array | null
  /** "9A Maths": how people call it. */
  readonly name: string
}

/** An id in the timetable that nothing carries. Thrown nowhere: a repository or importer checks before it builds. */
export interface DanglingReference {
  readonly path: string
  readonly id: string
}

const indexOf = (items: ReadonlyArray<{ readonly id: string }>): ReadonlyMap<string, number> =>
  new Map(items.map((item, i) => [item.id, i]))

/** The numbers in order, each once. */
export const ascending = (numbers: Iterable<number>): Int32Array => {
  const sorted = Int32Array.from(numbers).sort()
  return sorted.filter((number, i) => i === 0 || number !== sorted[i - 1])
}

/** `size` flags, set at these places; places beyond the end are ignored. */
export const flags = (size: number, places: Iterable<number>): Uint8Array => {
  const out = new Uint8Array(size)
  for (const place of places) out[place] = 1
  return out
}

/** Every reference of a body that points to nothing, with its path. An empty list means `makeModel` is total on it. */
export const danglingReferences = (body: TimetableBody): ReadonlyArray<DanglingReference> => {
  const out: Array<DanglingReference> = []
  const known = {
    teacher: indexOf(body.teachers),
    class: indexOf(body.classes),
    room: indexOf(body.rooms),
    subject: indexOf(body.subjects),
    course: indexOf(body.courses),
    lesson: indexOf(body.lessons),
    resource: new Map(resourcesOf(body).map(({ id }, i) => [id, i])),
    courseGroup: indexOf(body.groups.filter(group => group.of === "courses")),
    resourceGroup: indexOf(body.groups.filter(group => group.of === "resources"))
  }
  const check = (kind: keyof typeof known, id: string, path: string) => {
    if (!known[kind].has(id)) out.push({ path, id })
  }
  body.teachers.forEach((teacher, i) => {
    for (const id of teacher.subjectIds) check("subject", id, `teachers[${i}].subject_ids`)
    if (teacher.homeRoomId !== null) check("room", teacher.homeRoomId, `teachers[${i}].home_room_id`)
  })
  body.classes.forEach((schoolClass, i) => {
    for (const id of schoolClass.parentIds) check("class", id, `classes[${i}].parent_ids`)
    if (schoolClass.homeRoomId !== null) check("room", schoolClass.homeRoomId, `classes[${i}].home_room_id`)
  })
  body.courses.forEach((course, i) => {
    check("subject", course.subjectId, `courses[${i}].subject_id`)
    for (const id of course.teacherIds) check("teacher", id, `courses[${i}].teacher_ids`)
    for (const id of course.classIds) check("class", id, `courses[${i}].class_ids`)
    if (course.roomNeed.need === "rooms")
      for (const id of course.roomNeed.roomIds) check("room", id, `courses[${i}].room_need`)
    for (const { resourceId } of course.roles)
      if (resourceId !== null) check("resource", resourceId, `courses[${i}].roles`)
  })
  body.lessons.forEach((lesson, i) => {
    check("course", lesson.courseId, `lessons[${i}].course_id`)
  })
  body.placements.forEach((placement, i) => {
    check("lesson", placement.lessonId, `placements[${i}].lesson_id`)
    for (const id of placement.roomIds) check("room", id, `placements[${i}].room_ids`)
    for (const id of placement.teacherIds ?? []) check("teacher", id, `placements[${i}].teacher_ids`)
    for (const { resourceId } of placement.assigned) check("resource", resourceId, `placements[${i}].assigned`)
  })
  body.groups.forEach((group, i) => {
    if (group.of === "times") return
    for (const id of group.members) check(group.of === "courses" ? "course" : "resource", id, `groups[${i}].members`)
  })
  body.constraints.forEach((constraint, i) => {
    const { scope } = constraint
    if (scope.on === "selection") {
      for (const id of scope.courseIds) check("course", id, `constraints[${i}].scope`)
      for (const id of scope.courseGroupIds) check("courseGroup", id, `constraints[${i}].scope`)
      for (const id of scope.resourceIds) check("resource", id, `constraints[${i}].scope`)
      for (const id of scope.resourceGroupIds) check("resourceGroup", id, `constraints[${i}].scope`)
      return
    }
    if (scope.on === "school" || scope.ids === "all") return
    const kind = { teachers: "teacher", classes: "class", rooms: "room", lessons: "lesson" } as const
    for (const id of scope.ids) check(kind[scope.on], id, `constraints[${i}].scope`)
  })
  return out
}

const present = (index: ReadonlyMap<string, number>, ids: ReadonlyArray<string>): Int32Array =>
  ascending(ids.flatMap(id => index.get(id) ?? []))

/** Numbers everything. Total: references that point to nothing are left out (see `danglingReferences`). */
export const makeModel = (body: TimetableBody): Model => {
  const infos = slotInfos(body.grid)
  const weeks = body.cycle.length
  const teacherIndex = indexOf(body.teachers)
  const classIndex = indexOf(body.classes)
  const roomIndex = indexOf(body.rooms)
  const resources = resourcesOf(body)
  // The first of an id counts: one that teachers and rooms share means the teacher.
  const resourceIndex = new Map(resources.map(({ id }, i): [string, number] => [id, i]).reverse())
  const subjects = new Map(body.subjects.map(subject => [subject.id, subject]))
  const courses = new Map(body.courses.map(course => [course.id, course]))

  const atoms = [...new Set(body.classes.flatMap(schoolClass => schoolClass.atoms))].sort()
  const atomIndex = new Map(atoms.map((atom, i) => [atom, i]))
  const atomsOfClass = body.classes.map(schoolClass => present(atomIndex, schoolClass.atoms))
  const parents = new Set(body.classes.flatMap(schoolClass => schoolClass.parentIds))

  const shared = makeSharing()
  const perCourse = new Map<string, Omit<LessonFacts, "index" | "lesson" | "duration" | "weeks">>()
  for (const course of courses.values()) {
    const classes = shared(present(classIndex, course.classIds))
    const named = course.classIds.flatMap(id => body.classes[classIndex.get(id) ?? -1] ?? [])
    const subject = subjects.get(course.subjectId)?.name ?? course.subjectId
    const who = named.map(schoolClass => schoolClass.name)
    perCourse.set(course.id, {
      course,
      teachers: shared(present(teacherIndex, course.teacherIds)),
      classes,
      given: shared(Int32Array.from(course.roles, ({ resourceId }) => resourceIndex.get(resourceId ?? "") ?? -1)),
      atoms: shared(ascending([...classes].flatMap(c => [...(atomsOfClass[c] ?? [])]))),
      size: course.attendance ?? named.reduce((sum, schoolClass) => sum + schoolClass.size, 0),
      suitableRooms:
        course.roomNeed.need === "none" || course.roomNeed.need === "any"
          ? null
          : shared(ascending(body.rooms.flatMap((room, r) => (suits(course.roomNeed, room) ? [r] : [])))),
      name:
        course.name !== null
          ? course.name
          : who.length === 0
            ? subject
            : `${who.length > 3 ? `${who[0]} and ${who.length - 1} more` : who.join("+")} ${subject}`
    })
  }

  const lessons: Array<LessonFacts> = []
  const lessonIndex = new Map<LessonId, number>()
  for (const lesson of body.lessons) {
    const facts = perCourse.get(lesson.courseId)
    if (facts === undefined) continue
    lessonIndex.set(lesson.id, lessons.length)
    lessons.push({ ...facts, index: lessons.length, lesson, duration: lesson.duration, weeks: lesson.weeks })
  }

  const gather = (count: number, of: (facts: LessonFacts) => Int32Array): ReadonlyArray<Int32Array> => {
    const lists = Array.from({ length: count }, (): Array<number> => [])
    for (const facts of lessons) for (const member of of(facts)) lists[member]?.push(facts.index)
    return lists.map(list => Int32Array.from(list))
  }

  const courseList = [...courses.values()]
  const courseIndex = indexOf(courseList)
  const lessonsOfCourse = gather(courseList.length, facts => Int32Array.of(courseIndex.get(facts.course.id) ?? -1))

  const off = (unavailable: ReadonlyArray<number>): Uint8Array => flags(infos.length, unavailable)
  const offOfAtom = atoms.map((): Array<number> => [])
  body.classes.forEach((schoolClass, c) => {
    for (const atom of atomsOfClass[c] ?? []) offOfAtom[atom]?.push(...schoolClass.unavailable)
  })

  const atomOff = offOfAtom.map(off)
  const teacherOff = body.teachers.map(teacher => off(teacher.unavailable))
  const openOf = (all: ReadonlyArray<Uint8Array>): Uint8Array =>
    Uint8Array.from(all.flatMap(each => infos.map(({ at }, slot) => (at.isBreak || each[slot] === 1 ? 0 : 1))))
  const buildings = body.rooms.map(room => room.building)

  const dayStart = [0]
  for (const day of body.grid.days) dayStart.push((dayStart.at(-1) ?? 0) + day.periods.length)

  return {
    body,
    slots: infos.length,
    weeks,
    times: weeks * infos.length,
    days: body.grid.days.length,
    dayOf: Int32Array.from(infos, info => info.day),
    periodOf: Int32Array.from(infos, info => info.period),
    dayStart: Int32Array.from(dayStart),
    isBreak: Uint8Array.from(infos, info => (info.at.isBreak ? 1 : 0)),
    teacherOff,
    classOff: body.classes.map(schoolClass => off(schoolClass.unavailable)),
    atomOff,
    roomOff: body.rooms.map(room => off(room.unavailable)),
    teacherOpen: openOf(teacherOff),
    atomOpen: openOf(atomOff),
    buildingOf: Int32Array.from(buildings, name => (name === null ? -1 : buildings.indexOf(name))),
    lessons,
    durationOf: Int32Array.from(lessons, ({ duration }) => duration),
    lessonIndex,
    teacherIndex,
    classIndex,
    roomIndex,
    atoms,
    atomsOfClass,
    isLeafClass: Uint8Array.from(body.classes, schoolClass => (parents.has(schoolClass.id) ? 0 : 1)),
    lessonsOfTeacher: gather(body.teachers.length, facts => facts.teachers),
    lessonsOfAtom: gather(atoms.length, facts => facts.atoms),
    courses: courseList,
    courseIndex,
    lessonsOfCourse,
    resources,
    firstClass: body.teachers.length,
    firstRoom: body.teachers.length + body.classes.length,
    resourceIndex,
    groups: groupIndexOf(body),
    tracksResources: body.constraints.some(({ scope }) => scope.on === "selection")
  }
}
