import { Schema } from "effect"
import { ErrorCode } from "./ErrorCode.ts"
import { WireTimetable } from "./Facts.ts"

/** What `POST /import` answers. */

const Counted = Schema.Array(Schema.Struct({ type: Schema.String, count: Schema.Int }))

export const WireImport = Schema.Struct({
  timetable: WireTimetable,
  /** Whether it is the school's current timetable now. */
  current: Schema.Boolean,
  /** Whether one of this name was there, and is replaced. */
  replaced: Schema.Boolean,
  format: Schema.Literal("fet", "fet-csv", "xhstt"),
  counts: Schema.Struct({
    lessons: Schema.Int,
    placed: Schema.Int,
    teachers: Schema.Int,
    classes: Schema.Int,
    rooms: Schema.Int
  }),
  /** Constraints that are judged here as they were there, by what the file calls them. */
  mapped: Counted,
  /** Left out: nothing here judges them. */
  unmapped: Counted,
  /** Left out: switched off in the file. */
  inactive: Counted,
  /** Whatever else was read differently from how it stands in the file. */
  notes: Schema.Array(Schema.String)
}).annotations({ identifier: "Import" })
export interface WireImport extends Schema.Schema.Type<typeof WireImport> {}

/** Why nothing was imported. */
export const WireRefusal = Schema.Struct({
  code: ErrorCode,
  /** For the person. */
  message: Schema.String,
  /** Whether the same again may help later. */
  temporary: Schema.Boolean,
  /** The file in which it is, and the line there, from 1; null: at no one place. */
  file: Schema.NullOr(Schema.String),
  line: Schema.NullOr(Schema.Int),
  issues: Schema.Array(Schema.Struct({ path: Schema.String, message: Schema.String }))
}).annotations({ identifier: "Refusal" })
export interface WireRefusal extends Schema.Schema.Type<typeof WireRefusal> {}
