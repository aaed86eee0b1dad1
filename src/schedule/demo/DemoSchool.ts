import { Effect } from "effect"
import { type School, SchoolId } from "../../timetable/School.ts"
import { ScheduleRepo } from "../ScheduleRepo.ts"
import { demoBody } from "./demoBody.ts"
import { demoTimetable } from "./demoTimetable.ts"

/** The school of a server that serves one. All its people are invented. */
export const demoSchool: School = {
  id: SchoolId.make("main"),
  name: "Larkfield School",
  timeZone: "Europe/London"
}

/** A school to try things on, where there is no timetable yet. */
export const seedDemo = Effect.gen(function* () {
  const repo = yield* ScheduleRepo
  yield* repo.putSchool(demoSchool)
  const heads = yield* repo.heads(demoSchool.id)
  if (heads.length > 0) return
  yield* repo.put({
    schoolId: demoSchool.id,
    name: "Larkfield School (demo)",
    body: demoBody(demoTimetable),
    makeCurrent: true
  })
})
