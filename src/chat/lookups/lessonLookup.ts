import { Either } from "effect"
import type { Model } from "../../constraints/Model.ts"
import type { Plan } from "../../constraints/Plan.ts"
import type { ScheduleContext } from "../../protocol/ChatMessage.ts"
import type { Issue } from "../../protocol/ClientFrame.ts"
import { fold, nearest } from "../../timetable/NameSearch.ts"
import { slotInfos, slotName } from "../../timetable/WeekGrid.ts"
import { type Refusal, refuse } from "../Refusal.ts"
import { dayNamed, periodNamed } from "./slotLookup.ts"

/** From "7b Maths monday 2" to one lesson, or a question back with candidates. */

const maxCandidates = 8
/** Words that say nothing about which lesson is meant. */
const fillers = new Set(["on", "at", "in", "the", "lesson", "with", "of", "period"])

/** "7b Maths, Monday, period 2": how a lesson is told from the others of its course. */
export const lessonAt = (model: Model, plan: Plan, lesson: number): string => {
  const slot = plan.slotOf[lesson] ?? -1
  const name = model.lessons[lesson]?.name ?? ""
  return `${name}, ${slot < 0 ? "unplaced" : slotName(model.body.grid, slot)}`
}

/**
 * The index of the lesson that is meant: by its id, else by words for its class, subject, teacher, room, and the day and
 * period where it stands. Nothing said = the one that is selected.
 */
export const findLesson = (
  model: Model,
  plan: Plan,
  asked: string | undefined,
  context: ScheduleContext | null,
  parameter = "lesson"
): Either.Either<number, Refusal> => {
  const path = `parameters.${parameter}`
  if (asked === undefined) {
    const selected = (context?.selected_entities ?? []).flatMap(id => model.lessonIndex.get(id) ?? [])
    const [only] = selected
    return only !== undefined && selected.length === 1
      ? Either.right(only)
      : Either.left(
          refuse("validation_failed", `Which lesson? Give its id, or words: ${parameter}="7b Maths monday 2".`, [
            { path, message: "required" }
          ])
        )
  }
  const byId = model.lessonIndex.get(asked)
  if (byId !== undefined) return Either.right(byId)
  const meant = read(model, asked)
  const found = lessonsMeant(model, plan, meant)
  const [only] = found
  if (only !== undefined && found.length === 1) return Either.right(only)
  const describe = (lesson: number) => ({
    path,
    message: `${lessonAt(model, plan, lesson)} (${model.lessons[lesson]?.lesson.id})`
  })
  if (only !== undefined) {
    const shown = found.slice(0, maxCandidates)
    const more = found.length > shown.length ? `, and ${found.length - shown.length} more` : ""
    return Either.left(
      refuse(
        "ambiguous",
        `Which lesson do you mean by "${asked}"? ${shown.map(lesson => lessonAt(model, plan, lesson)).join("; ")}${more}.`,
        shown.map(describe)
      )
    )
  }
  return Either.left(notThere(model, plan, asked, meant, describe, path))
}

/** Those of the same words at other times, else those with a similar name. */
const notThere = (
  model: Model,
  plan: Plan,
  asked: string,
  meant: Meant,
  describe: (lesson: number) => Issue,
  path: string
): Refusal => {
  const otherwhen = lessonsMeant(model, plan, { ...meant, day: null, period: null }).slice(0, maxCandidates)
  if (otherwhen.length > 0)
    return refuse(
      "not_found",
      `There is no lesson "${asked}" at that time. There are ${otherwhen.map(lesson => lessonAt(model, plan, lesson)).join("; ")}.`,
      otherwhen.map(describe)
    )
  const one = new Map(model.lessons.map(facts => [facts.name, facts]))
  const close = nearest(meant.words.join(" "), [...one.values()], ({ name }) => [name])
  return close.length === 0
    ? refuse("not_found", `There is no lesson "${asked}" in this timetable.`, [{ path, message: "not found" }])
    : refuse(
        "not_found",
        `There is no lesson "${asked}" in this timetable. The nearest: ${close.map(({ name }) => name).join(", ")}.`,
        close.map(({ index }) => describe(index))
      )
}

interface Meant {
  readonly words: ReadonlyArray<string>
  readonly day: number | null
  readonly period: string | null
}

/** What stands after the name of a day is the period; all else describes the lesson. */
const read = (model: Model, asked: string): Meant => {
  const tokens = asked
    .split(/\s+/)
    .flatMap(token => (/^\d?\d[:.]\d\d$/.test(token) ? [token] : fold(token).split(" ")))
    .filter(token => token !== "")
  const at = tokens.findLastIndex((token, i) => i > 0 && dayNamed(model, token) !== null)
  const periodSaid = tokens.findLastIndex((token, i) => i > 0 && token === "period")
  const day = at < 0 ? null : dayNamed(model, tokens[at] ?? "")
  const from = at >= 0 ? at + 1 : periodSaid >= 0 ? periodSaid : tokens.length
  const rest = tokens.slice(from).filter(token => !fillers.has(token))
  const period = rest.length === 0 ? null : periodNamed(model, day, rest.join(" "))
  if (rest.length > 0 && period === null) return { words: tokens, day: null, period: null }
  return { words: tokens.slice(0, at >= 0 ? at : from), day, period }
}

/** Rooms count only where nothing else is meant: "8b Music" is a subject, though the Music Room holds other lessons too. */
const lessonsMeant = (model: Model, plan: Plan, meant: Meant): ReadonlyArray<number> => {
  const found = lessonsWith(model, plan, meant, () => [])
  return found.length > 0
    ? found
    : lessonsWith(model, plan, meant, lesson =>
        [...plan.roomsOf(lesson)].flatMap(room => wordsIn(model.body.rooms[room]?.name ?? ""))
      )
}

const lessonsWith = (
  model: Model,
  plan: Plan,
  { words, day, period }: Meant,
  more: (lesson: number) => ReadonlyArray<string>
): ReadonlyArray<number> => {
  const wanted = words.filter(word => !fillers.has(word))
  if (wanted.length === 0) return []
  const infos = slotInfos(model.body.grid)
  const bags = new Map<string, ReadonlySet<string>>()
  return model.lessons.flatMap(({ index, course }) => {
    const info = infos[plan.slotOf[index] ?? -1]
    if (day !== null && info?.day !== day) return []
    if (period !== null && info?.at.name !== period) return []
    const bag = bags.get(course.id) ?? wordsOf(model, index)
    bags.set(course.id, bag)
    const others = more(index)
    return wanted.every(word => bag.has(word) || others.includes(word)) ? [index] : []
  })
}

const wordsIn = (text: string): ReadonlyArray<string> => fold(text).split(" ")

const wordsOf = (model: Model, lesson: number): ReadonlySet<string> => {
  const { body } = model
  const facts = model.lessons[lesson]
  if (facts === undefined) return new Set()
  const subject = body.subjects.find(({ id }) => id === facts.course.subjectId)
  const teachers = [...facts.teachers].flatMap(t => body.teachers[t] ?? [])
  const names = [
    facts.name,
    subject?.name ?? "",
    ...[...facts.classes].map(c => body.classes[c]?.name ?? ""),
    ...teachers.flatMap(({ name, shortName }) => [name, shortName ?? ""])
  ]
  return new Set(names.flatMap(wordsIn).filter(word => word !== ""))
}
