import { Either, ParseResult, Schema } from "effect"
import type { Constraint } from "../timetable/Constraint.ts"
import { type BadConstraint, badConstraint } from "./Rule.ts"

/**
 * A reader of a rule's parameters. What is not in the schema is an error too: a misspelt parameter must not be
 * silently ignored. `accepts` is the plain sentence that ends every refusal.
 */
export const parameters = <A, I>(schema: Schema.Schema<A, I>, accepts: string) => {
  const decode = Schema.decodeUnknownEither(schema, { onExcessProperty: "error" })
  return (constraint: Constraint): Either.Either<A, BadConstraint> =>
    Either.mapLeft(decode(constraint.parameters), error => {
      const issues = ParseResult.ArrayFormatter.formatErrorSync(error)
      const path = pathOf(issues[0]?.path ?? [])
      // A choice between literals reports one issue a literal, each of them half the truth.
      const what = issues.length === 1 ? issues[0]?.message : "none of its values"
      return badConstraint(constraint, path, `${what}; ${accepts}`)
    })
}

/** For rules that take none: an empty Schema.Struct would let everything pass. */
export const noParameters = (constraint: Constraint): Either.Either<void, BadConstraint> => {
  const [first] = Object.keys(constraint.parameters)
  return first === undefined
    ? Either.void
    : Either.left(badConstraint(constraint, `parameters.${first}`, "takes no parameters"))
}

const pathOf = (path: ReadonlyArray<PropertyKey>): string =>
  path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${String(step)}`),
    "parameters"
  )

/** "at most" and "at least" limits, in whole numbers; at least one of them must be there. */
export const Limit = Schema.optionalWith(Schema.NonNegativeInt, { exact: true })
