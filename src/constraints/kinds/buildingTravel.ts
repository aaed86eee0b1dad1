import { Either, Schema } from "effect"
import { slotInfos } from "../../timetable/WeekGrid.ts"
import { aspect } from "../Aspect.ts"
import { dayNumber } from "../Days.ts"
import { diariesIn } from "../diaries.ts"
import { diaryPoints } from "../diaryPoints.ts"
import type { Model } from "../Model.ts"
import { Limit, parameters } from "../parameters.ts"
import type { Rule } from "../Rule.ts"
import { type Way, waysOn } from "../ways.ts"
import { count, listed, when } from "../words.ts"
import { wayside } from "./changes.ts"

const Parameters = Schema.Struct({ min_gaps: Limit, minutes: Limit }).pipe(
  Schema.filter(
    ({ min_gaps, minutes }) =>
      min_gaps !== undefined || minutes !== undefined || "neither periods nor minutes are given"
  )
)

const read = parameters(Parameters, "takes min_gaps, minutes or both, whole numbers from 0")

/**
 * Between lessons in different buildings there is time to walk. Deviation, for each teacher or class (its worst-off
 * student) and day: changes of building with fewer than `min_gaps` slots between, breaks included, or fewer than
 * `minutes` from bell to bell; where the bell times are not known, minutes are not judged. In a cycle the worst week
 * counts. Rooms without a building do not count. Scope: teachers or classes. Parameters: `min_gaps`, `minutes`, at least
 * one. Source: FET, TeacherMinGapsBetweenBuildingChanges, StudentsMinGapsBetweenBuildingChanges.
 */
export const buildingTravel: Rule = {
  kind: "building_travel",
  sentence: "There is time to walk between lessons in different buildings.",
  unit: "change",
  points: (model, constraint) =>
    Either.gen(function* () {
      const { min_gaps = 0, minutes = 0 } = yield* read(constraint)
      const { buildingOf } = model
      const bells = bellTimes(model)
      const tooQuick = (left: number, arrived: number): boolean => {
        if (arrived - left - 1 < min_gaps) return true
        const walk = (bells.starts[arrived] ?? -1) - (bells.ends[left] ?? -1)
        return minutes > 0 && (bells.starts[arrived] ?? -1) >= 0 && (bells.ends[left] ?? -1) >= 0 && walk < minutes
      }
      const wanted = listed([
        ...(min_gaps > 0 ? [`${count(min_gaps, "period")} between`] : []),
        ...(minutes > 0 ? [count(minutes, "minute")] : [])
      ])
      return diaryPoints(model, yield* diariesIn(model, constraint), {
        heeds: aspect.time | aspect.rooms,
        counted: {
          number: dayNumber.buildingChanges,
          maxPerDay: 0,
          deviation: (plan, { cells }, member, week, day) =>
            waysOn(plan, cells, buildingOf, member, week, day, tooQuick)
        },
        tell: (plan, diary, member, week, day) => {
          const ways: Array<Way> = []
          waysOn(plan, diary.daysOf(plan).cells, buildingOf, member, week, day, tooQuick, ways)
          const all = [...new Set(ways.flat())].sort((a, b) => a - b)
          const message = `${diary.who} has too little time to walk between buildings on ${when(model, all, 1 << week)}, at least ${wanted} wanted`
          return { lessons: wayside(plan, diary, member, week, ways).lessons, slots: all, message }
        }
      })
    })
}

/** Per slot: start and end in minutes since midnight, -1 where the school gave none. */
const bellTimes = (model: Model): { readonly starts: Int32Array; readonly ends: Int32Array } => {
  const minutes = (clock: string | null): number =>
    clock === null ? -1 : Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  const infos = slotInfos(model.body.grid)
  return {
    starts: Int32Array.from(infos, info => minutes(info.at.start)),
    ends: Int32Array.from(infos, info => minutes(info.at.end))
  }
}
