import type { Model } from "./Model.ts"

/** Per lesson: its students, and the teachers and fillers that its course names. Beside each other, without all its other facts. */
export interface Attendees {
  readonly atoms: ReadonlyArray<Int32Array>
  readonly teachers: ReadonlyArray<Int32Array>
  readonly given: ReadonlyArray<Int32Array>
}

const known = new WeakMap<Model["lessons"], Attendees>()

/** Made once for a model and all its versions. */
export const attendeesOf = ({ lessons }: Model): Attendees => {
  const attendees = known.get(lessons) ?? {
    atoms: lessons.map(({ atoms }) => atoms),
    teachers: lessons.map(({ teachers }) => teachers),
    given: lessons.map(({ given }) => given)
  }
  known.set(lessons, attendees)
  return attendees
}
