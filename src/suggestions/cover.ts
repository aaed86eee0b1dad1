import type { Model } from "../constraints/Model.ts"
import type { Plan } from "../constraints/Plan.ts"
import type { Substitution } from "../timetable/Substitution.ts"

/** Who is away, on which day of which week of the cycle, and what is arranged for that date already. Indices of the model. */
export interface Absence {
  readonly teacher: number
  readonly day: number
  readonly week: number
  /** Those of the date. */
  readonly arranged: ReadonlyArray<Substitution>
  /** Substitutions this term so far, by id of who stood in. */
  readonly coversSoFar: ReadonlyMap<string, number>
}

/** Somebody who is free and available for the whole lesson, with all that speaks for and against. */
export interface Candidate {
  readonly teacher: number
  readonly qualified: boolean
  /** Teaches one of the lesson's classes some other time. */
  readonly knowsClass: boolean
  /** Has other lessons that day. */
  readonly isThere: boolean
  /** Free periods between this lesson and the nearest other one of the day; 0 = next to it, between two, or not there at all. */
  readonly wait: number
  /** Periods that day and that week, without this one. */
  readonly dayLoad: number
  readonly weekLoad: number
  readonly coversSoFar: number
}

export interface Cover {
  readonly lesson: number
  /** Index of who stands in already; null = nobody yet. */
  readonly coveredBy: number | null
  /** The best first. */
  readonly candidates: ReadonlyArray<Candidate>
}

/** The lessons that the absent teacher would hold that day, in order, each with everybody who could stand in. */
export const coverFor = (model: Model, plan: Plan, absence: Absence): ReadonlyArray<Cover> => {
  const { teacher, arranged } = absence
  const days = daysOf(model, plan, absence)
  const away = new Set([teacher, ...arranged.flatMap(({ absentId }) => model.teacherIndex.get(absentId) ?? [])])
  const weekLoads = loadsOf(model, plan, absence.week)
  return (days[teacher]?.own ?? []).map(lesson => {
    const arrangement = arranged.find(
      each => each.lessonId === model.lessons[lesson]?.lesson.id && model.teacherIndex.get(each.absentId) === teacher
    )
    const candidates = model.body.teachers.flatMap(({ id }, candidate): ReadonlyArray<Candidate> => {
      const day = days[candidate]
      if (day === undefined || away.has(candidate) || !isFree(model, plan, day, candidate, lesson)) return []
      return [
        {
          teacher: candidate,
          qualified: isQualified(model, plan, candidate, lesson),
          knowsClass: knowsClass(model, plan, candidate, lesson),
          isThere: day.busy.length > 0,
          wait: waitOf(plan, day, lesson),
          dayLoad: day.busy.length,
          weekLoad: weekLoads[candidate] ?? 0,
          coversSoFar: absence.coversSoFar.get(id) ?? 0
        }
      ]
    })
    return {
      lesson,
      coveredBy: arrangement === undefined ? null : (model.teacherIndex.get(arrangement.substituteId) ?? null),
      candidates: candidates.sort((a, b) => burden(a) - burden(b) || a.teacher - b.teacher)
    }
  })
}

/**
 * What counts against somebody. A lesson is taught best by who knows the subject, then the class; nobody comes in for one
 * period if another is there; then the burden is to be fair. The steps are such that nothing small outweighs the larger.
 */
const burden = ({ qualified, knowsClass, isThere, wait, dayLoad, weekLoad, coversSoFar }: Candidate): number =>
  (qualified ? 0 : 100) +
  (knowsClass ? 0 : 40) +
  (isThere ? 4 * Math.min(wait, 5) : 30) +
  5 * Math.min(coversSoFar, 10) +
  2 * dayLoad +
  weekLoad / 10

/** For each lesson that nobody covers yet, the best who has not been given another one at the same time. */
export const coverAll = (plan: Plan, covers: ReadonlyArray<Cover>): ReadonlyArray<readonly [number, Candidate]> => {
  const taken: Array<readonly [number, Candidate]> = []
  for (const { lesson, coveredBy, candidates } of covers) {
    if (coveredBy !== null) continue
    const given = (teacher: number): number => taken.filter(([, who]) => who.teacher === teacher).length
    const possible = candidates.filter(
      ({ teacher }) => !taken.some(([other, who]) => who.teacher === teacher && overlap(plan, other, lesson))
    )
    // Whoever has been given lessons already bears them too.
    const [best] = [...possible].sort(
      (a, b) => burden(a) + 10 * given(a.teacher) - burden(b) - 10 * given(b.teacher) || a.teacher - b.teacher
    )
    if (best !== undefined) taken.push([lesson, best])
  }
  return taken
}

