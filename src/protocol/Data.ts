import { Schema } from "effect"
import {
  WireByKind,
  WireCommand,
  WireConflict,
  WireConsequences,
  WireFinding,
  WireLesson,
  WireNamed,
  WireScore,
  WireShare,
  WireSlot,
  WireTimetable
} from "./Facts.ts"
import { WireChange } from "./WireChange.ts"
import { WireConversation, WireMessage } from "./WireConversation.ts"
import { WireGrid } from "./WireGrid.ts"
import { WireCover, WireFree, WirePlace } from "./WirePlaces.ts"
import { WireSearch, WireSuggestion } from "./WireSuggestion.ts"

/** The structured answer of a command. The text of the message only words what stands here. */
export const Data = Schema.Union(
  Schema.Struct({ kind: Schema.Literal("help"), commands: Schema.Array(WireCommand) }),
  Schema.Struct({
    kind: Schema.Literal("conflicts"),
    timetable: WireTimetable,
    /** What was asked for, resolved: names as the timetable has them. */
    filters: Schema.Record({ key: Schema.String, value: Schema.String }),
    /** How many conflicts match; `conflicts` may hold fewer. */
    total: Schema.Int,
    ...WireScore.fields,
    by_kind: WireByKind,
    conflicts: Schema.Array(WireConflict)
  }),
  Schema.Struct({
    kind: Schema.Literal("schedule"),
    timetable: WireTimetable,
    filters: Schema.Record({ key: Schema.String, value: Schema.String }),
    /** How many lessons match; `lessons` may hold fewer. */
    total: Schema.Int,
    lessons: Schema.Array(WireLesson)
  }),
  Schema.Struct({ kind: Schema.Literal("grid"), ...WireGrid.fields }),
  Schema.Struct({
    kind: Schema.Literal("explanation"),
    timetable: WireTimetable,
    conflict: WireConflict,
    /** The rule behind it, in one sentence, and what a deviation of 1 is. */
    rule: Schema.Struct({ kind: Schema.String, sentence: Schema.String, unit: Schema.String }),
    constraint: Schema.Struct({
      id: Schema.String,
      hard: Schema.Boolean,
      weight: Schema.Number,
      cost: Schema.String,
      note: Schema.NullOr(Schema.String)
    }),
    lessons: Schema.Array(WireLesson)
  }),
  Schema.Struct({
    kind: Schema.Literal("diagnosis"),
    timetable: WireTimetable,
    /** How many findings there are; `findings` may hold fewer, the gravest first. */
    total: Schema.Int,
    /** How many of them make any timetable impossible. */
    impossible: Schema.Int,
    findings: Schema.Array(WireFinding)
  }),
  Schema.Struct({
    kind: Schema.Literal("score"),
    timetable: WireTimetable,
    ...WireScore.fields,
    /** Number of conflicts. */
    count: Schema.Int,
    by_kind: WireByKind,
    /** The worst first, as many as were asked for; who has no conflict is left out. */
    teachers: Schema.Array(WireShare),
    classes: Schema.Array(WireShare),
    days: Schema.Array(WireShare)
  }),
  Schema.Struct({
    kind: Schema.Literal("suggestions"),
    timetable: WireTimetable,
    /** What was asked for, resolved: names as the timetable has them. Empty = the whole week. */
    scope: Schema.Record({ key: Schema.String, value: Schema.String }),
    search: WireSearch,
    /** The best first; the same as in the metadata's `suggestions`. */
    suggestions: Schema.Array(WireSuggestion)
  }),
  Schema.Struct({
    kind: Schema.Literal("where"),
    timetable: WireTimetable,
    lesson: WireLesson,
    /** Every slot of the week, in order. */
    places: Schema.Array(WirePlace)
  }),
  Schema.Struct({
    kind: Schema.Literal("free"),
    timetable: WireTimetable,
    slot: WireSlot,
    resources: Schema.Array(WireFree)
  }),
  Schema.Struct({
    kind: Schema.Literal("cover"),
    timetable: WireTimetable,
    teacher: WireNamed,
    date: Schema.String,
    day: Schema.String,
    /** Label of the week of the cycle; null where every week is the same. */
    week: Schema.NullOr(Schema.String),
    lessons: Schema.Array(WireCover),
    suggestions: Schema.Array(WireSuggestion)
  }),
  Schema.Struct({
    kind: Schema.Literal("basket"),
    timetable: WireTimetable,
    suggestions: Schema.Array(WireSuggestion),
    /** Pairs that cannot both be applied: the later one finds a lesson where the earlier one has taken it away from. */
    conflicting: Schema.Array(
      Schema.Struct({
        suggestion_id: Schema.String,
        with: Schema.NullOr(Schema.String),
        lesson_ids: Schema.Array(Schema.String)
      })
    ),
    /** What all of them do together on the present version; null where they do not go together. */
    together: Schema.NullOr(WireConsequences)
  }),
  Schema.Struct({ kind: Schema.Literal("change"), timetable: WireTimetable, change: WireChange }),
  Schema.Struct({ kind: Schema.Literal("rejected"), suggestion_id: Schema.String }),
  Schema.Struct({
    kind: Schema.Literal("history"),
    timetable: WireTimetable,
    filters: Schema.Record({ key: Schema.String, value: Schema.String }),
    /** How many changes match; `changes` may hold fewer. */
    total: Schema.Int,
    changes: Schema.Array(WireChange)
  }),
  Schema.Struct({
    kind: Schema.Literal("conversations"),
    page: Schema.Int,
    /** Your own, the one with the newest message first. */
    conversations: Schema.Array(WireConversation)
  }),
  Schema.Struct({
    kind: Schema.Literal("messages"),
    conversation_id: Schema.String,
    /** The oldest first. */
    messages: Schema.Array(WireMessage),
    /** Whether there may be older ones: ask with `before` = the id of the first. */
    more: Schema.Boolean
  }),
  Schema.Struct({
    kind: Schema.Literal("timetables"),
    /** Those of the school, by name. */
    timetables: Schema.Array(
      Schema.Struct({ ...WireTimetable.fields, published: Schema.Boolean, current: Schema.Boolean })
    )
  }),
  Schema.Struct({ kind: Schema.Literal("renamed"), conversation_id: Schema.String, title: Schema.String }),
  Schema.Struct({ kind: Schema.Literal("forgotten"), conversation_id: Schema.String })
)
export type Data = typeof Data.Type
