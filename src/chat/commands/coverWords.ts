import type { WireCover } from "../../protocol/WirePlaces.ts"
import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import type { Inspection } from "../../schedule/ConflictDetector.ts"
import type { Candidate, Cover } from "../../suggestions/cover.ts"
import { periodName } from "../../timetable/WeekGrid.ts"
import { counted, listed, substitutionWords } from "../proposals/changeWords.ts"
import { teacherNamed } from "../proposals/wireSuggestion.ts"
import { wireLessons } from "../wire.ts"

/** What /cover found, on the wire and in words. */

const maxNamed = 20

const reasonsOf = (candidate: Candidate): ReadonlyArray<string> => [
  candidate.qualified ? "qualified for the subject" : "not qualified for the subject",
  ...(candidate.knowsClass ? ["teaches the class"] : []),
  !candidate.isThere
    ? "would come in for it"
    : candidate.wait === 0
      ? "at school then, no gap"
      : `at school that day, ${counted(candidate.wait, "free period")} between`,
  `${counted(candidate.dayLoad, "period")} that day, ${candidate.weekLoad} that week`,
  `${counted(candidate.coversSoFar, "cover")} this term`
]

/** A lesson with who could take it; `singles` are the suggestions for one lesson each. */
export const wireCover = (
  { model, plan }: Inspection,
  { lesson, coveredBy, candidates }: Cover,
  singles: ReadonlyArray<WireSuggestion>
): ReadonlyArray<WireCover> => {
  const [wire] = wireLessons(model, plan, [lesson])
  const named = (teacher: number) => teacherNamed(model, model.body.teachers[teacher]?.id ?? "")
  const own = singles.filter(({ substitutions }) => substitutions?.[0]?.lesson_id === wire?.id)
  if (wire === undefined) return []
  return [
    {
      lesson: wire,
      covered_by: coveredBy === null ? null : named(coveredBy),
      candidates: candidates.slice(0, maxNamed).map(candidate => ({
        teacher: named(candidate.teacher),
        reasons: reasonsOf(candidate),
        suggestion_id:
          own.find(({ substitutions }) => substitutions?.[0]?.substitute?.id === named(candidate.teacher).id)?.id ??
          null
      }))
    }
  ]
}

const timeOfDay = (name: string): string => periodName({ name, start: null, end: null, isBreak: false })

/** Suggestions are numbered as they are in the answer, so that "the second one" is what one reads. `whole`: those for all lessons. */
export const coverWords = (
  name: string,
  when: string,
  lessons: ReadonlyArray<WireCover>,
  suggestions: ReadonlyArray<WireSuggestion>,
  whole: number
): string => {
  if (lessons.length === 0) return `${name} has no lessons on ${when}.`
  const numbered = ({ teacher, suggestion_id }: WireCover["candidates"][number]): string => {
    const place = suggestions.findIndex(({ id }) => id === suggestion_id)
    return place < 0 ? teacher.name : `${place + 1}) ${teacher.name}`
  }
  return [
    `${name} has ${counted(lessons.length, "lesson")} on ${when}:`,
    ...suggestions
      .slice(0, whole)
      .map(
        ({ substitutions = [] }, i) =>
          `${i + 1}) For the whole day: ${listed(substitutions.map(substitutionWords), 10)}.`
      ),
    ...lessons.map(({ lesson, covered_by, candidates }) => {
      const at = lesson.slot === null ? lesson.name : `${lesson.name}, ${timeOfDay(lesson.slot.period)}`
      if (covered_by !== null) return `• ${at}: ${covered_by.name} stands in already.`
      const [best, ...others] = candidates
      if (best === undefined) return `• ${at}: nobody is free.`
      const more = others.length === 0 ? "" : ` Also ${listed(others.map(numbered))}.`
      return `• ${at}: ${numbered(best)} (${best.reasons.join("; ")}).${more}`
    }),
    "Nothing is arranged until you apply it; the week plan stays as it is."
  ].join("\n")
}
