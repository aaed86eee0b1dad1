import type { Placement } from "../timetable/Placement.ts"
import type { Timetable } from "../timetable/Timetable.ts"

/** What a worker has to hear to know a timetable: all of it, or what is different from the version that it knows. */
export type TimetableNews =
  | { readonly _tag: "Whole"; readonly timetable: Timetable }
  | {
      readonly _tag: "Next"
      readonly version: number
      readonly published: boolean
      /** Lessons that are placed no more. */
      readonly gone: ReadonlyArray<string>
      /** Placements that are new, or not as they were. */
      readonly placements: ReadonlyArray<Placement>
    }

/**
 * What leads from a version of a timetable to another, earlier or later. Versions share what no change alters, so it is told
 * from what is the same object: of a timetable that was loaded anew, that is all of it.
 */
export const newsOf = (before: Timetable | undefined, after: Timetable): TimetableNews => {
  if (before === undefined || !haveSameFacts(before, after)) return { _tag: "Whole", timetable: after }
  const known = new Set(before.placements)
  const placed = new Set<string>(after.placements.map(({ lessonId }) => lessonId))
  return {
    _tag: "Next",
    version: after.version,
    published: after.published,
    gone: before.placements.flatMap(({ lessonId }) => (placed.has(lessonId) ? [] : [lessonId])),
    placements: after.placements.filter(placement => !known.has(placement))
  }
}

/** The timetable after the news; placements are in whatever order. */
export const afterNews = (before: Timetable, news: TimetableNews): Timetable => {
  if (news._tag === "Whole") return news.timetable
  const { version, published, gone, placements } = news
  const byLesson = new Map<string, Placement>(before.placements.map(placement => [placement.lessonId, placement]))
  for (const lesson of gone) byLesson.delete(lesson)
  for (const placement of placements) byLesson.set(placement.lessonId, placement)
  return { ...before, version, published, placements: [...byLesson.values()] }
}

const haveSameFacts = (a: Timetable, b: Timetable): boolean => {
  const others = new Map(Object.entries(factsOf(a)))
  return Object.entries(factsOf(b)).every(([name, fact]) => others.get(name) === fact)
}

/** All that stays when lessons move. */
const factsOf = ({ version, published, placements, ...facts }: Timetable): Readonly<Record<string, unknown>> => facts
