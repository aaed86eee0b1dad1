import { Either } from "effect"
import type { Model } from "../../constraints/Model.ts"
import { rules } from "../../constraints/rules.ts"
import { type Named, nearest, searchName } from "../../timetable/NameSearch.ts"
import { parseTimeOfDay, type TimeOfDay } from "../../timetable/TimeFilter.ts"
import { slotInfos } from "../../timetable/WeekGrid.ts"
import { type Refusal, refuse } from "../Refusal.ts"

/** From what a person typed to what the timetable has: one thing for sure, or a question back with candidates. */

interface Candidate extends Named {
  readonly index: number
}

const find = (what: string, parameter: string, asked: string, items: ReadonlyArray<Candidate>) => {
  const path = `parameters.${parameter}`
  const match = searchName(asked, items)
  switch (match._tag) {
    case "One":
      return Either.right(match.item)
    case "Several":
      return Either.left(
        refuse(
          "ambiguous",
          `Which ${what} do you mean by "${asked}"? ${match.items.map(item => item.name).join(", ")}`,
          match.items.map(item => ({ path, message: `${item.name} (${item.id})` }))
        )
      )
    case "None":
      return Either.left(
        refuse(
          "not_found",
          `There is no ${what} "${asked}" in this timetable.${orRather(match.nearest)}`,
          match.nearest.length === 0
            ? [{ path, message: "not found" }]
            : match.nearest.map(item => ({ path, message: `${item.name} (${item.id})` }))
        )
      )
  }
}

const orRather = (items: ReadonlyArray<Named>): string =>
  items.length === 0 ? "" : ` The nearest: ${items.map(item => item.name).join(", ")}.`

type Lookup<A> = Either.Either<A, Refusal>

export const findTeacher = (model: Model, asked: string): Lookup<Candidate> =>
  find(
    "teacher",
    "teacher",
    asked,
    model.body.teachers.map(({ id, name, shortName }, index) => ({
      id,
      name,
      index,
      aliases: shortName === null ? [id] : [id, shortName]
    }))
  )

export const findClass = (model: Model, asked: string): Lookup<Candidate> =>
  find(
    "class",
    "class",
    asked,
    model.body.classes.map(({ id, name }, index) => ({ id, name, index, aliases: [id] }))
  )

export const findRoom = (model: Model, asked: string): Lookup<Candidate> =>
  find(
    "room",
    "room",
    asked,
    model.body.rooms.map(({ id, name }, index) => ({ id, name, index, aliases: [id] }))
  )

export const findSubject = (model: Model, asked: string): Lookup<Candidate> =>
  find(
    "subject",
    "subject",
    asked,
    model.body.subjects.map(({ id, name }, index) => ({ id, name, index, aliases: [id] }))
  )

export const findDay = (model: Model, asked: string): Lookup<Candidate> =>
  find(
    "day",
    "day",
    asked,
    model.body.grid.days.map(({ name, shortName }, index) => ({ id: name, name, index, aliases: [shortName] }))
  )

/** By the name the grid has for it: "3", "period 3", "Lunch". */
export const findPeriod = (model: Model, asked: string): Lookup<Candidate> => {
  const names = [...new Set(slotInfos(model.body.grid).map(info => info.at.name))]
  return find(
    "period",
    "period",
    asked,
    names.map((name, index) => ({ id: name, name, index, aliases: [`period ${name}`, `p${name}`] }))
  )
}

export const findTime = (asked: string): Lookup<TimeOfDay> => {
  const time = parseTimeOfDay(asked)
  return time === undefined
    ? Either.left(
        refuse("validation_failed", `"${asked}" is no time of day. Say morning, afternoon, 10:15 or 09:00-11:30.`, [
          { path: "parameters.time", message: "morning, afternoon, HH:MM or HH:MM-HH:MM" }
        ])
      )
    : Either.right(time)
}

/** One kind or several with commas; "teacher clash" finds teacher_clash. */
export const findKinds = (asked: string): Lookup<ReadonlySet<string>> =>
  Either.map(
    Either.all(
      asked
        .split(",")
        .filter(part => part.trim() !== "")
        .map(part => {
          const kind = part
            .trim()
            .toLowerCase()
            .replaceAll(/[\s-]+/g, "_")
          if (rules.some(rule => rule.kind === kind)) return Either.right(kind)
          const close = nearest(kind.replaceAll("_", " "), rules, rule => [rule.kind.replaceAll("_", " ")])
          const offered = close.length === 0 ? rules : close
          return Either.left(
            refuse(
              "not_found",
              `There is no kind of conflict "${part.trim()}". ${close.length === 0 ? "Kinds are" : "The nearest:"} ${offered.map(rule => rule.kind).join(", ")}.`,
              offered.map(rule => ({ path: "parameters.kind", message: rule.kind }))
            )
          )
        })
    ),
    kinds => new Set(kinds)
  )
