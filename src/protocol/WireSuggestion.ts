import { Schema } from "effect"
import { WireConsequences } from "./Facts.ts"
import { WireCut, WireMove, WireSubstitution } from "./WireMove.ts"

/** How far a search went. */
export const WireSearch = Schema.Struct({
  /** Most lessons that one suggestion may move. */
  depth: Schema.Int,
  /** Positions looked at. */
  nodes: Schema.Int,
  ms: Schema.Int,
  /** Whether everything within these bounds was looked at. */
  complete: Schema.Boolean
}).annotations({ identifier: "Search" })
export interface WireSearch extends Schema.Schema.Type<typeof WireSearch> {}

/** Changes that work together, with what the evaluator says of them. `/apply` does exactly this. Source: TIMETABLING.md. */
export const WireSuggestion = Schema.Struct({
  id: Schema.String,
  timetable_id: Schema.String,
  /** Of the timetable that it was made for. */
  version: Schema.Int,
  kind: Schema.Literal("move", "swap", "chain", "room", "teacher", "multi"),
  /** What was asked for, resolved; empty = the whole week. */
  scope: Schema.Record({ key: Schema.String, value: Schema.String }),
  changes: Schema.Array(WireMove),
  /** For dates, not for the week plan; absent where there are none. */
  substitutions: Schema.optionalWith(Schema.Array(WireSubstitution), { exact: true }),
  ...WireConsequences.fields,
  cut: WireCut,
  disturbance: Schema.Struct({
    lessons: Schema.Int,
    times: Schema.Int,
    rooms: Schema.Int,
    days: Schema.Int,
    teachers: Schema.Int,
    classes: Schema.Int
  }),
  reason: Schema.String,
  search: WireSearch,
  /** ISO 8601 in UTC. */
  expires_at: Schema.String,
  /** To be sent back with `/apply`, as proof of what was approved. */
  hash: Schema.String
}).annotations({ identifier: "Suggestion" })
export interface WireSuggestion extends Schema.Schema.Type<typeof WireSuggestion> {}
