import type { Model } from "../../constraints/Model.ts"
import { fold } from "../../timetable/NameSearch.ts"
import { slotInfos } from "../../timetable/WeekGrid.ts"

/** What a question names, so that a model is told about that first. A hint: missing one costs no more than a tool call. */
export interface Mentions {
  /** Of teachers, classes and rooms. */
  readonly ids: ReadonlyArray<string>
  /** Of the days named; null: none is. */
  readonly slots: ReadonlySet<number> | null
}

const shortest = 2

/** Whole names of classes, rooms and days; of teachers the last word, which is how they are spoken of. */
export const mentionedIn = ({ body }: Model, question: string): Mentions => {
  const said = ` ${fold(question)} `
  const says = (name: string): boolean => name.length >= shortest && said.includes(` ${name} `)
  const surname = (name: string): string => fold(name).split(" ").at(-1) ?? ""
  const ids = [
    ...body.teachers.filter(
      ({ name, shortName }) => says(surname(name)) || (shortName !== null && says(fold(shortName)))
    ),
    ...[...body.classes, ...body.rooms].filter(({ name }) => says(fold(name)))
  ].map(({ id }) => id)
  const slots = slotInfos(body.grid).flatMap(({ slot, dayName }) => (says(fold(dayName)) ? [slot] : []))
  return { ids, slots: slots.length === 0 ? null : new Set(slots) }
}
