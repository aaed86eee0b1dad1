import type { Cue } from "./Cue.ts"
import { chosenFrom } from "./chosenFrom.ts"
import { lessonOf } from "./lessonOf.ts"
import type { Memory } from "./Memory.ts"
import { has, hasAny, type Reading } from "./Reading.ts"
import { fixed, type Slots } from "./Slot.ts"
import { askingWords, type Offer, question, type Reader, wish } from "./Wish.ts"

/**
 * Only a sentence that begins with the deed, and asks nothing, is an order. Anything else that names a deed and means
 * nothing more ("can you apply it?") is asked back, with a button.
 */
const unsure = (reading: Reading, verb: Cue): boolean =>
  reading.opensWith !== verb || reading.isQuestion || has(reading, "request")

const courtesy = ["lead", "request"] as const

const toApply = (suggestion: string): Offer => ({ command: "/apply", parameters: { suggestion } })

const apply: Reader = {
  needs: [["apply"]],
  may: [...courtesy, "it", "this", "one", "suggestion", "suggest", "basket", "all", "and", "#pick", "#id"],
  read: (reading, { memory }) => {
    const confirm = unsure(reading, "apply")
    if (has(reading, "basket"))
      return hasAny(reading, "#pick", "#id") ? null : wish("/apply", { basket: fixed("yes") }, confirm)
    // Never several at once: each has to be looked at.
    if (has(reading, "all"))
      return hasAny(reading, "#pick", "#id") ? null : question("oneByOne", ...memory.suggestions.map(toApply))
    return chosenFrom(reading, memory.suggestions, "whichSuggestion", toApply, confirm)
  }
}

const reject: Reader = {
  needs: [["reject"]],
  may: [...courtesy, "it", "this", "one", "suggestion", "suggest", "and", "#pick", "#id"],
  read: (reading, { memory }) =>
    chosenFrom(
      reading,
      memory.suggestions,
      "whichSuggestion",
      suggestion => ({ command: "/reject", parameters: { suggestion } }),
      unsure(reading, "reject"),
      reading.why === null ? {} : { why: reading.why }
    )
}

const basket: Reader = {
  needs: [
    ["add", "basket"],
    ["put", "basket"],
    ["remove", "basket"]
  ],
  may: [...courtesy, "it", "this", "one", "suggestion", "suggest", "to", "from", "and", "#pick", "#id"],
  read: (reading, { memory }) => {
    const [verb, ...more] = (["add", "put", "remove"] as const).filter(word => has(reading, word))
    if (verb === undefined || more.length > 0) return null
    const key = verb === "remove" ? "remove" : "add"
    return chosenFrom(
      reading,
      memory.suggestions,
      "whichSuggestion",
      suggestion => ({ command: "/basket", parameters: { [key]: suggestion } }),
      unsure(reading, verb)
    )
  }
}

const clearBasket: Reader = {
  needs: [["clear"]],
  may: courtesy,
  read: reading => wish("/basket", { clear: fixed("yes") }, unsure(reading, "clear"))
}

const showBasket: Reader = {
  needs: [["basket"]],
  may: askingWords,
  read: reading => (reading.opensWith === "basket" || hasAny(reading, "show", "what") ? wish("/basket") : null)
}

/** What was done here last and stands; an undo is taken back by a redo only, so that "undo" always leads further back. */
const lastMade = ({ changes }: Memory): Slots => {
  const made = changes.findLast(({ isUndo }) => !isUndo)
  return made === undefined ? {} : { change: fixed(made.id) }
}

const undo: Reader = {
  needs: [["undo"]],
  may: [...courtesy, "nay", "it", "this", "one", "change"],
  read: (reading, { memory }) => wish("/undo", lastMade(memory), unsure(reading, "undo"))
}

const redo: Reader = {
  needs: [["redo"]],
  may: [...courtesy, "nay", "it", "this", "one", "change"],
  read: reading => wish("/redo", {}, unsure(reading, "redo"))
}

/** "Put it back": after an undo what was undone, after anything else perhaps what was before. */
const putBack: Reader = {
  needs: [["putBack"]],
  may: [...courtesy, "nay"],
  read: (reading, { memory }) => {
    const [made] = memory.changes.slice(-1)
    if (made?.isUndo === true) return wish("/redo", {}, unsure(reading, "putBack"))
    return made === undefined ? question("whatAbout") : wish("/undo", lastMade(memory), true)
  }
}

const publish: Reader = {
  needs: [["publish"]],
  may: [...courtesy, "it", "this", "schedule"],
  read: reading => wish("/publish", {}, unsure(reading, "publish"))
}

const locking = (verb: "lock" | "unlock"): Reader => ({
  needs: [[verb]],
  may: [...courtesy, "it", "this", "lesson", "from", "#lesson", "#known", "@day", "@period", "@teacher", "@class"],
  read: (reading, given) => {
    const lesson = lessonOf(reading, given)
    if (lesson === null && hasAny(reading, "#lesson", "#known")) return null
    if (hasAny(reading, "@teacher", "@class")) return lesson === null ? question("whichLesson") : null
    if (lesson === null) return hasAny(reading, "it", "this", "lesson") ? question("whichLesson") : null
    const why = verb === "lock" && reading.why !== null ? { why: fixed(reading.why) } : {}
    return wish(`/${verb}`, { lesson, ...why }, unsure(reading, verb))
  }
})

/** Consent is no order: "go with the second one" is asked back with what it could mean. */
const consent: Reader = {
  needs: [["choose"], ["doIt"], ["asking", "#pick"]],
  may: ["asking", ...courtesy, "it", "this", "one", "suggestion", "suggest", "#pick", "#id"],
  read: (reading, { memory }) => {
    const { suggestions, offered } = memory
    // "Do 2", in words that else ask.
    if (!hasAny(reading, "choose", "doIt") && reading.opensWith !== "asking") return null
    const picks = hasAny(reading, "#pick", "#id", "choose")
    // "Do it" at once after the only one that was offered leaves no doubt about what.
    if (offered !== null && !picks) return wish("/apply", { suggestion: fixed(offered) }, unsure(reading, "doIt"))
    return suggestions.length === 0 ? null : chosenFrom(reading, suggestions, "whichSuggestion", toApply, true)
  }
}

/** Commands that change something: the literal list. */
export const deciding: ReadonlyArray<Reader> = [
  apply,
  reject,
  basket,
  clearBasket,
  showBasket,
  undo,
  redo,
  putBack,
  publish,
  locking("lock"),
  locking("unlock"),
  consent
]
