import type { Model } from "../constraints/Model.ts"
import type { Change } from "../timetable/Change.ts"
import type { Disturbance } from "./Proposal.ts"

/** What people have to get used to. Lessons that end where they began do not count. */
export const disturbanceOf = (model: Model, changes: ReadonlyArray<Change>): Disturbance => {
  const moved = changes.filter(change => changesTime(change) || changesRooms(change) || changesTeachers(change))
  const facts = moved.flatMap(({ lessonId }) => model.lessons[model.lessonIndex.get(lessonId) ?? -1] ?? [])
  const days = moved.flatMap(({ from, to }) => [from, to].flatMap(spot => model.dayOf[spot?.slot ?? -1] ?? []))
  return {
    lessons: new Set(moved.map(({ lessonId }) => lessonId)).size,
    times: moved.filter(changesTime).length,
    rooms: moved.filter(changesRooms).length,
    days: new Set(days).size,
    teachers: new Set(
      moved.flatMap(({ lessonId, from, to }) => {
        const course = model.lessons[model.lessonIndex.get(lessonId) ?? -1]?.course.teacherIds ?? []
        return [...(from?.teacherIds ?? course), ...(to?.teacherIds ?? course)]
      })
    ).size,
    classes: new Set(facts.flatMap(({ classes }) => [...classes])).size
  }
}

export const changesTime = ({ from, to }: Change): boolean => (from?.slot ?? null) !== (to?.slot ?? null)

export const changesRooms = ({ from, to }: Change): boolean => differ(from?.roomIds ?? [], to?.roomIds ?? [])

/** Whoever fills a role of the course counts as well. */
export const changesTeachers = ({ from, to }: Change): boolean => {
  const people = (spot: Change["to"]) => [
    ...(spot?.teacherIds ?? []),
    ...(spot?.assigned ?? []).map(({ role, resourceId }) => `${role} ${resourceId}`)
  ]
  return differ(people(from), people(to))
}

const differ = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  String([...a].sort()) !== String([...b].sort())

/** How many weights of soft cost a lesson at another time is worth: once people know their timetable, a whole one. */
const timePrice = { draft: 0.1, published: 1 } as const
/** A lesson in another room disturbs this much as much as one at another time. */
const roomShare = 0.1

/** λ·disturbance, in weights. Source: TIMETABLING.md, "Ranking". */
export const priceOf = ({ times, rooms }: Pick<Disturbance, "times" | "rooms">, published: boolean): number =>
  (published ? timePrice.published : timePrice.draft) * (times + roomShare * rooms)
