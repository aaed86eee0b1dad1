import { Data, Either, ParseResult, Schema } from "effect"
import { TimetableId } from "../timetable/Timetable.ts"
import { ChatCommand, ChatMessage, FrameId, ScheduleContext, Text } from "./ChatMessage.ts"
import type { ErrorCode } from "./ErrorCode.ts"
import { measureJson } from "./jsonShape.ts"
import { plainFrame } from "./plainFrame.ts"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(Schema.NullOr(schema), { exact: true })
const ConversationId = FrameId
/** No timetable has an id with NUL, so the store is not asked for one. */
const TimetableRef = TimetableId.pipe(Schema.filter(id => !id.includes("\u0000"), { jsonSchema: {} }))

/** What is no token is not given back either: it may hold one. */
const Token = Text.annotations({ message: () => ({ message: "a token is a text", override: true }) })

/** At most this many ids in one list of a frame (selected entities, visible conflicts, topics). */
export const maxListed = 1_000
export const maxTopics = 64

const About = {
  conversation_id: optional(ConversationId),
  timetable_id: optional(TimetableRef),
  context: optional(ScheduleContext)
}

/** What stands in `metadata` of each kind of frame a client may send, by `metadata.event`. */
export const clientEvents = {
  hello: Schema.Struct({
    token: optional(Token),
    client: optional(Text),
    resume: optional(
      Schema.Struct({
        session_id: Text,
        topics: Schema.Array(Schema.Struct({ topic: Text, epoch: Text, seq: Schema.NonNegativeInt }))
      })
    )
  }),
  view: Schema.Struct({
    timetable_id: optional(TimetableRef),
    context: optional(ScheduleContext),
    subscribe: optional(Schema.Array(Text))
  }),
  cancel: Schema.Struct({ run_id: optional(FrameId), target: optional(FrameId) }).pipe(
    Schema.filter(
      cancel =>
        (cancel.run_id ?? cancel.target) == null ? { path: ["run_id"], message: "give run_id or target" } : undefined,
      { jsonSchema: { allOf: [{ anyOf: [{ required: ["run_id"] }, { required: ["target"] }] }] } }
    )
  ),
  auth: Schema.Struct({ token: Token }),
  ping: Schema.Struct({ t: Schema.optionalWith(Schema.Unknown, { exact: true }) })
} as const

const UserMetadata = Schema.Struct(About)
const CommandMetadata = Schema.Struct({
  ...About,
  command: optional(ChatCommand),
  /** false: asked by a program, not said by a person; the conversation's log does not get it. */
  log: optional(Schema.Boolean)
})
/** What stands in `metadata` of what is said. */
export const clientMetadata = { user: UserMetadata, command: CommandMetadata } as const

export type ClientEventName = keyof typeof clientEvents
type EventBody<E extends ClientEventName> = (typeof clientEvents)[E]["Type"]

export interface AboutFrame {
  readonly conversationId: string | null
  readonly timetableId: TimetableId | null
  readonly context: ScheduleContext | null
}

/** A frame of a client, understood. `id` is the client's, to be answered as `metadata.ref`. */
export type ClientFrame =
  | ({ readonly _tag: "User"; readonly id: string; readonly content: string } & AboutFrame)
  | ({
      readonly _tag: "Command"
      readonly id: string
      /** "/conflicts day=monday", as typed; empty when only the object came. */
      readonly content: string
      readonly command: ChatCommand | null
      /** It stays out of the log of its conversation. */
      readonly unlogged?: true
    } & AboutFrame)
  | { readonly _tag: "Hello"; readonly id: string; readonly body: EventBody<"hello"> }
  | { readonly _tag: "View"; readonly id: string; readonly body: EventBody<"view"> }
  | { readonly _tag: "Cancel"; readonly id: string; readonly body: EventBody<"cancel"> }
  | { readonly _tag: "Auth"; readonly id: string; readonly body: EventBody<"auth"> }
  | { readonly _tag: "Ping"; readonly id: string; readonly body: EventBody<"ping"> }

export type CommandFrame = Extract<ClientFrame, { readonly _tag: "Command" }>
export type UserFrame = Extract<ClientFrame, { readonly _tag: "User" }>

