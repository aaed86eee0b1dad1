import { Either } from "effect"
import type { Intent } from "../../../src/assistant/intent/Intent.ts"
import { understand } from "../../../src/assistant/intent/understand.ts"
import { vocabularyOf } from "../../../src/assistant/intent/Vocabulary.ts"
import { parseCommandLine } from "../../../src/chat/CommandLine.ts"
import { makeModel } from "../../../src/constraints/Model.ts"
import { demoBody } from "../../../src/schedule/demo/demoBody.ts"
import { demoTimetable } from "../../../src/schedule/demo/demoTimetable.ts"
import { scenes } from "./scenes.ts"
import type { Row } from "./sentences/Row.ts"

export const demoVocabulary = vocabularyOf(makeModel(demoBody(demoTimetable)))

/**
 * `exact`: as the table has it. `wrong`: a command that the table does not have there, the one thing that must never be.
 * `asked` and `none`: not what was expected, but nobody is misled.
 */
export type Verdict = "exact" | "asked" | "none" | "wrong"

export interface Judged {
  readonly row: Row
  readonly verdict: Verdict
  /** What came of it, written as the table writes it. */
  readonly got: string
}

/** A command as the table writes it, parameters in order of their names. */
const line = (command: string, parameters: Readonly<Record<string, string>>): string =>
  [
    command,
    ...Object.entries(parameters)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}='${value}'`)
  ].join(" ")

const normalised = (typed: string): string =>
  Either.match(parseCommandLine(typed.replaceAll("'", '"')), {
    onLeft: reason => `${typed} (${reason})`,
    onRight: ({ name, parameters }) => line(`/${name}`, Object.fromEntries(parameters))
  })

const written = (intent: Intent): string => {
  switch (intent._tag) {
    case "Command":
      return line(intent.command, intent.parameters)
    case "Ask":
      return ["ask", intent.candidates.map(({ command, parameters }) => line(command, parameters)).join(" ; ")].join(
        " "
      )
    case "None":
      return "none"
  }
}

const expectedOf = (expected: string): string => {
  if (expected.startsWith("/")) return normalised(expected)
  return expected.startsWith("ask ") ? `ask ${expected.slice(4).split(" ; ").map(normalised).join(" ; ")}` : expected
}

/** What the parser makes of a row of the table; it finds out the language itself. */
export const judge = (row: Row): Judged => {
  const [sentence, expected, scene = "fresh"] = row
  const intent = understand(sentence, { vocabulary: demoVocabulary, ...scenes[scene] })
  const got = written(intent)
  const exact =
    expected === "unsure"
      ? intent._tag !== "Command"
      : expected === "ask"
        ? intent._tag === "Ask"
        : got === expectedOf(expected)
  if (exact) return { row, verdict: "exact", got }
  const verdicts = { Command: "wrong", Ask: "asked", None: "none" } as const
  return { row, verdict: verdicts[intent._tag], got }
}
