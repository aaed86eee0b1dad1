import { childrenOf, needed, wholeNumber, type XmlElement, yesOrNo } from "../XmlElement.ts"
import type { FetActivity } from "./FetActivities.ts"
import type { FetReader, FetSchool } from "./FetConstraint.ts"
import { limit } from "./limits.ts"
import { onLessons } from "./timeConstraints.ts"

/** Readers for FET's constraints on sets of activities. Inactive ones are asked nothing, and one alone has no pairs. */

const activitiesIn = (element: XmlElement, { activities }: FetSchool): ReadonlyArray<FetActivity> =>
  childrenOf(element, "Activity_Id")
    .map(reference => activities.named(reference))
    .filter(activity => activity.active)

export const minDays: FetReader = ({ element }, school) => {
  const activities = activitiesIn(element, school)
  const days = limit(element, "MinDays")
  if (days === 0) return { is: "idle" }
  // Before 5.3 the element was called Adjacent_If_Broken.
  const older = yesOrNo(element, "Adjacent_If_Broken", false)
  const parameters = {
    min_days: days,
    consecutive_if_same_day: yesOrNo(element, "Consecutive_If_Same_Day", older)
  }
  return amongThem(activities, "subject_spread", parameters)
}

/** Anything that is asked of the activities of a set among each other. */
const amongThem = (
  activities: ReadonlyArray<FetActivity>,
  kind: string,
  parameters: Readonly<Record<string, unknown>>
): ReturnType<FetReader> =>
  activities.length < 2 ? { is: "idle" } : { is: "rule", kind, scope: onLessons(activities), parameters }

export const sameStart =
  (same: "slot" | "day" | "period"): FetReader =>
  ({ element }, school) =>
    amongThem(activitiesIn(element, school), "link_broken", { same })

export const notOverlapping: FetReader = ({ element }, school) => amongThem(activitiesIn(element, school), "apart", {})

export const minGaps: FetReader = ({ element }, school) =>
  amongThem(activitiesIn(element, school), "apart", { min_gaps: limit(element, "MinGaps") })

/** Those that the type counts up: first, second, third. */
const named = (element: XmlElement, { activities }: FetSchool): ReadonlyArray<FetActivity> =>
  ["First", "Second", ...(element.name.startsWith("ConstraintThree") ? ["Third"] : [])]
    .map(ordinal => activities.named(needed(element, `${ordinal}_Activity_Id`)))
    .filter(activity => activity.active)

export const grouped =
  (in_order: boolean): FetReader =>
  ({ element }, school) =>
    amongThem(named(element, school), "consecutive", { in_order })

export const ordered =
  (same_day_only: boolean): FetReader =>
  ({ element }, school) => {
    const [first, second] = named(element, school)
    if (first === undefined || second === undefined) return { is: "idle" }
    const parameters = { before: [second.lessonId], same_day_only }
    return { is: "rule", kind: "order", scope: onLessons([first]), parameters }
  }

export const maxSlots: FetReader = ({ element }, school) => {
  const activities = activitiesIn(element, school)
  const slots = school.grid.slotsIn(childrenOf(element, "Selected_Time_Slot"), "Selected_Day", "Selected_Hour")
  const max = limit(element, "Max_Number_of_Occupied_Time_Slots")
  if (activities.length === 0 || slots.length === 0) return { is: "idle" }
  return { is: "rule", kind: "occupied_slots", scope: onLessons(activities), parameters: { slots, max } }
}

export const maxRooms: FetReader = ({ element }, school) => {
  const max = wholeNumber(needed(element, "Max_Number_of_Different_Rooms"), 1, 10_000)
  return amongThem(activitiesIn(element, school), "room_stability", { max })
}