export interface Issue {
  readonly path: string
  readonly message: string
}

/** A frame that cannot be taken: which one (where its id could still be read), why, and what would be accepted. */
export class BadFrame extends Data.TaggedError("BadFrame")<{
  readonly ref: string | null
  readonly code: ErrorCode
  readonly message: string
  readonly issues: ReadonlyArray<Issue>
}> {}

const decodeMessage = Schema.decodeUnknownEither(ChatMessage, { errors: "all" })
const decodeCommand = Schema.decodeUnknownEither(ChatCommand, { errors: "all" })
const decodeUser = Schema.decodeUnknownEither(UserMetadata, { errors: "all" })
const decodeCommandMetadata = Schema.decodeUnknownEither(CommandMetadata, { errors: "all" })
const decodeHello = Schema.decodeUnknownEither(clientEvents.hello, { errors: "all" })
const decodeView = Schema.decodeUnknownEither(clientEvents.view, { errors: "all" })
const decodeCancel = Schema.decodeUnknownEither(clientEvents.cancel, { errors: "all" })
const decodeAuth = Schema.decodeUnknownEither(clientEvents.auth, { errors: "all" })
const decodePing = Schema.decodeUnknownEither(clientEvents.ping, { errors: "all" })

const maxIssues = 20
const maxMessage = 200

/**
 * One issue a path, and none of what encloses another: that something may also be null helps nobody. What a client sent
 * is given back in part at most.
 */
const issuesOf = (error: ParseResult.ParseError, under: string): ReadonlyArray<Issue> => {
  const issues = ParseResult.ArrayFormatter.formatErrorSync(error).map(({ path, message }) => ({
    path: [under, ...path].filter(part => part !== "").join("."),
    message: message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message
  }))
  const paths = issues.map(issue => issue.path)
  return issues
    .slice(0, 10 * maxIssues)
    .filter(({ path }, i) => paths.indexOf(path) === i && !paths.some(other => other.startsWith(`${path}.`)))
    .slice(0, maxIssues)
}

const invalid =
  (ref: string | null, under: string) =>
  (error: ParseResult.ParseError): BadFrame => {
    const issues = issuesOf(error, under)
    const first = issues[0]
    const what = first === undefined ? "the frame has the wrong shape" : `${first.path || "frame"}: ${first.message}`
    return new BadFrame({ ref, code: "validation_failed", message: what, issues })
  }

const bad = (ref: string | null, code: ErrorCode, message: string, issues: ReadonlyArray<Issue> = []) =>
  Either.left(new BadFrame({ ref, code, message, issues }))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isFrameId = Schema.is(FrameId)
const refOf = (value: Readonly<Record<string, unknown>>): string | null => (isFrameId(value.id) ? value.id : null)

/**
 * Reads one text frame. Bounded before it is trusted: nesting, number of keys and length of lists are checked on the
 * parsed value; a key `__proto__` is left out, others such as `constructor` are plain data.
 */
export const decodeClientFrame = (text: string, freshId: () => string): Either.Either<ClientFrame, BadFrame> => {
  const parsed = parse(text)
  if (Either.isLeft(parsed)) return bad(null, "bad_request", parsed.left)
  const value = parsed.right
  if (!isRecord(value)) return bad(null, "bad_request", "a frame is a JSON object: a ChatMessage or a ChatCommand")
  const ref = refOf(value)
  const shape = measureJson(value)
  if (shape !== null) return bad(ref, "bad_request", shape)
  if (value.command !== undefined && value.type === undefined) return bareCommand(value, ref, freshId)
  if (value.type === "assistant")
    return bad(ref, "forbidden_type", 'type "assistant" is the server\'s; send "user", "command" or "system"')
  const plain = plainFrame(value)
  if (plain !== null) return Either.right(plain)
  return Either.flatMap(Either.mapLeft(decodeMessage(value), invalid(ref, "")), ofMessage)
}

/** A key that would set a prototype wherever its object is copied; no frame has any use for it. */
const withoutProto = (key: string, value: unknown): unknown => (key === "__proto__" ? undefined : value)

