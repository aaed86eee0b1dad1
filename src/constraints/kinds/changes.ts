import { Either, Schema } from "effect"
import type { Constraint } from "../../timetable/Constraint.ts"
import { aspect } from "../Aspect.ts"
import { dayNumber } from "../Days.ts"
import { type Diary, lessonsAt } from "../Diary.ts"
import { diariesIn } from "../diaries.ts"
import { diaryPoints } from "../diaryPoints.ts"
import type { Model } from "../Model.ts"
import type { Plan } from "../Plan.ts"
import { Limit, parameters } from "../parameters.ts"
import type { BadConstraint, Point } from "../Rule.ts"
import { type Places, type Way, waysOn } from "../ways.ts"
import { count, dayName, weekLabel, when } from "../words.ts"

const Parameters = Schema.Struct({ max_per_day: Limit, max_per_week: Limit }).pipe(
  Schema.filter(
    ({ max_per_day, max_per_week }) => max_per_day !== undefined || max_per_week !== undefined || "no limit is given"
  )
)

const read = parameters(Parameters, "takes max_per_day, max_per_week or both, whole numbers from 0")
const always = (): boolean => true

/** Deviation: ways on a day above `max_per_day`, in a week above `max_per_week`. */
export const changePoints = (
  model: Model,
  constraint: Constraint,
  noun: "room" | "building"
): Either.Either<ReadonlyArray<Point>, BadConstraint> =>
  Either.gen(function* () {
    const { max_per_day: maxPerDay, max_per_week: maxPerWeek } = yield* read(constraint)
    const diaries = yield* diariesIn(model, constraint)
    const places: Places = noun === "room" ? null : model.buildingOf
    const different = new Set(places?.filter(place => place >= 0) ?? model.body.rooms.keys())
    // Where there is one place, nobody changes it.
    return diaryPoints(model, different.size < 2 ? [] : diaries, {
      heeds: aspect.time | aspect.rooms,
      counted: { number: noun === "room" ? dayNumber.roomChanges : dayNumber.buildingChanges, maxPerDay, maxPerWeek },
      tell: (plan, diary, member, week, day) => {
        const ways: Array<Way> = []
        for (const each of day < 0 ? model.body.grid.days.keys() : [day])
          waysOn(plan, diary.daysOf(plan).cells, places, member, week, each, always, ways)
        const label = weekLabel(model, 1 << week)
        const stretch = day < 0 ? `in the week${label}` : `on ${dayName(model, day)}${label}`
        const limit = day < 0 ? maxPerWeek : maxPerDay
        const { lessons, slots } = wayside(plan, diary, member, week, ways)
        return {
          lessons,
          slots,
          message: `${diary.who} changes ${noun} ${count(ways.length, "time")} ${stretch}, at most ${limit} allowed: ${when(model, slots)}`
        }
      }
    })
  })

/** The lessons on both ends of the ways, and the slots of arrival. */
export const wayside = (plan: Plan, diary: Diary, member: number, week: number, ways: ReadonlyArray<Way>) => ({
  lessons: lessonsAt(plan, diary, member, week, ways.flat()),
  slots: ways.map(([, arrived]) => arrived)
})
