import { nearest } from "../../timetable/NameSearch.ts"
import type { Given } from "./Given.ts"
import { type Candidate, type Intent, maxCandidates } from "./Intent.ts"
import type { Mention } from "./Sign.ts"
import type { Slots } from "./Slot.ts"
import { filled, say } from "./say.ts"
import type { Offer, Wish } from "./Wish.ts"

/** A wish as an answer: sure when every parameter has one value, a question otherwise. */
export const settle = (wish: Wish, given: Given): Intent => {
  const { asks, code } = given.language
  if (wish._tag === "Question") return ask(asks[wish.question], wish.offers, given)
  const { command, slots } = wish
  const open = Object.entries(slots).find(([, { missing }]) => missing !== null)
  if (open !== undefined) {
    const [key, { missing }] = open
    if (missing !== null) return askBack(command, slots, key, missing, given)
  }
  const offers = everyOffer(command, slots)
  const [offer, ...others] = offers
  if (offer === undefined || others.length > 0) return ask(asks.which, offers, given)
  const understood = say(offer, given.language, given.memory.labels)
  return wish.confirm
    ? ask(filled(asks.confirm, { sentence: understood }), offers, given)
    : { _tag: "Command", ...offer, understood, language: code }
}

const ask = (question: string, offers: ReadonlyArray<Offer>, given: Given): Intent => ({
  _tag: "Ask",
  question,
  candidates: offers.slice(0, maxCandidates).map(
    ({ command, parameters }): Candidate => ({
      label: say({ command, parameters }, given.language, given.memory.labels),
      command,
      parameters
    })
  ),
  language: given.language.code
})

/** Every way to choose the open parameters, at most as many as can be offered. */
const everyOffer = (command: string, slots: Slots): ReadonlyArray<Offer> =>
  Object.entries(slots)
    .reduce<ReadonlyArray<Readonly<Record<string, string>>>>(
      (before, [key, { choices }]) =>
        before.flatMap(parameters => choices.map(choice => ({ ...parameters, [key]: choice }))).slice(0, maxCandidates),
      [{}]
    )
    .map(parameters => ({ command, parameters }))

const pointedAt = { teacher: "whichTeacher", class: "whichClass", room: "whichRoom" } as const

const askBack = (command: string, slots: Slots, key: string, missing: Mention, given: Given): Intent => {
  const { asks } = given.language
  const { kind, asked: name } = missing
  const isResource = kind === "teacher" || kind === "class" || kind === "room"
  if (isResource && name === "") return ask(asks[pointedAt[kind]], [], given)
  const offers = nearOffers(command, slots, key, missing, given)
  return isResource && key === kind && offers.length === 0
    ? ask(filled(asks.unknown[kind], { name, far: "" }), [{ command: "/schedule", parameters: {} }], given)
    : ask(filled(asks.unknown[kind], { name, near: "" }), offers, given)
}

/** The command with what comes nearest to a name that does not exist; with every day, where there are not many. */
const nearOffers = (
  command: string,
  slots: Slots,
  key: string,
  missing: Mention,
  { vocabulary }: Given
): ReadonlyArray<Offer> => {
  // A lesson or a slot is put together from several names: there is no one value to put in its place.
  if (key !== missing.kind || missing.asked === "") return []
  const items = vocabulary.items[missing.kind]
  const near = missing.kind === "day" ? items : nearest(missing.asked, items, item => [item.name])
  return everyOffer(command, { ...slots, [key]: { choices: near.map(({ name }) => name), missing: null } })
}
