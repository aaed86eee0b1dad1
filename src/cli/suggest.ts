import { Args, Command, Options } from "@effect/cli"
import { Console, Effect, Either, Option } from "effect"
import { readScope, scopeWords } from "../chat/commands/searching.ts"
import { wireMove } from "../chat/proposals/wireSuggestion.ts"
import { wireConsequences } from "../chat/wire.ts"
import { archiveChoice, isChosen } from "./archiveChoice.ts"
import { fromDatabase, fromFile } from "./conflicts.ts"
import { badInput } from "./Failure.ts"
import { schoolChoice } from "./schoolChoice.ts"
import { beginSearch, finishSearch } from "./searching.ts"
import { terminalText } from "./terminalText.ts"

const mostSeconds = 60

const file = Args.text({ name: "file" }).pipe(
  Args.withDescription("a FET or XHSTT file; without it, the current timetable in the database"),
  Args.optional
)
const named = (name: string, description: string) =>
  Options.text(name).pipe(Options.withDescription(description), Options.optional)
/** What is at stake; options narrow one another. */
const scope = Options.all({
  conflict: named("conflict", "the id of a conflict to resolve"),
  lesson: named("lesson", 'a lesson: its id, or words like "7b Maths monday 2"'),
  teacher: named("teacher", "a teacher"),
  class: named("class", "a class"),
  room: named("room", "a room"),
  day: named("day", "a day of the week")
})
const lessons = Options.integer("lessons").pipe(
  Options.withDescription("most lessons that a suggestion moves, 1 to 6 (3)"),
  Options.withDefault(3)
)
const limit = Options.integer("limit").pipe(
  Options.withDescription("how many suggestions at most, 1 to 50 (5)"),
  Options.withDefault(5)
)
const seconds = Options.integer("seconds").pipe(
  Options.withDescription(`how long to search at most, 1 to ${mostSeconds} (1)`),
  Options.withDefault(1)
)
const json = Options.boolean("json").pipe(Options.withDescription("print everything as JSON"))

const between = (name: string, value: number, least: number, most: number) =>
  value >= least && value <= most
    ? Effect.void
    : badInput(`--${name} is ${value}, not a number from ${least} to ${most}`)

export const suggest = Command.make(
  "suggest",
  { file, scope, lessons, limit, seconds, json, school: schoolChoice, choice: archiveChoice },
  options =>
    Effect.gen(function* () {
      yield* between("lessons", options.lessons, 1, 6)
      yield* between("limit", options.limit, 1, 50)
      yield* between("seconds", options.seconds, 1, mostSeconds)
      if (Option.isNone(options.file) && isChosen(options.choice))
        return yield* badInput("--solution and --instance choose from an archive: name its file")
      const inspection = yield* Option.match(options.file, {
        onNone: () => fromDatabase(options.school),
        onSome: path => fromFile(path, options.choice)
      })
      const asked = Object.fromEntries(
        Object.entries(options.scope).flatMap(([key, value]) => (Option.isSome(value) ? [[key, value.value]] : []))
      )
      const read = yield* Either.mapLeft(readScope(inspection, asked), refusal => badInput(refusal.message))
      const request = {
        _tag: "Suggest",
        scope: read.scope,
        maxLessons: options.lessons,
        limit: options.limit,
        millis: options.seconds * 1000,
        seed: 1
      } as const
      const { model, timetable, live } = inspection
      const run = yield* beginSearch(live, request, timetable.published)
      const { proposals, nodes, millis, complete } = yield* finishSearch(run)
      const suggestions = proposals.map(({ kind, changes, delta, disturbance, reason }) => ({
        kind,
        changes: changes.map(change => wireMove(model, change)),
        ...wireConsequences(model, delta),
        disturbance,
        reason
      }))
      const found = proposals.length === 0 ? "nothing found" : `${proposals.length} found`
      const lines = [
        `${timetable.name}: ${found}${scopeWords(read.understood)}, ${nodes} positions in ${millis} ms${complete ? "; there are no others" : ""}`,
        ...suggestions.map(({ reason }, i) => `${i + 1}. ${reason}`)
      ]
      yield* Console.log(
        options.json
          ? JSON.stringify({
              timetable: timetable.name,
              scope: read.understood,
              search: { depth: options.lessons, nodes, ms: millis, complete },
              suggestions
            })
          : terminalText(lines.join("\n"))
      )
    })
).pipe(
  Command.withDescription("A few small changes that make a timetable better, with what each would do. Writes nothing.")
)
