import { ClassId, type SchoolClass } from "../../timetable/SchoolClass.ts"
import { Register } from "../Register.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, childrenOf, needed, shown, wholeNumber, type XmlElement } from "../XmlElement.ts"
import { listed } from "./FetResources.ts"

/** A year, group or subgroup. */
export interface StudentsSet {
  readonly id: ClassId
  readonly name: string
  readonly level: Level
  readonly size: number
  readonly parents: Set<StudentsSet>
  readonly members: Set<StudentsSet>
}

const levels = ["Year", "Group", "Subgroup"] as const
type Level = (typeof levels)[number]

/**
 * Reads years, their groups and their subgroups. A group may stand in several years and a subgroup in several groups:
 * it is one set with several parents, its size taken where it stands first.
 */
export const readStudents = (root: XmlElement): Register<ClassId, StudentsSet> => {
  const sets = new Register<ClassId, StudentsSet>("class", ClassId.make)
  for (const year of listed(root, "Students_List", "Year")) readSet(sets, year, "Year", undefined)
  return sets
}

const readSet = (
  sets: Register<ClassId, StudentsSet>,
  element: XmlElement,
  level: Level,
  parent: StudentsSet | undefined
): void => {
  const name = needed(element, "Name")
  const size = childOf(element, "Number_of_Students")
  const known = level === "Year" ? undefined : sets.peek(name.text)
  const set =
    known ??
    sets.add(name, id => ({
      id,
      name: name.text,
      level,
      size: size === undefined ? 0 : wholeNumber(size, 0, 1_000_000),
      parents: new Set(),
      members: new Set()
    }))
  if (set.level !== level) {
    const both = `both a ${set.level.toLowerCase()} and a ${level.toLowerCase()}`
    throw new Trouble({ line: name.line, reason: `"${shown(name.text)}" is ${both}` })
  }
  if (parent !== undefined) {
    parent.members.add(set)
    set.parents.add(parent)
  }
  const below = levels[levels.indexOf(level) + 1]
  if (below === undefined) return
  const seen = new Set<string>()
  for (const child of childrenOf(element, below)) {
    const { text, line } = needed(child, "Name")
    if (seen.has(text))
      throw new Trouble({ line, reason: `the ${level.toLowerCase()} "${shown(name.text)}" has "${shown(text)}" twice` })
    seen.add(text)
    readSet(sets, child, below, set)
  }
}

/** The smallest sets that a set is made of: itself, when it is not divided. */
export const leavesOf = (set: StudentsSet): ReadonlySet<StudentsSet> => {
  if (set.members.size === 0) return new Set([set])
  return new Set([...set.members].flatMap(member => [...leavesOf(member)]))
}

/** Whether two sets have a student in common. */
export const meet = (a: StudentsSet, b: StudentsSet): boolean => {
  const leaves = leavesOf(a)
  return [...leavesOf(b)].some(leaf => leaves.has(leaf))
}

/** The class that a set becomes. Its atoms are called as its smallest sets are. */
export const toSchoolClass = (set: StudentsSet): SchoolClass => {
  const [first, ...others] = [...leavesOf(set)].map(leaf => leaf.name)
  return {
    id: set.id,
    name: set.name,
    parentIds: [...set.parents].map(parent => parent.id),
    atoms: [first ?? set.name, ...others],
    size: set.size,
    homeRoomId: null,
    unavailable: []
  }
}
