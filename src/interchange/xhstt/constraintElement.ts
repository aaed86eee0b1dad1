import { Option, Schema } from "effect"
import type { Constraint } from "../../timetable/Constraint.ts"
import { element, leaf, list, type XmlNode } from "../XmlText.ts"
import { type FileIds, reference } from "./fileIds.ts"

const Ids = Schema.optionalWith(Schema.Array(Schema.String), { exact: true })
const Count = Schema.optionalWith(Schema.Number, { exact: true })

/** All that the parameters of XHSTT's kinds can say: each kind has its own of them. */
const Parameters = Schema.Struct({
  role: Schema.optionalWith(Schema.String, { exact: true }),
  slots: Schema.optionalWith(Schema.Array(Schema.Number), { exact: true }),
  time_group_ids: Ids,
  resource_ids: Ids,
  resource_group_ids: Ids,
  time_groups: Schema.optionalWith(
    Schema.Array(Schema.Struct({ id: Schema.String, minimum: Schema.Number, maximum: Schema.Number })),
    { exact: true }
  ),
  pairs: Schema.optionalWith(
    Schema.Array(
      Schema.Struct({
        first_course_id: Schema.String,
        second_course_id: Schema.String,
        min_separation: Count,
        max_separation: Count
      })
    ),
    { exact: true }
  ),
  duration: Count,
  minimum_duration: Count,
  maximum_duration: Count,
  minimum_amount: Count,
  maximum_amount: Count,
  minimum: Count,
  maximum: Count
})
type Parameters = typeof Parameters.Type

const decode = Schema.decodeUnknownOption(Parameters, { onExcessProperty: "error" })

/** The elements that stand for numbers, in the order in which XHSTT has them. */
const counts = [
  ["Duration", "duration"],
  ["MinimumDuration", "minimum_duration"],
  ["MaximumDuration", "maximum_duration"],
  ["MinimumAmount", "minimum_amount"],
  ["MaximumAmount", "maximum_amount"],
  ["Minimum", "minimum"],
  ["Maximum", "maximum"]
] as const

const costs = { linear: "Linear", quadratic: "Quadratic", step: "Step" } as const

/** A constraint of one of XHSTT's kinds; null for one of our own, which XHSTT has no words for. */
export const constraintElement = (constraint: Constraint, ids: FileIds): string | null => {
  const { scope } = constraint
  const said = Option.getOrNull(decode(constraint.parameters))
  if (scope.on !== "selection" || said === null) return null
  return element(`${constraint.kind}Constraint`, { Id: constraint.id }, [
    constraint.note !== null && leaf("Name", constraint.note),
    leaf("Required", constraint.hard),
    leaf("Weight", constraint.weight),
    leaf("CostFunction", costs[constraint.cost]),
    element("AppliesTo", {}, [
      references("Events", "Event", scope.courseIds),
      references("EventGroups", "EventGroup", scope.courseGroupIds),
      references("Resources", "Resource", scope.resourceIds),
      references("ResourceGroups", "ResourceGroup", scope.resourceGroupIds),
      list("EventPairs", (said.pairs ?? []).map(pairElement))
    ]),
    references("Resources", "Resource", said.resource_ids ?? []),
    references("ResourceGroups", "ResourceGroup", said.resource_group_ids ?? []),
    references("TimeGroups", "TimeGroup", said.time_group_ids ?? []),
    list("TimeGroups", (said.time_groups ?? []).map(limitedGroup)),
    references("Times", "Time", (said.slots ?? []).map(ids.time)),
    said.role !== undefined && leaf("Role", said.role),
    ...counts.map(([tag, name]): XmlNode => {
      const count = said[name]
      return count !== undefined && leaf(tag, count)
    })
  ])
}

const references = (tag: string, each: string, ids: ReadonlyArray<string>): XmlNode =>
  list(
    tag,
    ids.map(id => reference(each, id))
  )

const limitedGroup = ({ id, minimum, maximum }: NonNullable<Parameters["time_groups"]>[number]): string =>
  element("TimeGroup", { Reference: id }, [leaf("Minimum", minimum), leaf("Maximum", maximum)])

const pairElement = (pair: NonNullable<Parameters["pairs"]>[number]): string =>
  element("EventPair", {}, [
    reference("FirstEvent", pair.first_course_id),
    reference("SecondEvent", pair.second_course_id),
    pair.min_separation !== undefined && leaf("MinSeparation", pair.min_separation),
    pair.max_separation !== undefined && leaf("MaxSeparation", pair.max_separation)
  ])
