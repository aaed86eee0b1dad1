import { Options } from "@effect/cli"
import { Effect, Option, Schema } from "effect"
import type { AppConfig } from "../AppConfig.ts"
import { demoSchool } from "../schedule/demo/DemoSchool.ts"
import { SchoolId } from "../timetable/School.ts"
import { badInput, type Failure } from "./Failure.ts"

/** Whose timetable: an option of the commands that read or write the database. */
export const schoolChoice = Options.text("school").pipe(
  Options.withDescription('id of the school, as tokens name it ("school"); needed with AUTH=jwt, else there is one'),
  Options.optional
)

const decode = Schema.decodeOption(SchoolId)

/** Without tokens everybody is of the one school that there is; with them nobody but the caller can say which. */
export const chosenSchool = (
  { auth }: Pick<AppConfig, "auth">,
  asked: Option.Option<string>
): Effect.Effect<SchoolId, Failure> => {
  if (Option.isNone(asked))
    return auth === "none"
      ? Effect.succeed(demoSchool.id)
      : Effect.fail(badInput('AUTH is jwt: say which school with --school ID, as its tokens name it ("school")'))
  return Effect.mapError(decode(asked.value), () =>
    badInput(`--school is ${JSON.stringify(asked.value)}; it should be 1 to 120 characters, without spaces around them`)
  )
}
