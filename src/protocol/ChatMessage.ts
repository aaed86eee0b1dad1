import { Schema } from "effect"

/** A choice that says, when something else comes, what it may be: in one sentence, not one for each. */
const oneOf = <const Names extends readonly [string, ...ReadonlyArray<string>]>(...names: Names) =>
  Schema.Literal(...names).annotations({ message: () => ({ message: `one of ${names.join(", ")}`, override: true }) })

/** Who speaks. From TICKET.md, unchanged. */
export const MessageType = oneOf("user", "assistant", "system", "command")
export type MessageType = typeof MessageType.Type

export const frameIdPattern = /^[A-Za-z0-9_-]{1,64}$/

/** Ids that clients give: 1–64 of `[A-Za-z0-9_-]`. Ids of the server are UUIDv7, which fit too. */
export const FrameId = Schema.String.pipe(
  Schema.pattern(frameIdPattern, { message: () => "1 to 64 letters, digits, _ or -" })
)

/** Text that PostgreSQL and every client can hold: anything but NUL. Lone surrogates and bidi controls pass as data. */
export const Text = Schema.String.pipe(
  Schema.filter(text => !text.includes("\u0000"), {
    message: () => "must not contain the NUL character",
    jsonSchema: { pattern: "^[^\\u0000]*$" }
  })
)

/** What is on the sender's screen, so that "these conflicts" and "this teacher" have a meaning. */
export const ScheduleContext = Schema.Struct({
  current_view: oneOf("weekly", "teacher", "class", "room"),
  /** Ids of the selected teachers, classes or rooms. */
  selected_entities: Schema.Array(Text),
  /** Ids of the conflicts that are visible. */
  visible_conflicts: Schema.Array(Text),
  filters_applied: Schema.Record({ key: Schema.String, value: Schema.Unknown })
}).annotations({ identifier: "ScheduleContext" })
export interface ScheduleContext extends Schema.Schema.Type<typeof ScheduleContext> {}

/** A command as an object; `id` plays the part of the frame's id when it is sent bare. */
export const ChatCommand = Schema.Struct({
  command: Text.pipe(Schema.minLength(1)),
  parameters: Schema.optionalWith(Schema.NullOr(Schema.Record({ key: Schema.String, value: Schema.Unknown })), {
    exact: true
  }),
  context: Schema.optionalWith(Schema.NullOr(ScheduleContext), { exact: true }),
  id: Schema.optionalWith(FrameId, { exact: true })
}).annotations({ identifier: "ChatCommand" })
export interface ChatCommand extends Schema.Schema.Type<typeof ChatCommand> {}

export const Metadata = Schema.Record({ key: Schema.String, value: Schema.Unknown })
export type Metadata = typeof Metadata.Type

export const isTimestamp = (text: string): boolean => !Number.isNaN(Date.parse(text))

/** ISO 8601, as Python's `datetime` and JavaScript's `Date` write it. */
const Timestamp = Schema.String.pipe(
  Schema.filter(isTimestamp, {
    message: () => "an ISO 8601 date and time",
    jsonSchema: { description: "ISO 8601 date and time" }
  })
)

/**
 * The one envelope: every frame in both directions. `metadata.event` tells richer frames apart; absent = a plain
 * message. A client's timestamp is informative only, order goes by seq.
 */
export const ChatMessage = Schema.Struct({
  id: FrameId,
  type: MessageType,
  content: Text,
  timestamp: Timestamp,
  metadata: Schema.optionalWith(Schema.NullOr(Metadata), { exact: true })
}).annotations({ identifier: "ChatMessage" })
export interface ChatMessage extends Schema.Schema.Type<typeof ChatMessage> {}
