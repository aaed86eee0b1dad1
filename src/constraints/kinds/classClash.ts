import { Either } from "effect"
import { aspect } from "../Aspect.ts"
import { attendeesOf } from "../Attendees.ts"
import { firstOfTwins } from "../Diary.ts"
import { ascending, flags, type Model } from "../Model.ts"
import { none, type Rule } from "../Rule.ts"
import { classesIn } from "../scope.ts"
import { className, classRef, listedShort } from "../words.ts"
import { type Clashing, clashPoints } from "./clash.ts"

/**
 * A student is in one lesson at a time. Deviation 1 for each pair of lessons that share students and a time of a week
 * both are held in, however many students they share: the pair is found at the first atom both have. The conflict names
 * the classes of either lesson whose students are double-booked.
 * Scope: classes or school. No parameters. Source: TIMETABLING.md ("counted per pair of lessons, not per subgroup").
 */
export const classClash: Rule = {
  kind: "class_clash",
  sentence: "No student has two lessons at the same time.",
  unit: "pair of lessons",
  points: (model, constraint) =>
    Either.flatMap(classesIn(model, constraint), classes => {
      const atoms = ascending(classes.flatMap(schoolClass => [...(model.atomsOfClass[schoolClass] ?? [])]))
      // A pair is found at the first atom both have: never at one that has the same lessons as another before it.
      const judged = firstOfTwins(atoms, atom => `${model.lessonsOfAtom[atom]}`)
      const { atoms: atomsOf } = attendeesOf(model)
      const isJudged = flags(model.atoms.length, judged)
      return clashPoints(
        constraint,
        plan => plan.atomAt,
        Either.right([...judged].map(atom => clashingStudents(model, atom))),
        (atom, a, b) => firstShared(atomsOf[a] ?? none, atomsOf[b] ?? none, isJudged) === atom
      )
    })
}

const clashingStudents = (model: Model, atom: number): Clashing => ({
  resource: atom,
  watched: { watchedLessons: model.lessonsOfAtom[atom] ?? none, heeds: aspect.time },
  about: (a, b) => {
    const classes = doubleBooked(model, a, b)
    const names = classes.map(schoolClass => className(model, schoolClass)).sort()
    return {
      resources: classes.flatMap(schoolClass => classRef(model, schoolClass)),
      begin: names.length === 1 ? `${names[0]} has` : `Students of ${listedShort(names)} have`
    }
  }
})

const atomsOf = (model: Model, lesson: number): Int32Array => model.lessons[lesson]?.atoms ?? none

/** The smallest number in both ascending lists that is judged at all, -1 when there is none. */
const firstShared = (left: Int32Array, right: Int32Array, judged: Uint8Array): number => {
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const a = left[i] ?? 0
    const b = right[j] ?? 0
    if (a === b && judged[a] === 1) return a
    if (a <= b) i++
    if (b <= a) j++
  }
  return -1
}

/** Classes of either lesson with students in both. */
const doubleBooked = (model: Model, a: number, b: number): ReadonlyArray<number> => {
  const others = new Set(atomsOf(model, b))
  const students = new Set([...atomsOf(model, a)].filter(atom => others.has(atom)))
  const classes = new Set([...(model.lessons[a]?.classes ?? []), ...(model.lessons[b]?.classes ?? [])])
  return [...classes].filter(schoolClass => (model.atomsOfClass[schoolClass] ?? none).some(atom => students.has(atom)))
}
