import type { Cue } from "./Cue.ts"
import { chosenFrom } from "./chosenFrom.ts"
import { conflictsAtHand, type Given } from "./Given.ts"
import { halfTimed, lessonOf } from "./lessonOf.ts"
import { has, hasAny, partsOfKind, type Reading } from "./Reading.ts"
import { fixed, measureSlots, slotOf } from "./Slot.ts"
import { askingWords, question, type Reader, type Wish, wish } from "./Wish.ts"

const whyWhat = question(
  "whyWhat",
  { command: "/conflicts", parameters: {} },
  { command: "/history", parameters: { limit: "5" } }
)

/** Commands that change the timetable. */
const deeds: ReadonlySet<string> = new Set(["/apply", "/undo", "/redo", "/lock", "/unlock", "/publish"])

/** The newest change of this conversation; asked back where something else has been talked of since, or nothing was changed. */
const lastChange = ({ memory: { changes, previous } }: Given): Wish => {
  const last = changes.at(-1)
  if (last === undefined) return question("whatAbout", { command: "/history", parameters: { limit: "5" } })
  return wish("/history", { change: fixed(last.id) }, previous === null || !deeds.has(previous.command))
}

/** "What did that change?" */
const effect: Reader = {
  needs: [["effect"], ["explain", "change"]],
  may: ["lead", "and", "this", "one", "#aside"],
  read: (_, given) => lastChange(given)
}

/** "Why?", and no word more. */
const isBareWhy = (reading: Reading): boolean =>
  has(reading, "why") && [...reading.features].every(feature => ["why", "lead", "it"].includes(feature))

/** At once after a change, "why?" asks about it, whatever was suggested or found before. */
const whyDone: Reader = {
  needs: [["why"]],
  may: ["lead", "it"],
  read: (reading, given) => {
    const { previous, changes } = given.memory
    if (!isBareWhy(reading) || previous === null || !deeds.has(previous.command)) return null
    return changes.length === 0 ? whyWhat : lastChange(given)
  }
}

/** Commands that answer with suggestions. */
const proposals: ReadonlySet<string> = new Set(["/suggest", "/optimize", "/move", "/swap", "/cover"])

/** "Why the second one?", "what would it do?" after suggestions; "why?" alone asks which of them. */
const explainSuggestion: Reader = {
  needs: [["explain"], ["why"], ["what", "#pick"], ["show", "#pick"], ["what", "asking", "it"], ["show", "suggestion"]],
  may: [...askingWords, "suggestion", "suggest", "it", "this", "one", "with", "matter", "#pick", "#id"],
  read: (reading, given) => {
    const { suggestions, previous } = given.memory
    const named = hasAny(reading, "#pick", "#id")
    const isExplained = previous?.command === "/explain" && "suggestion" in previous.parameters
    const atOnce = previous !== null && (proposals.has(previous.command) || isExplained)
    if (suggestions.length === 0 || !(named || atOnce)) return null
    return chosenFrom(
      reading,
      suggestions,
      "whichSuggestion",
      suggestion => ({ command: "/explain", parameters: { suggestion } }),
      false
    )
  }
}

const explain: Reader = {
  needs: [
    ["explain"],
    ["why"],
    ["what", "#pick"],
    ["show", "#pick"],
    ["conflict", "with", "#pick"],
    ["matter", "#pick"]
  ],
  may: [...askingWords, "conflict", "doing", "with", "it", "this", "one", "#pick", "#id"],
  read: (reading, given) => {
    if (given.memory.suggestions.length > 0 && !hasAny(reading, "conflict", "this")) return null
    const bare = !hasAny(reading, "#pick", "#id", "this", "conflict")
    const { previous } = given.memory
    // "Why?" after suggestions asks about them, not about a conflict that happens to be on the screen.
    if (bare && previous !== null && !["/conflicts", "/explain", "/score"].includes(previous.command)) return null
    const list = conflictsAtHand(given, has(reading, "this"))
    if (isBareWhy(reading) && previous?.command === "/conflicts" && given.memory.conflicts.length === 0) return whyWhat
    if (list.length === 0 && !hasAny(reading, "#pick", "#id", "explain")) return null
    return chosenFrom(
      reading,
      list,
      "whichConflict",
      conflict => ({ command: "/explain", parameters: { conflict } }),
      false
    )
  }
}

