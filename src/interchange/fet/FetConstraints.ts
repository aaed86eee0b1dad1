import { Tally } from "../ImportReport.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, type XmlElement } from "../XmlElement.ts"
import { constraintTypes } from "./constraintTypes.ts"
import { type FetConstraint, type FetSchool, type Finding, readConstraint } from "./FetConstraint.ts"

/** A constraint in force, with what it says. */
export interface Said {
  readonly constraint: FetConstraint
  readonly finding: Finding
}

export interface FetConstraints {
  /** In the order of the file: time, then space. */
  readonly said: ReadonlyArray<Said>
  readonly mapped: Tally
  readonly unmapped: Tally
  readonly inactive: Tally
  /** Switched on, but of weight 0: counted as inactive. */
  readonly weightless: number
}

/** A real school's name some ten thousand; without a bound a small file could describe everything a million times. */
const mostNamed = 5_000_000

/** Reads every constraint of a file. Whatever it is, it is counted under one of the three headings. */
export const readConstraints = (root: XmlElement, school: FetSchool): FetConstraints => {
  const said: Array<Said> = []
  const [mapped, unmapped, inactive] = [new Tally(), new Tally(), new Tally()]
  let weightless = 0
  let named = 0
  const elements = ["Time_Constraints_List", "Space_Constraints_List"].flatMap(
    list => childOf(root, list)?.children ?? []
  )
  for (const [i, element] of elements.entries()) {
    const constraint = readConstraint(element, i + 1)
    const reader = constraintTypes.get(element.name)
    if (!constraint.active || constraint.weight === 0) {
      inactive.add(element.name)
      if (constraint.active) weightless += 1
      continue
    }
    const finding: Finding = reader === undefined ? { is: "unmapped" } : reader(constraint, school)
    named += size(finding)
    if (named > mostNamed) {
      const reason = `its constraints speak of more than ${mostNamed} things, counted singly`
      throw new Trouble({ line: element.line, reason })
    }
    if (finding.is === "unmapped") unmapped.add(element.name)
    else if (finding.is === "idle") inactive.add(element.name)
    else {
      mapped.add(element.name)
      said.push({ constraint, finding })
    }
  }
  for (const option of childOf(root, "Timetable_Generation_Options_List")?.children ?? []) unmapped.add(option.name)
  return { said, mapped, unmapped, inactive, weightless }
}

/** How many lessons, classes and rooms a finding lists. */
const size = (finding: Finding): number => {
  if (finding.is === "rooms") return finding.activities.length * finding.rooms.length
  if (finding.is !== "rule" || !("ids" in finding.scope) || finding.scope.ids === "all") return 0
  return finding.scope.ids.length
}
