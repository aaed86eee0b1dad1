import { Schema } from "effect"

/** Parameters that several commands take, described once. */

/** Longer than any name; finding the nearest names costs time that grows with it. */
const maxLength = 200

const text = (description: string) =>
  Schema.optionalWith(Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(maxLength)).annotations({ description }), {
    exact: true
  })

/** Must be given. */
export const needed = (description: string) =>
  Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(maxLength)).annotations({ description })

/** Of a suggestion, a change, a conversation, a message. None has NUL in it, so the store is not asked for one. */
const Id = (description: string) =>
  needed(description).pipe(Schema.filter(id => !id.includes("\u0000"), { message: () => "an id has no NUL in it" }))
export const id = (description: string) =>
  Schema.optionalWith(Id(description).annotations({ description }), { exact: true })
export const neededId = (description: string) => Id(description).annotations({ description })

/** A switch: absent = no. */
export const yes = (description: string) =>
  Schema.optionalWith(Schema.Literal("yes").annotations({ description }), { exact: true })

export const lesson = text("a lesson: its id, or words like 7b Maths monday 2; may be left out when one is selected")

export const Where = {
  teacher: text("a teacher's name or short name"),
  class: text("a class, e.g. 7b"),
  room: text("a room's name"),
  day: text("a day of the week, e.g. monday"),
  time: text("morning, afternoon, 10:15 or 09:00-11:30"),
  period: text("the name of a period, e.g. 3")
}

export const defaultLimit = 50
export const wholeNumber = (from: number, to: number, description: string) =>
  Schema.optionalWith(
    Schema.parseNumber(Schema.String.annotations({ description })).pipe(Schema.int(), Schema.between(from, to)),
    { exact: true }
  )

export const Page = {
  limit: wholeNumber(1, 500, `how many at most, 1 to 500 (${defaultLimit})`),
  page: wholeNumber(1, 100_000, "which page of them, from 1")
}

interface PageAsked {
  readonly limit?: number
  readonly page?: number
}

/** How many items stand before the page. */
export const offsetOf = ({ limit = defaultLimit, page = 1 }: PageAsked): number => (page - 1) * limit

export const pageOf = <A>(items: ReadonlyArray<A>, asked: PageAsked): ReadonlyArray<A> =>
  items.slice(offsetOf(asked), offsetOf(asked) + (asked.limit ?? defaultLimit))

export { text }
