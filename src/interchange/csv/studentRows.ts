import type { SchoolClass } from "../../timetable/SchoolClass.ts"
import { CannotExport } from "../CannotExport.ts"

type Row = ReadonlyArray<string | number | null>

const refused = (reason: string) => new CannotExport({ format: "FET's CSV", reason })

/**
 * Rows of students.csv: each year, below it its groups, below each its subgroups. FET takes the smallest sets for the
 * students who are always together, so that a class of several kinds of students needs a subgroup for each kind; those
 * that no class of the timetable is are added, called as their atoms are.
 */
export const studentRows = (classes: ReadonlyArray<SchoolClass>): ReadonlyArray<Row> => {
  const byId = new Map<string, SchoolClass>(classes.map(each => [each.id, each]))
  const below = (parent: SchoolClass) => classes.filter(({ parentIds }) => parentIds.includes(parent.id))
  const levels = levelsOf(classes)
  const names = new Set(classes.map(({ name }) => name))

  const isAbove = (upper: SchoolClass, lower: SchoolClass, steps = 3): boolean =>
    upper.id === lower.id ||
    (steps > 0 &&
      lower.parentIds.some(id => {
        const parent = byId.get(id)
        return parent !== undefined && isAbove(upper, parent, steps - 1)
      }))
  /** Whether FET's smallest set is the class itself: its students are met in what contains it, and nowhere else. */
  const isSmallest = (one: SchoolClass): boolean =>
    one.atoms.length === 1 && classes.every(other => !other.atoms.includes(one.atoms[0]) || isAbove(other, one))
  /** The students of a class who are in none of those below it. */
  const loose = (one: SchoolClass): ReadonlyArray<string> => {
    const children = below(one)
    if (children.length === 0) return isSmallest(one) ? [] : one.atoms
    const covered = new Set(children.flatMap(({ atoms }) => atoms))
    return one.atoms.filter(atom => !covered.has(atom))
  }
  const freshName = (wanted: string, suffix: string): string => (names.has(wanted) ? `${wanted} (${suffix})` : wanted)

  const inGroup = (head: Row, group: SchoolClass): ReadonlyArray<Row> => [
    [...head, null, null, ""],
    ...below(group).map((subgroup): Row => {
      if (loose(subgroup).length > 0)
        throw refused(`${subgroup.name} would have to be divided, but is a subgroup already`)
      return [...head, subgroup.name, subgroup.size, ""]
    }),
    ...loose(group).map((atom): Row => [...head, freshName(atom, "students"), 0, ""])
  ]
  return classes
    .filter(({ id }) => levels.get(id) === 0)
    .flatMap((year): ReadonlyArray<Row> => {
      const head: Row = [year.name, year.size]
      const others = loose(year)
      const rest: Row = [...head, freshName(`${year.name} students`, "all"), 0]
      return [
        [...head, null, null, null, null, ""],
        ...below(year).flatMap(group => inGroup([...head, group.name, group.size], group)),
        ...(others.length === 0 ? [] : [[...rest, null, null, ""]]),
        ...others.map((atom): Row => [...rest, freshName(atom, "students"), 0, ""])
      ]
    })
}

/** 0 = year, 1 = group, 2 = subgroup, by id. */
const levelsOf = (classes: ReadonlyArray<SchoolClass>): ReadonlyMap<string, number> => {
  const levels = new Map<string, number>()
  const enter = (one: SchoolClass, level: number): void => {
    const known = levels.get(one.id)
    if (known === level) return
    if (known !== undefined) throw refused(`${one.name} is both directly and further below the same years`)
    if (level > 2) throw refused(`${one.name} lies deeper than years, groups and subgroups`)
    levels.set(one.id, level)
    for (const child of classes) if (child.parentIds.includes(one.id)) enter(child, level + 1)
  }
  for (const one of classes) if (one.parentIds.length === 0) enter(one, 0)
  const lost = classes.find(({ id }) => !levels.has(id))
  if (lost !== undefined) throw refused(`${lost.name} is below itself`)
  return levels
}
