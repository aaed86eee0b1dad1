import { Schema } from "effect"
import { WireConflict, WireScore } from "./Facts.ts"
import { WireCut, WireMove, WireSubstitution } from "./WireMove.ts"

const WirePin = Schema.Struct({ by: Schema.String, why: Schema.String })

/** An accepted change: who did what, when and why, and what that did. In answers, in the history, and in the feed. */
export const WireChange = Schema.Struct({
  change_id: Schema.String,
  timetable_id: Schema.String,
  /** Of the timetable after it. */
  version: Schema.Int,
  kind: Schema.Literal("applied", "undone", "redone", "locked", "unlocked", "covered", "published", "imported"),
  actor: Schema.Struct({ id: Schema.String, name: Schema.String }),
  /** ISO 8601 in UTC. */
  at: Schema.String,
  why: Schema.NullOr(Schema.String),
  suggestion_id: Schema.NullOr(Schema.String),
  /** The change that this one takes back. */
  undo_of: Schema.NullOr(Schema.String),
  changes: Schema.Array(WireMove),
  locks: Schema.Array(
    Schema.Struct({
      lesson_id: Schema.String,
      name: Schema.String,
      from: Schema.NullOr(WirePin),
      to: Schema.NullOr(WirePin)
    })
  ),
  substitutions: Schema.Array(WireSubstitution),
  /** Whether it is published from then on; null = that stayed as it was. */
  published: Schema.NullOr(Schema.Boolean),
  conflicts: Schema.Struct({ added: Schema.Array(WireConflict), resolved: Schema.Array(WireConflict) }),
  cut: WireCut,
  /** null: nobody could tell. */
  score: Schema.Struct({ before: Schema.NullOr(WireScore), after: Schema.NullOr(WireScore) })
}).annotations({ identifier: "Change" })
export interface WireChange extends Schema.Schema.Type<typeof WireChange> {}
