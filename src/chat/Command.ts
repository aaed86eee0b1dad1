import { Effect, Either, Option, ParseResult, Schema, SchemaAST } from "effect"
import type { Action } from "../protocol/Action.ts"
import type { ScheduleContext } from "../protocol/ChatMessage.ts"
import type { Issue } from "../protocol/ClientFrame.ts"
import type { Data } from "../protocol/Data.ts"
import type { WireCommand } from "../protocol/Facts.ts"
import type { WireSuggestion } from "../protocol/WireSuggestion.ts"
import type { Applier } from "../schedule/Applier.ts"
import type { ChangeRepo } from "../schedule/ChangeRepo.ts"
import type { ConflictDetector } from "../schedule/ConflictDetector.ts"
import type { EventLog } from "../schedule/EventLog.ts"
import type { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import type { SuggestionRepo } from "../schedule/SuggestionRepo.ts"
import type { Searcher, SearchProgress } from "../suggestions/Searcher.ts"
import { nearest } from "../timetable/NameSearch.ts"
import type { TimetableId } from "../timetable/Timetable.ts"
import type { ConversationRepo } from "./conversations/ConversationRepo.ts"
import { type Refusal, refuse } from "./Refusal.ts"
import type { RequestError } from "./replies.ts"
import type { Stamp } from "./Stamp.ts"
import type { Role, User } from "./User.ts"

/** Who asks, about what, looking at what. */
export interface Asker {
  readonly user: User
  /** null: the school's current timetable. */
  readonly timetableId: TimetableId | null
  readonly context: ScheduleContext | null
  /** Where it is asked. */
  readonly conversationId: string
  /** The id of the frame that asks: a command that writes writes once for it. */
  readonly clientId: string
  /** Told how a search goes on. */
  readonly progress: (progress: SearchProgress) => void
}

/** What a command answers: the facts, and a text that words them. */
export interface Answer {
  readonly text: string
  readonly data: Data
  readonly conflictIds: ReadonlyArray<string>
  readonly lessonIds: ReadonlyArray<string>
  readonly actions: ReadonlyArray<Action>
  /** Absent = none. */
  readonly suggestions?: ReadonlyArray<WireSuggestion>
  /** The change that was written; it was written before, when `isRepeated`. */
  readonly written?: { readonly changeId: string; readonly isRepeated: boolean }
}

/**
 * How a command is answered. "at once": acknowledged, then answered. "run": it may take longer, tells how it goes on, and
 * can be cancelled. "write": acknowledged when what it does is kept, and done once for each id of a frame. "settled":
 * acknowledged when it is done; to do it twice is harmless. "again": the last message of the conversation is answered anew.
 */
export type Manner = "at once" | "run" | "write" | "settled" | "again"

/** What commands may ask for. */
export type CommandServices =
  | ConflictDetector
  | ScheduleRepo
  | SuggestionRepo
  | ChangeRepo
  | ConversationRepo
  | EventLog
  | Applier
  | Searcher
  | Stamp

interface Definition<A, I> {
  /** With the slash. */
  readonly name: string
  readonly summary: string
  /** A line that works on the demo school. */
  readonly example: string
  readonly role: Role
  /** Absent = at once. */
  readonly manner?: Manner
  /** Each field with a `description`; a value is a string on the way in. */
  readonly parameters: Schema.Schema<A, I>
  /** The parameter that a word without `key=` stands for. */
  readonly bare: (keyof A & string) | null
  readonly handle: (parameters: A, asker: Asker) => Effect.Effect<Answer, RequestError, CommandServices>
  /** The same, where an answer needs nothing but the parameters; absent = it does. */
  readonly instant?: (parameters: A) => Either.Either<Answer, Refusal>
}

/** A command as everybody sees it: help, the slash line, the wire, the tools of a model. */
export interface Command {
  readonly name: string
  readonly role: Role
  readonly manner: Manner
  readonly wire: WireCommand
  readonly bare: string | null
  readonly run: (
    parameters: Readonly<Record<string, unknown>>,
    asker: Asker
  ) => Effect.Effect<Answer, RequestError, CommandServices>
  /** null: it has to be run. */
  readonly instant: ((parameters: Readonly<Record<string, unknown>>) => Either.Either<Answer, Refusal>) | null
}

/** Makes a command from its one definition. */
export const command = <A, I>(definition: Definition<A, I>): Command => {
  const wire: WireCommand = {
    name: definition.name,
    summary: definition.summary,
    example: definition.example,
    parameters: describeFields(definition.parameters.ast)
  }
  const names = wire.parameters.map(parameter => parameter.name)
  const decode = Schema.decodeUnknownEither(definition.parameters, { errors: "all" })
  const read = (raw: Readonly<Record<string, unknown>>) =>
    Either.flatMap(flatten(raw, names), flat =>
      Either.mapLeft(decode(flat), error => invalidParameters(definition.name, error))
    )
  const { instant } = definition
  return {
    name: definition.name,
    role: definition.role,
    manner: definition.manner ?? "at once",
    wire,
    bare: definition.bare,
    run: (raw, asker) => Effect.flatMap(read(raw), parameters => definition.handle(parameters, asker)),
    instant: instant === undefined ? null : raw => Either.flatMap(read(raw), instant)
  }
}

const annotation = (ast: SchemaAST.AST, of: (ast: SchemaAST.Annotated) => Option.Option<string>): string =>
  Option.getOrElse(of(ast), () => "")

const literalsOf = (ast: SchemaAST.AST): ReadonlyArray<string> => {
  if (SchemaAST.isLiteral(ast)) return typeof ast.literal === "string" ? [ast.literal] : []
  if (SchemaAST.isUnion(ast)) return ast.types.flatMap(literalsOf)
  if (SchemaAST.isTransformation(ast)) return literalsOf(ast.from)
  return []
}

const describeFields = (ast: SchemaAST.AST): WireCommand["parameters"] =>
  SchemaAST.getPropertySignatures(SchemaAST.encodedBoundAST(ast)).map(signature => ({
    name: String(signature.name),
    summary:
      annotation(signature.type, SchemaAST.getDescriptionAnnotation) ||
      Option.getOrElse(SchemaAST.getDescriptionAnnotation(signature), () => ""),
    required: !signature.isOptional,
    values: literalsOf(signature.type)
  }))

const didYouMean = (asked: string, names: ReadonlyArray<string>): string => {
  const [closest] = nearest(asked, names, name => [name])
  return closest === undefined ? "" : ` Did you mean ${closest}?`
}

/** Values from a slash line are text, those of an object may be numbers or lists: both become text, once, here. */
const flatten = (
  raw: Readonly<Record<string, unknown>>,
  names: ReadonlyArray<string>
): Either.Either<Readonly<Record<string, string>>, Refusal> => {
  const out: Array<readonly [string, string]> = []
  const issues: Array<Issue> = []
  for (const [key, value] of Object.entries(raw)) {
    const path = `parameters.${key}`
    if (!names.includes(key)) {
      const accepted = names.length === 0 ? "this command takes none" : `known are ${names.join(", ")}`
      issues.push({ path, message: `unknown parameter; ${accepted}.${didYouMean(key, names)}` })
      continue
    }
    const text = asText(value)
    if (text === undefined) issues.push({ path, message: "a text, a number, or a list of them" })
    else if (text !== null) out.push([key, text])
  }
  const [first] = issues
  return first === undefined
    ? Either.right(Object.fromEntries(out))
    : Either.left(refuse("validation_failed", `${first.path}: ${first.message}`, issues))
}

const asText = (value: unknown): string | null | undefined => {
  if (value === null || value === undefined) return null
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  if (!Array.isArray(value)) return undefined
  const parts: ReadonlyArray<string | null | undefined> = value.map(asText)
  return parts.every(part => typeof part === "string") ? parts.join(",") : undefined
}

const invalidParameters = (name: string, error: ParseResult.ParseError): Refusal => {
  const issues = ParseResult.ArrayFormatter.formatErrorSync(error).map(issue => ({
    path: ["parameters", ...issue.path].join("."),
    message: issue.message
  }))
  const first = issues[0]
  return refuse("validation_failed", `${name}: ${first?.path ?? "parameters"}: ${first?.message ?? "wrong"}`, issues)
}