interface TeacherDay {
  /** Lessons that are the teacher's that day, ascending by slot. */
  readonly own: ReadonlyArray<number>
  /** Slots in which the teacher really teaches: own lessons unless somebody stands in, and those of others. Ascending. */
  readonly busy: ReadonlyArray<number>
}

const daysOf = (model: Model, plan: Plan, { day, week, arranged }: Absence): ReadonlyArray<TeacherDay> => {
  const own = model.body.teachers.map((): Array<number> => [])
  const busy = model.body.teachers.map(() => new Set<number>())
  for (const { index, lesson, weeks } of model.lessons) {
    const slot = plan.slotOf[index] ?? -1
    if (slot < 0 || model.dayOf[slot] !== day || (weeks & (1 << week)) === 0) continue
    const changed = arranged.filter(({ lessonId }) => lessonId === lesson.id)
    const absent = changed.flatMap(({ absentId }) => model.teacherIndex.get(absentId) ?? [])
    const standIns = changed.flatMap(({ substituteId }) => model.teacherIndex.get(substituteId) ?? [])
    for (const teacher of plan.teachersOf(index)) own[teacher]?.push(index)
    const present = [...plan.teachersOf(index)].filter(teacher => !absent.includes(teacher))
    for (const teacher of [...present, ...standIns])
      for (let at = slot; at < plan.endOf(index); at++) busy[teacher]?.add(at)
  }
  return own.map((lessons, teacher) => ({
    own: lessons.sort((a, b) => (plan.slotOf[a] ?? 0) - (plan.slotOf[b] ?? 0) || a - b),
    busy: [...(busy[teacher] ?? [])].sort((a, b) => a - b)
  }))
}

const loadsOf = (model: Model, plan: Plan, week: number): ReadonlyArray<number> => {
  const loads = model.body.teachers.map(() => 0)
  for (const { index, weeks, duration } of model.lessons) {
    if (!plan.stands(index) || (weeks & (1 << week)) === 0) continue
    for (const teacher of plan.teachersOf(index)) loads[teacher] = (loads[teacher] ?? 0) + duration
  }
  return loads
}

const isFree = (model: Model, plan: Plan, { busy }: TeacherDay, teacher: number, lesson: number): boolean => {
  for (let slot = plan.slotOf[lesson] ?? 0; slot < plan.endOf(lesson); slot++)
    if (busy.includes(slot) || model.teacherOff[teacher]?.[slot] === 1) return false
  return true
}

/** By what is recorded; where nothing is, by what the teacher teaches. */
const isQualified = (model: Model, plan: Plan, teacher: number, lesson: number): boolean => {
  const subjectId = model.lessons[lesson]?.course.subjectId
  const recorded = model.body.teachers[teacher]?.subjectIds ?? []
  if (recorded.length > 0) return recorded.some(id => id === subjectId)
  return model.lessons.some(
    ({ index, course }) => course.subjectId === subjectId && plan.teachersOf(index).includes(teacher)
  )
}

const knowsClass = (model: Model, plan: Plan, teacher: number, lesson: number): boolean => {
  const atoms = new Set(model.lessons[lesson]?.atoms)
  return model.lessons.some(
    ({ index, atoms: own }) => plan.teachersOf(index).includes(teacher) && own.some(atom => atoms.has(atom))
  )
}

const waitOf = (plan: Plan, { busy }: TeacherDay, lesson: number): number => {
  const [first, last] = [busy[0], busy.at(-1)]
  const from = plan.slotOf[lesson] ?? 0
  const to = plan.endOf(lesson)
  if (first === undefined || last === undefined || (first < from && last >= to)) return 0
  return last < from ? from - last - 1 : Math.max(0, first - to)
}

const overlap = (plan: Plan, a: number, b: number): boolean =>
  (plan.slotOf[a] ?? 0) < plan.endOf(b) && (plan.slotOf[b] ?? 0) < plan.endOf(a)
