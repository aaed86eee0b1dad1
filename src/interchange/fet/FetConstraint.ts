import { type Constraint, ConstraintId, type Scope } from "../../timetable/Constraint.ts"
import type { RoomId } from "../../timetable/Room.ts"
import type { ClassId } from "../../timetable/SchoolClass.ts"
import type { TeacherId } from "../../timetable/Teacher.ts"
import type { Register } from "../Register.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, shown, textOf, type XmlElement, yesOrNo } from "../XmlElement.ts"
import type { FetActivities, FetActivity } from "./FetActivities.ts"
import type { FetGrid } from "./FetGrid.ts"
import type { FetResources, FetRoom } from "./FetResources.ts"
import type { StudentsSet } from "./FetStudents.ts"

/** What the constraints of a file speak of. */
export interface FetSchool {
  readonly grid: FetGrid
  readonly resources: FetResources
  readonly students: Register<ClassId, StudentsSet>
  readonly activities: FetActivities
}

/** What every constraint has, whatever its type. */
export interface FetConstraint {
  /** By its place in the file, from 1, so that the same file gives the same ids. */
  readonly id: ConstraintId
  readonly type: string
  readonly element: XmlElement
  readonly active: boolean
  /** FET's 100 %. */
  readonly hard: boolean
  /** 1 when hard, else the percentage as a fraction, to four decimals. */
  readonly weight: number
  readonly note: string | null
}

/** What one constraint says, as a value; putting the timetable together from all of them comes after. */
export type Finding =
  /** Judged by one of our rules, under this kind. */
  | { readonly is: "rule"; readonly kind: string; readonly scope: Scope; readonly parameters: Constraint["parameters"] }
  | { readonly is: "unavailable"; readonly id: TeacherId | ClassId | RoomId; readonly slots: ReadonlyArray<number> }
  | { readonly is: "breaks"; readonly slots: ReadonlyArray<number> }
  | { readonly is: "start"; readonly activity: FetActivity; readonly slot: number; readonly locked: boolean }
  | {
      readonly is: "room"
      readonly activity: FetActivity
      readonly rooms: ReadonlyArray<RoomId>
      readonly wanted: FetRoom
      readonly locked: boolean
    }
  /** One of these rooms for each of these activities; `home`: unless a constraint of its own gives it other rooms. */
  | {
      readonly is: "rooms"
      readonly activities: ReadonlyArray<FetActivity>
      readonly rooms: ReadonlyArray<RoomId>
      readonly home: { readonly of: TeacherId | ClassId } | null
    }
  /** Taken for granted here. */
  | { readonly is: "basic" }
  /** Nothing is left of it: it speaks of inactive activities only, of nobody, or of no time or room. */
  | { readonly is: "idle" }
  /** Nothing here can judge it in this case. */
  | { readonly is: "unmapped" }

export type FetReader = (constraint: FetConstraint, school: FetSchool) => Finding

export const readConstraint = (element: XmlElement, place: number): FetConstraint => {
  const weight = childOf(element, "Weight_Percentage")
  const percentage = weight === undefined ? 100 : Number(weight.text || Number.NaN)
  if (weight !== undefined && !(percentage >= 0 && percentage <= 100)) {
    const reason = `<Weight_Percentage> is "${shown(weight.text)}", not a number from 0 to 100`
    throw new Trouble({ line: weight.line, reason })
  }
  return {
    id: ConstraintId.make(`fet:${place}`),
    type: element.name,
    element,
    active: yesOrNo(element, "Active", true),
    hard: percentage === 100,
    weight: percentage === 100 ? 1 : Math.round(percentage * 100) / 10_000,
    note: textOf(element, "Comments")
  }
}

/** Our constraint, with everything that FET says of it. */
export const toConstraint = (
  { id, hard, weight, note }: FetConstraint,
  kind: string,
  scope: Scope,
  parameters: Constraint["parameters"]
): Constraint => ({ id, kind, hard, weight, cost: "linear", scope, parameters, note })
