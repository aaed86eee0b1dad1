import type { TimetableBody } from "../../timetable/Timetable.ts"
import { everyWeek } from "../../timetable/WeekCycle.ts"
import { type ImportReport, Tally } from "../ImportReport.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, shown, textOf, type XmlElement } from "../XmlElement.ts"
import { listOf } from "./elements.ts"
import { idOf } from "./References.ts"
import { solutionsOf, toLessons } from "./solutions.ts"
import { readConstraints } from "./XhsttConstraints.ts"
import { XhsttEvents } from "./XhsttEvents.ts"
import { XhsttResources } from "./XhsttResources.ts"
import { XhsttTimes } from "./XhsttTimes.ts"

export interface XhsttImport {
  readonly institution: string
  readonly body: TimetableBody
  readonly report: ImportReport
}

/** Which of the things in an archive is wanted. */
export interface XhsttChoice {
  /** Id of an instance. Absent: the first. */
  readonly instance?: string | undefined
  /** Which of the instance's solutions, from 0. Absent: the first, or no solution where there is none. */
  readonly solution?: number | undefined
}

export const isXhstt = (root: XmlElement): boolean => root.name === "HighSchoolTimetableArchive"

/**
 * An instance of an XHSTT archive with one of its solutions. Whole or not at all: throws Trouble at the first thing that
 * cannot be read. Ids are those of the file; lessons are called after their event, "Maths_1:1" and so on.
 */
export const fromXhstt = (root: XmlElement, choice: XhsttChoice = {}): XhsttImport => {
  const instance = instanceOf(root, choice.instance)
  const times = new XhsttTimes(instance)
  const resources = new XhsttResources(instance)
  const nouns = { times, resources, events: new XhsttEvents(instance, times, resources) }
  const constraints = readConstraints(instance, nouns)
  const { lessons, placements, notes } = toLessons(solutionOf(root, instance, choice.solution), nouns)
  const mapped = new Tally()
  for (const { kind } of constraints) mapped.add(`${kind}Constraint`)
  const about = childOf(instance, "MetaData")
  return {
    institution: (about && textOf(about, "Name")) ?? idOf(instance),
    body: {
      grid: times.toWeekGrid(),
      cycle: everyWeek,
      ...resources.toBody(),
      subjects: nouns.events.subjects,
      courses: nouns.events.courses,
      lessons,
      placements,
      constraints,
      groups: [...times.timeGroups, ...nouns.events.eventGroups, ...resources.resourceGroups]
    },
    report: { format: "xhstt", version: "", mapped: mapped.toArray(), unmapped: [], inactive: [], notes }
  }
}

const instanceOf = (root: XmlElement, id: string | undefined): XmlElement => {
  const instances = listOf(root, "Instances", "Instance")
  const [first] = instances
  if (first === undefined) throw new Trouble({ line: root.line, reason: "there is no instance in this archive" })
  const instance = id === undefined ? first : instances.find(each => idOf(each) === id)
  if (instance !== undefined) return instance
  const there = instances.map(each => `"${shown(idOf(each))}"`).join(", ")
  throw new Trouble({ line: root.line, reason: `there is no instance "${shown(id ?? "")}" in it, only ${there}` })
}

const solutionOf = (root: XmlElement, instance: XmlElement, wanted: number | undefined): XmlElement | null => {
  const solutions = solutionsOf(root, idOf(instance))
  const solution = solutions[wanted ?? 0]
  if (solution !== undefined || wanted === undefined) return solution ?? null
  const there = solutions.length === 0 ? "there are none" : `there are ${solutions.length}, from 0`
  throw new Trouble({ line: null, reason: `there is no solution ${wanted} of "${shown(idOf(instance))}": ${there}` })
}
