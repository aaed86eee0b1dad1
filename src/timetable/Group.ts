import { Schema } from "effect"
import { CourseId } from "./Course.ts"
import { Slot } from "./WeekGrid.ts"

export const GroupId = Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(120), Schema.brand("GroupId"))
export type GroupId = typeof GroupId.Type

const named = { id: GroupId, name: Schema.NonEmptyString }

/**
 * Times, courses or resources that constraints speak of together, by a name of their own; ids are unique among groups
 * of the same things. `sort` says what such a group is to people; nothing is judged by it. Source: XHSTT.
 */
export const Group = Schema.Union(
  Schema.Struct({
    ...named,
    of: Schema.Literal("times"),
    sort: Schema.Literal("day", "week", "group"),
    members: Schema.Array(Slot)
  }),
  Schema.Struct({
    ...named,
    of: Schema.Literal("courses"),
    /** "subject": the lessons of one subject, as XHSTT's Course. */
    sort: Schema.Literal("subject", "group"),
    members: Schema.Array(CourseId)
  }),
  Schema.Struct({
    ...named,
    of: Schema.Literal("resources"),
    /** The type of its members: see CourseRole. */
    sort: Schema.NonEmptyString,
    /** Ids of teachers, classes, rooms or others. */
    members: Schema.Array(Schema.NonEmptyString)
  })
)
export type Group = typeof Group.Type
