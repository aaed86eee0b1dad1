import { Args, Command, Options } from "@effect/cli"
import { Console, DateTime, Effect, Either } from "effect"
import { CannotExport } from "../interchange/CannotExport.ts"
import type { SearchResult } from "../suggestions/Searcher.ts"
import { wholeWeek } from "../suggestions/SearchRequest.ts"
import { applyChanges } from "../timetable/Change.ts"
import type { Timetable } from "../timetable/Timetable.ts"
import { liveScoreOf, sayBad } from "../workers/TimetableScores.ts"
import { archiveChoice } from "./archiveChoice.ts"
import { fetCsv, fromFile, write, xhstt } from "./exportFile.ts"
import { badInput, type Failure } from "./Failure.ts"
import { beginSearch, finishSearch } from "./searching.ts"
import { terminalText } from "./terminalText.ts"

const longest = 3_600

const file = Args.text({ name: "file" }).pipe(
  Args.withDescription("a FET or XHSTT file, with or without a timetable; what is locked in it stays where it is")
)
const seconds = Options.integer("seconds").pipe(
  Options.withDescription(`how long to search at most, 1 to ${longest} (60)`),
  Options.withDefault(60)
)
const out = Options.text("out").pipe(
  Options.withDescription("where to write the best timetable: NAME.xml for XHSTT, else a folder for FET's CSV files")
)
const seed = Options.integer("seed").pipe(
  Options.withDescription("another number makes another timetable (1)"),
  Options.withDefault(1)
)

/** The format of the output, by its name. */
const formatOf = (target: string) =>
  Effect.gen(function* () {
    if (/\.(fet|ics|json)$/i.test(target))
      return yield* badInput(`${target}: only XHSTT (NAME.xml) and FET's CSV files (a folder) can be written`)
    return /\.xml$/i.test(target) ? xhstt : fetCsv
  })

/** Also tried before the search, so that nobody waits a minute to hear that the result cannot be written. */
const exported = (format: Effect.Effect.Success<ReturnType<typeof formatOf>>, timetable: Timetable) =>
  Effect.gen(function* () {
    const date = DateTime.formatIsoDateUtc(yield* DateTime.now)
    return yield* Effect.try({
      try: () => format(timetable, { date }),
      catch: error => {
        if (error instanceof CannotExport) return badInput(error.message)
        throw error
      }
    })
  })

const words = (name: string, result: SearchResult, was: string, is: string, target: string): string => {
  const moved = result.proposals[0]?.changes.length ?? 0
  const effort = `${result.nodes} moves in ${(result.millis / 1000).toFixed(1)} s`
  return moved === 0
    ? `${name}: ${was}; nothing better was found (${effort}). Written to ${target}.`
    : `${name}: ${is} (was ${was}), ${moved} lessons placed or moved (${effort}). Written to ${target}.`
}

const scoreWords = ({ hard, soft }: { readonly hard: number; readonly soft: number }): string =>
  `hard ${hard}, soft ${soft}`

export const solve = Command.make("solve", { file, seconds, out, seed, choice: archiveChoice }, options =>
  Effect.gen(function* () {
    if (options.seconds < 1 || options.seconds > longest)
      return yield* badInput(`--seconds is ${options.seconds}, not a number from 1 to ${longest}`)
    const format = yield* formatOf(options.out)
    const timetable = yield* fromFile(options.file, options.choice)
    yield* exported(format, timetable)
    const live = yield* Either.mapLeft(liveScoreOf(timetable), bad => badInput(`${options.file}: ${sayBad(bad)}`))
    const request = { _tag: "Optimise", scope: wholeWeek, millis: options.seconds * 1000, seed: options.seed } as const
    const run = yield* beginSearch(live, request, timetable.published)
    const keep = (result: SearchResult) =>
      Effect.gen(function* () {
        const [best] = result.proposals
        const placements = applyChanges(timetable.placements, best?.changes ?? [])
        const written = yield* exported(format, { ...timetable, placements })
        yield* write(written, options.out, format !== xhstt)
        yield* Effect.forEach(written.notes, note => Console.error(note))
        const was = scoreWords(live.evaluation())
        const is = best === undefined ? was : scoreWords(best.delta.after)
        yield* Console.log(terminalText(words(timetable.name, result, was, is, options.out)))
      })
    yield* finishSearch(run).pipe(
      // Ctrl-C ends the search, not the work done so far.
      Effect.onInterrupt(() =>
        Effect.catchAll(keep(run.result()), (failure: Failure) => Console.error(failure.message))
      ),
      Effect.flatMap(keep)
    )
  })
).pipe(Command.withDescription("Place every lesson of a file, and make the week as good as time allows."))