/** "Which class is worst off?" */
const worstOff: Reader = {
  needs: [
    ["worst", "who"],
    ["worst", "which"]
  ],
  may: [...askingWords, "class", "teacher", "have", "schedule", "all"],
  read: (reading, { memory }) =>
    // "Which is the worst?" after a list asks for one of it.
    memory.conflicts.length > 0 && !hasAny(reading, "who", "class", "teacher") ? null : wish("/score")
}

/** "Who has the most gaps?": what the engine does not count is said to be so. */
const ranking: Reader = {
  needs: [["most"]],
  may: [
    ...askingWords,
    "who",
    "class",
    "teacher",
    "room",
    "teach",
    "lesson",
    "free",
    "period",
    "doing",
    "#kind",
    "all"
  ],
  read: ({ parts }) => {
    const kinds = partsOfKind(parts, "kind").map(({ kind }) => kind.kind)
    return question(
      "noRanking",
      { command: "/score", parameters: {} },
      { command: "/conflicts", parameters: kinds.length === 0 ? {} : { kind: kinds.join(",") } }
    )
  }
}

const plain = (command: string, cue: Cue, ...may: Reader["may"]): Reader => ({
  needs: [[cue]],
  may: [...askingWords, "how", "schedule", "this", "all", ...may],
  read: () => wish(command)
})

const possible: Reader = {
  needs: [["possible", "schedule"]],
  may: [...askingWords, "this", "all"],
  read: () => wish("/diagnose")
}

/** What a command is called in a sentence about it. */
const commandNames: Readonly<Partial<Record<Cue, string>>> = {
  conflict: "conflicts",
  schedule: "schedule",
  explain: "explain",
  score: "score",
  diagnose: "diagnose",
  history: "history",
  suggest: "suggest",
  optimise: "optimize",
  move: "move",
  swap: "swap",
  free: "free",
  cover: "cover",
  lock: "lock",
  unlock: "unlock",
  basket: "basket",
  apply: "apply",
  reject: "reject",
  undo: "undo",
  redo: "redo",
  publish: "publish"
}

const helpWith: Reader = {
  needs: [["help", "with"], ["work"]],
  may: [
    "lead",
    "request",
    "how",
    "asking",
    ...Object.keys(commandNames).filter((cue): cue is Cue => cue in commandNames)
  ],
  read: reading => {
    const names = partsOfKind(reading.parts, "cue").flatMap(({ cue }) => commandNames[cue] ?? [])
    const [command, ...more] = new Set(names)
    return command === undefined || more.length > 0 ? null : wish("/help", { command: fixed(command) })
  }
}

/** "Can you help Mrs. Smith?" may want anything for her: asked back, like a name that nobody has. */
const helpFor: Reader = {
  needs: [["help", "@teacher"]],
  may: ["lead", "request", "how", "with", "#aside"],
  read: ({ parts }) => {
    const teacher = slotOf(parts, "teacher")
    return teacher === null ? null : wish("/suggest", { teacher }, true)
  }
}

const history: Reader = {
  // "Change 7b Maths" is an order that no command takes: the verb needs a question about the past.
  needs: [
    ["history"],
    ["moved", "who"],
    ["swapped", "who"],
    ["change", "who"],
    ["change", "past"],
    ["change", "have"],
    ["change", "#limit"]
  ],
  may: [
    ...askingWords,
    "who",
    "past",
    "recent",
    "all",
    "to",
    "and",
    "schedule",
    "lesson",
    "#lesson",
    "#known",
    "@teacher",
    "@day",
    "@period",
    "#limit"
  ],
  read: (reading, given) => {
    const lesson = lessonOf(reading, given)
    const teacher = slotOf(reading.parts, "teacher")
    // "What did Mr. Kaye change?" asks for the doings of a person, which the lessons of a teacher are not.
    if (teacher !== null && (lesson !== null || hasAny(reading, "who", "asking", "past"))) return null
    if (lesson === null && hasAny(reading, "#lesson", "#known", "@day", "@period")) return null
    if (halfTimed(reading)) return null
    if (teacher === null && has(reading, "lesson")) return null
    return wish("/history", {
      ...measureSlots(reading.parts),
      ...(lesson === null ? {} : { lesson }),
      ...(teacher === null ? {} : { teacher })
    })
  }
}

/** Commands that tell about conflicts, the whole timetable, its past, and the commands themselves: the literal list. */
export const explaining: ReadonlyArray<Reader> = [
  whyDone,
  explain,
  explainSuggestion,
  effect,
  worstOff,
  ranking,
  plain("/score", "score", "who"),
  plain("/diagnose", "diagnose"),
  plain("/help", "help"),
  possible,
  helpWith,
  helpFor,
  history
]
