import { Effect, Schema } from "effect"
import { deltaOf } from "../../constraints/Delta.ts"
import type { Model } from "../../constraints/Model.ts"
import { ChangeRepo } from "../../schedule/ChangeRepo.ts"
import { ConflictDetector, type Inspection } from "../../schedule/ConflictDetector.ts"
import { type Candidate, coverAll, coverFor } from "../../suggestions/cover.ts"
import { noEdit } from "../../timetable/Edit.ts"
import type { CalendarDate, Substitution } from "../../timetable/Substitution.ts"
import { weekOf } from "../../timetable/WeekCycle.ts"
import { plusDays, readDate, today, weekdayOf, weekdaysOf } from "../answering/calendar.ts"
import { type Asker, command } from "../Command.ts"
import { findDay, findTeacher } from "../lookups/lookups.ts"
import { actionId } from "../proposals/actionId.ts"
import { listed } from "../proposals/changeWords.ts"
import { applyAction, type Draft, decisionActions, noSearch, propose } from "../proposals/proposing.ts"
import { refuse } from "../Refusal.ts"
import { Stamp } from "../Stamp.ts"
import { wireTimetable } from "../wire.ts"
import { coverWords, wireCover } from "./coverWords.ts"
import { needed } from "./parameters.ts"

/** Days that count as this term when burdens are compared. */
const termDays = 91
/** Candidates a lesson who get a suggestion of their own. */
const offered = 3

export const cover = command({
  name: "/cover",
  summary: "Who could stand in for an absent teacher on a day, with reasons. For that date only: the week plan stays.",
  example: '/cover teacher="Mr. Kaye" day=tuesday',
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({
    teacher: needed("a teacher's name or short name"),
    day: needed("today, tomorrow, a day of the week (the next one), or a date like 2026-11-24")
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const inspection = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const { timetable, model, plan } = inspection
      const { id: fresh } = yield* Stamp
      const teacher = yield* findTeacher(model, asked.teacher)
      const { date, day } = yield* whichDay(model, asker, teacher.name, asked.day)
      const week = weekOf(timetable.cycle, date)
      const arranged = yield* arrangements(inspection, date)
      const covers = coverFor(model, plan, { teacher: teacher.index, day, week, ...arranged })
      const substitution = (lesson: number, candidate: Candidate): ReadonlyArray<Substitution> => {
        const facts = model.lessons[lesson]
        const [absent, standIn] = [model.body.teachers[teacher.index], model.body.teachers[candidate.teacher]]
        return facts === undefined || absent === undefined || standIn === undefined
          ? []
          : [{ date, lessonId: facts.lesson.id, absentId: absent.id, substituteId: standIn.id }]
      }
      const all = coverAll(plan, covers)
      const whole = all.length > 1 ? [all] : []
      const single = covers.flatMap(({ lesson, coveredBy, candidates }) =>
        coveredBy === null ? candidates.slice(0, offered).map(candidate => [[lesson, candidate] as const]) : []
      )
      const dayName = model.body.grid.days[day]?.name ?? ""
      const suggestions = yield* propose(
        inspection,
        asker,
        [...whole, ...single].map(pairs =>
          draftOf(
            inspection,
            pairs.flatMap(([lesson, candidate]) => substitution(lesson, candidate)),
            reasonOf(model, teacher.name, date, pairs)
          )
        ),
        { scope: { teacher: teacher.name, day: dayName, date }, search: noSearch(0) }
      )
      const lessons = covers.flatMap(each => wireCover(inspection, each, suggestions.slice(whole.length)))
      return {
        text: coverWords(teacher.name, `${dayName}, ${date}`, lessons, suggestions, whole.length),
        data: {
          kind: "cover" as const,
          timetable: wireTimetable(timetable),
          teacher: { id: teacher.id, name: teacher.name },
          date,
          day: dayName,
          week: model.weeks === 1 ? null : (timetable.cycle.labels[week] ?? null),
          lessons,
          suggestions
        },
        conflictIds: [],
        lessonIds: lessons.map(({ lesson }) => lesson.id),
        suggestions,
        actions: suggestions.flatMap((suggestion, i) =>
          i < whole.length
            ? decisionActions(suggestion, " for the whole day", fresh)
            : [applyAction(suggestion, suggestion.reason)]
        )
      }
    })
})

/** The date that is meant and its day of the grid; a day of the week is the next one, today included. None that is over. */
const whichDay = (model: Model, asker: Asker, teacher: string, asked: string) =>
  Effect.gen(function* () {
    const now = (yield* today(asker.user.schoolId)).date
    const weekdays = weekdaysOf(model)
    const said = readDate(asked, now)
    if (said === undefined) {
      const day = (yield* findDay(model, asked)).index
      const ahead = ((weekdays[day] ?? 0) - weekdayOf(now) + 7) % 7
      return { date: plusDays(now, ahead), day }
    }
    const day = weekdays.indexOf(weekdayOf(said))
    const name = model.body.grid.days[day]?.name
    if (name === undefined)
      return yield* refuse(
        "validation_failed",
        `There is no school on ${said}: the week has ${model.body.grid.days.map(({ name }) => name).join(", ")}.`,
        [{ path: "parameters.day", message: "no day of this week" }]
      )
    return said >= now ? { date: said, day } : yield* over(teacher, name, said)
  })

const over = (teacher: string, day: string, date: CalendarDate) =>
  refuse(
    "validation_failed",
    `${day}, ${date}, is over: nobody can stand in any more. The next one is day=${day}.`,
    [{ path: "parameters.day", message: "in the past" }],
    [
      {
        id: actionId("cover", teacher, day),
        label: `Cover next ${day}`,
        command: "/cover",
        parameters: { teacher, day }
      }
    ]
  )

/** What is arranged for the date, and who stood in how often in the term up to it. */
const arrangements = ({ timetable }: Inspection, date: CalendarDate) =>
  Effect.gen(function* () {
    const changes = yield* ChangeRepo
    const term = yield* changes.substitutions(timetable.schoolId, timetable.id, plusDays(date, -termDays), date)
    const coversSoFar = new Map<string, number>()
    for (const { substituteId } of term) coversSoFar.set(substituteId, (coversSoFar.get(substituteId) ?? 0) + 1)
    return { arranged: term.filter(each => each.date === date), coversSoFar }
  })

const draftOf = ({ live }: Inspection, substitutions: ReadonlyArray<Substitution>, reason: string): Draft => ({
  kind: "teacher",
  changes: [],
  delta: deltaOf(live, []),
  disturbance: {
    lessons: substitutions.length,
    times: 0,
    rooms: 0,
    days: 1,
    teachers: new Set(substitutions.map(({ substituteId }) => substituteId)).size,
    classes: 0
  },
  reason,
  edit: { ...noEdit, substitutions: substitutions.map(to => ({ from: null, to })) }
})

type Pairs = ReadonlyArray<readonly [number, Candidate]>

const reasonOf = (model: Model, absent: string, date: string, pairs: Pairs): string =>
  `${listed(
    pairs.map(([lesson, { teacher }]) => `${model.body.teachers[teacher]?.name} takes ${model.lessons[lesson]?.name}`),
    10
  )} for ${absent} on ${date}`
