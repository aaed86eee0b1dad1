import { Effect, Schema } from "effect"
import type { Model } from "../../constraints/Model.ts"
import type { Plan } from "../../constraints/Plan.ts"
import type { WireGrid, WireGridDay } from "../../protocol/WireGrid.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { slotInfos, type WeekGrid } from "../../timetable/WeekGrid.ts"
import { command } from "../Command.ts"
import { counted } from "../proposals/changeWords.ts"
import { mayAct } from "../User.ts"
import { wireLessons, wireTimetable } from "../wire.ts"
import { Page, pageOf } from "./parameters.ts"

export const grid = command({
  name: "/grid",
  summary: "The whole week as data, for a page that draws it: days, periods, names, and page by page the lessons.",
  example: "/grid limit=500",
  role: "viewer",
  bare: null,
  parameters: Schema.Struct(Page),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable, model, plan } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const all = pageOf([...model.lessons.keys()], asked)
      const data: WireGrid = {
        timetable: wireTimetable(timetable),
        published: timetable.published,
        may_write: mayAct(asker.user.role, "editor"),
        days: wireDays(timetable.grid),
        weeks: model.weeks === 1 ? [] : timetable.cycle.labels,
        teachers: timetable.teachers.map(named),
        classes: wireClasses(model),
        rooms: timetable.rooms.map(named),
        subjects: timetable.subjects.map(named),
        total: model.lessons.length,
        lessons: lessonsOf(model, plan, all)
      }
      return {
        text: `${timetable.name}: ${counted(data.days.length, "day")}, ${counted(data.total, "lesson")}.`,
        data: { kind: "grid" as const, ...data },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })

const wireDays = (grid: WeekGrid): ReadonlyArray<WireGridDay> => {
  const infos = slotInfos(grid)
  return grid.days.map(({ name, shortName }, day) => ({
    name,
    short_name: shortName,
    periods: infos
      .filter(info => info.day === day)
      .map(({ slot, at }) => ({ slot, name: at.name, start: at.start, end: at.end, is_break: at.isBreak }))
  }))
}

/** Two classes have students in common if and only if they share an atom. */
const wireClasses = (model: Model): WireGrid["classes"] => {
  const { classes } = model.body
  const ofAtom = new Map<number, Array<number>>()
  model.atomsOfClass.forEach((atoms, i) => {
    for (const atom of atoms) ofAtom.set(atom, [...(ofAtom.get(atom) ?? []), i])
  })
  return classes.map((item, i) => {
    const others = new Set([...(model.atomsOfClass[i] ?? [])].flatMap(atom => ofAtom.get(atom) ?? []))
    others.delete(i)
    return { ...named(item), shares: [...others].flatMap(other => classes[other]?.id ?? []) }
  })
}

const lessonsOf = (model: Model, plan: Plan, lessons: ReadonlyArray<number>): WireGrid["lessons"] =>
  wireLessons(model, plan, lessons).map(({ id, name, subject, teachers, classes, rooms, slot, ...lesson }) => ({
    id,
    name,
    subject_id: subject.id,
    teacher_ids: teachers.map(teacher => teacher.id),
    class_ids: classes.map(item => item.id),
    room_ids: rooms.map(room => room.id),
    duration: lesson.duration,
    weeks: lesson.weeks,
    slot: slot?.slot ?? null,
    pinned: lesson.pinned
  }))
