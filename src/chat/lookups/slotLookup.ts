import { Either } from "effect"
import type { Model } from "../../constraints/Model.ts"
import { fold } from "../../timetable/NameSearch.ts"
import { parseTimeOfDay, slotsOf } from "../../timetable/TimeFilter.ts"
import { slotInfos } from "../../timetable/WeekGrid.ts"
import { type Refusal, refuse } from "../Refusal.ts"

/** Index of the day of this name or short name, or of which this is the beginning (three letters or more, one day only). */
export const dayNamed = (model: Model, asked: string): number | null => {
  const wanted = fold(asked)
  const { days } = model.body.grid
  const exact = days.findIndex(({ name, shortName }) => fold(name) === wanted || fold(shortName) === wanted)
  if (exact >= 0) return exact
  if (!/^\p{L}{3,}$/u.test(wanted)) return null
  const begun = days.flatMap(({ name }, day) => (fold(name).startsWith(wanted) ? [day] : []))
  return begun.length === 1 ? (begun[0] ?? null) : null
}

/** The name that the day (null = any) has for "3", "period 3", "p3", "Lunch" or "10:15"; null = none, or several. */
export const periodNamed = (model: Model, day: number | null, asked: string): string | null => {
  const wanted = fold(asked)
  const infos = slotInfos(model.body.grid).filter(info => day === null || info.day === day)
  const named = infos.find(({ at }) => {
    const name = fold(at.name)
    return [name, `period ${name}`, `p${name}`, `p ${name}`].includes(wanted)
  })
  if (named !== undefined) return named.at.name
  // "3" means "Period 3/Break" where no other period has a 3 in its name.
  const partly = new Set(
    infos.flatMap(({ at }) =>
      wanted !== "" && wanted.split(" ").every(word => fold(at.name).split(" ").includes(word)) ? [at.name] : []
    )
  )
  const [only] = partly
  if (only !== undefined && partly.size === 1) return only
  const time = parseTimeOfDay(asked)
  if (time === undefined || typeof time === "string") return null
  const slots = slotsOf(model.body.grid, { day, time, period: null })
  return infos.find(info => slots?.has(info.slot))?.at.name ?? null
}

/** The slot that "tuesday 3", "Tue, period 3", "tuesday 10:15" or a period's own unique name means. */
export const findSlot = (model: Model, asked: string, parameter: string): Either.Either<number, Refusal> => {
  const infos = slotInfos(model.body.grid)
  const tokens = asked.split(/[\s,]+/).filter(token => token !== "")
  for (let cut = tokens.length - 1; cut > 0; cut--) {
    const day = dayNamed(model, tokens.slice(0, cut).join(" "))
    if (day === null) continue
    const period = periodNamed(model, day, tokens.slice(cut).join(" "))
    const found = infos.find(info => info.day === day && info.at.name === period)
    if (found !== undefined) return Either.right(found.slot)
  }
  const unique = infos.filter(({ at }) => fold(at.name) === fold(asked) || at.id === asked)
  const [only] = unique
  if (only !== undefined && unique.length === 1) return Either.right(only.slot)
  const { days } = model.body.grid
  const periods = [...new Set(infos.map(({ at }) => at.name))]
  return Either.left(
    refuse(
      "not_found",
      `"${asked}" is no time of this week. Say a day and a period, e.g. "${days[0].name} ${periods[0]}". Days: ${days.map(({ name }) => name).join(", ")}. Periods: ${periods.join(", ")}.`,
      [{ path: `parameters.${parameter}`, message: "a day and a period" }]
    )
  )
}
