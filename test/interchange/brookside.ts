import { readFileSync } from "node:fs"
import { Effect, Either } from "effect"
import { type Evaluation, evaluate, makeRulebook } from "../../src/constraints/Evaluation.ts"
import { makeModel } from "../../src/constraints/Model.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { type FetImport, readFetText } from "../../src/interchange/fet/FetImport.ts"
import type { UnreadableFile } from "../../src/interchange/UnreadableFile.ts"
import type { Constraint } from "../../src/timetable/Constraint.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"

export const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8")

/** Brookside School: a small invented school, completely placed, with nothing wrong in it. */
export const brookside = fixture("brookside.fet")

/** The same with further constraints, given as the inside of each list. */
export const withConstraints = (more: { readonly time?: string; readonly space?: string }, text = brookside): string =>
  text
    .replace("</Time_Constraints_List>", `${more.time ?? ""}</Time_Constraints_List>`)
    .replace("</Space_Constraints_List>", `${more.space ?? ""}</Space_Constraints_List>`)

/** `<Constraint…>` with the given inside, at 100 % and active unless the inside says otherwise. */
export const constraint = (type: string, inside: string): string => {
  const weight = inside.includes("<Weight_Percentage>") ? "" : "<Weight_Percentage>100</Weight_Percentage>"
  return `<Constraint${type}>${weight}${inside}</Constraint${type}>\n`
}

export const read = (text: string): FetImport => Effect.runSync(readFetText("school.fet", text))

/** Why a text is refused, as people get to see it. */
export const refusal = (text: string): string =>
  Effect.runSync(
    readFetText("school.fet", text).pipe(
      Effect.flip,
      Effect.map((error: UnreadableFile) => error.message)
    )
  )

/** The constraints that a file brings beside those that hold in every school. */
export const own = (body: TimetableBody): ReadonlyArray<Constraint> =>
  body.constraints.filter(({ id }) => id.startsWith("fet:"))

export const judge = (body: TimetableBody): Evaluation => {
  const model = makeModel(body)
  return evaluate(Either.getOrThrow(makeRulebook(model)), Plan.of(model))
}
