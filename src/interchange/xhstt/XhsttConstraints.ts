import { type Constraint, ConstraintId, type CostFunction, type Scope } from "../../timetable/Constraint.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, needed, shown, textOf, type XmlElement, yesOrNo } from "../XmlElement.ts"
import { listOf, needNumber, needReference, numberOf } from "./elements.ts"
import { References } from "./References.ts"
import type { XhsttEvents } from "./XhsttEvents.ts"
import type { XhsttResources } from "./XhsttResources.ts"
import type { XhsttTimes } from "./XhsttTimes.ts"

/** What the constraints of an instance speak of. */
export interface XhsttNouns {
  readonly times: XhsttTimes
  readonly resources: XhsttResources
  readonly events: XhsttEvents
}

type Parameters = Constraint["parameters"]
type Reader = (element: XmlElement, nouns: XhsttNouns) => Parameters

const nothing: Reader = () => ({})
const role: Reader = element => ({ role: needed(element, "Role").text })
const limits: Reader = element => ({ minimum: needNumber(element, "Minimum"), maximum: needNumber(element, "Maximum") })
const times: Reader = (element, nouns) => ({
  slots: listOf(element, "Times", "Time").map(time => nouns.times.slotOf(time)),
  ...timeGroups(element, nouns)
})
const timeGroups: Reader = (element, nouns) => ({
  time_group_ids: timeGroupsIn(element).map(group => nouns.times.groups.named(group).id)
})

const timeGroupsIn = (element: XmlElement): ReadonlyArray<XmlElement> =>
  listOf(element, "TimeGroups", "TimeGroup", "Day", "Week")

/** What each of the sixteen says beside the points it applies to. */
const readers: Readonly<Record<string, Reader>> = {
  AssignTime: nothing,
  AssignResource: role,
  SplitEvents: element => ({
    minimum_duration: needNumber(element, "MinimumDuration"),
    maximum_duration: needNumber(element, "MaximumDuration"),
    minimum_amount: needNumber(element, "MinimumAmount"),
    maximum_amount: needNumber(element, "MaximumAmount")
  }),
  DistributeSplitEvents: (element, nouns) => ({
    duration: needNumber(element, "Duration", 1),
    ...limits(element, nouns)
  }),
  PreferTimes: (element, nouns) => {
    const duration = numberOf(element, "Duration", 1)
    return { ...times(element, nouns), ...(duration === null ? {} : { duration }) }
  },
  PreferResources: (element, nouns) => ({
    ...role(element, nouns),
    resource_ids: listOf(element, "Resources", "Resource").map(each => nouns.resources.named(each).id),
    resource_group_ids: listOf(element, "ResourceGroups", "ResourceGroup").map(
      group => nouns.resources.groups.named(group).id
    )
  }),
  AvoidSplitAssignments: role,
  SpreadEvents: (element, nouns) => ({
    time_groups: timeGroupsIn(element).map(group => ({
      id: nouns.times.groups.named(group).id,
      ...limits(group, nouns)
    }))
  }),
  LinkEvents: nothing,
  OrderEvents: (element, nouns) => ({ pairs: pairsOf(element, nouns) }),
  AvoidClashes: nothing,
  AvoidUnavailableTimes: times,
  LimitIdleTimes: (element, nouns) => ({ ...timeGroups(element, nouns), ...limits(element, nouns) }),
  ClusterBusyTimes: (element, nouns) => ({ ...timeGroups(element, nouns), ...limits(element, nouns) }),
  LimitBusyTimes: (element, nouns) => ({ ...timeGroups(element, nouns), ...limits(element, nouns) }),
  LimitWorkload: limits
}

const pairsOf = (element: XmlElement, { events }: XhsttNouns) =>
  listOf(needReference(element, "AppliesTo"), "EventPairs", "EventPair").map(pair => {
    const least = numberOf(pair, "MinSeparation")
    const most = numberOf(pair, "MaxSeparation")
    return {
      first_course_id: events.named(needReference(pair, "FirstEvent")).id,
      second_course_id: events.named(needReference(pair, "SecondEvent")).id,
      ...(least === null ? {} : { min_separation: least }),
      ...(most === null ? {} : { max_separation: most })
    }
  })

/** All names that cost functions have had, for those that count the whole deviation of a point. */
const costs: Readonly<Record<string, CostFunction>> = {
  linear: "linear",
  sum: "linear",
  quadratic: "quadratic",
  squaresum: "quadratic",
  step: "step",
  stepsum: "step"
}

const costOf = (element: XmlElement): CostFunction => {
  const child = needed(element, "CostFunction")
  const cost = costs[child.text.toLowerCase()]
  if (cost !== undefined) return cost
  throw new Trouble({
    line: child.line,
    reason: `the cost function "${shown(child.text)}" is not one of Linear, Quadratic, Step, Sum, SquareSum and StepSum`
  })
}

const scopeOf = (element: XmlElement, { events, resources }: XhsttNouns): Scope => {
  const applies = needReference(element, "AppliesTo")
  return {
    on: "selection",
    courseIds: listOf(applies, "Events", "Event").map(event => events.named(event).id),
    courseGroupIds: listOf(applies, "EventGroups", "EventGroup", "Course").map(group => events.groups.named(group).id),
    resourceIds: listOf(applies, "Resources", "Resource").map(resource => resources.named(resource).id),
    resourceGroupIds: listOf(applies, "ResourceGroups", "ResourceGroup").map(group => resources.groups.named(group).id)
  }
}

/** Our constraints: those of an instance, one to one, in its order. */
export const readConstraints = (instance: XmlElement, nouns: XhsttNouns): ReadonlyArray<Constraint> => {
  const constraints = new References<Constraint>("constraint")
  for (const element of childOf(instance, "Constraints")?.children ?? [])
    constraints.define(element, id => {
      const kind = element.name.replace(/Constraint$/, "")
      const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined
      if (read === undefined || kind === element.name)
        throw new Trouble({ line: element.line, reason: `<${shown(element.name)}> is none of XHSTT's constraints` })
      return {
        id: ConstraintId.make(id),
        kind,
        hard: yesOrNo(element, "Required", false),
        weight: needNumber(element, "Weight"),
        cost: costOf(element),
        scope: scopeOf(element, nouns),
        parameters: read(element, nouns),
        note: textOf(element, "Name")
      }
    })
  return constraints.entries
}