const parse = (text: string): Either.Either<unknown, string> => {
  try {
    // A reviver is called for every key: only where the text may spell that one, plainly or with an escape.
    return Either.right(/__proto__|\\u/.test(text) ? JSON.parse(text, withoutProto) : JSON.parse(text))
  } catch {
    return Either.left("the frame is not JSON")
  }
}

const bareCommand = (value: unknown, ref: string | null, freshId: () => string) =>
  Either.flatMap(Either.mapLeft(decodeCommand(value), invalid(ref, "")), command =>
    listed(ref, "context", {
      _tag: "Command",
      id: command.id ?? freshId(),
      content: "",
      command,
      conversationId: null,
      timetableId: null,
      context: command.context ?? null
    } as const)
  )

const ofMessage = (message: ChatMessage): Either.Either<ClientFrame, BadFrame> => {
  const { id, content } = message
  const metadata = message.metadata ?? {}
  switch (message.type) {
    case "user":
      return Either.flatMap(Either.mapLeft(decodeUser(metadata), invalid(id, "metadata")), about =>
        listed(id, "metadata.context", { _tag: "User", id, content, ...aboutOf(about) } as const)
      )
    case "command":
      return Either.flatMap(Either.mapLeft(decodeCommandMetadata(metadata), invalid(id, "metadata")), about =>
        listed(id, "metadata.context", {
          _tag: "Command",
          id,
          content,
          command: about.command ?? null,
          ...(about.log === false ? ({ unlogged: true } as const) : {}),
          ...aboutOf(about),
          context: about.context ?? about.command?.context ?? null
        } as const)
      )
    default:
      return ofEvent(id, metadata)
  }
}

const aboutOf = (about: typeof UserMetadata.Type): AboutFrame => ({
  conversationId: about.conversation_id ?? null,
  timetableId: about.timetable_id ?? null,
  context: about.context ?? null
})

const ofEvent = (id: string, metadata: Readonly<Record<string, unknown>>): Either.Either<ClientFrame, BadFrame> => {
  const fail = invalid(id, "metadata")
  switch (metadata.event) {
    case "hello":
      return Either.flatMap(Either.mapLeft(decodeHello(metadata), fail), body =>
        (body.resume?.topics.length ?? 0) > maxTopics
          ? tooMany(id, "metadata.resume.topics", maxTopics)
          : Either.right({ _tag: "Hello", id, body } as const)
      )
    case "view":
      return Either.flatMap(Either.mapLeft(decodeView(metadata), fail), body =>
        (body.subscribe?.length ?? 0) > maxTopics
          ? tooMany(id, "metadata.subscribe", maxTopics)
          : Either.map(
              listed(id, "metadata.context", { context: body.context ?? null }),
              () => ({ _tag: "View", id, body }) as const
            )
      )
    case "cancel":
      return Either.mapBoth(decodeCancel(metadata), {
        onLeft: fail,
        onRight: body => ({ _tag: "Cancel", id, body }) as const
      })
    case "auth":
      return Either.mapBoth(decodeAuth(metadata), {
        onLeft: fail,
        onRight: body => ({ _tag: "Auth", id, body }) as const
      })
    case "ping":
      return Either.mapBoth(decodePing(metadata), {
        onLeft: fail,
        onRight: body => ({ _tag: "Ping", id, body }) as const
      })
    default:
      return bad(id, "unknown_event", `known events are ${Object.keys(clientEvents).join(", ")}`, [
        { path: "metadata.event", message: "unknown" }
      ])
  }
}

const tooMany = (ref: string | null, path: string, limit: number) =>
  bad(ref, "limit_exceeded", `${path}: at most ${limit}`, [{ path, message: `at most ${limit}` }])

const listed = <A extends { readonly context: ScheduleContext | null }>(
  ref: string | null,
  path: string,
  frame: A
): Either.Either<A, BadFrame> => {
  const { context } = frame
  if (context === null) return Either.right(frame)
  if (context.selected_entities.length > maxListed) return tooMany(ref, `${path}.selected_entities`, maxListed)
  if (context.visible_conflicts.length > maxListed) return tooMany(ref, `${path}.visible_conflicts`, maxListed)
  return Either.right(frame)
}
