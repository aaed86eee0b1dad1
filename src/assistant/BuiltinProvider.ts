import { Layer, Stream } from "effect"
import { AiProvider, type AnswerRequest, type Briefing } from "./AiProvider.ts"
import { AnswerPart } from "./AnswerPart.ts"

export const name = "builtin"

const state = ({ timetable, version, hard, soft, worst }: Briefing): ReadonlyArray<string> => [
  `${timetable} (version ${version}) has ${hard} hard and ${soft} soft conflicts.\n`,
  ...worst.map(message => `• ${message}\n`)
]

/**
 * An honest answer from templates: what it cannot do, what the engine knows, and the way on. `standIn` null: nobody else
 * is set up.
 */
export const words = (
  { briefing, examples, seen }: Pick<AnswerRequest, "briefing" | "examples" | "seen">,
  standIn: string | null
): ReadonlyArray<string> => {
  // What was recognised leads on; the same list of conflicts each time does not.
  if (seen !== null)
    return [
      ...(standIn === null ? [] : [`No language model answers just now (${standIn}). `]),
      `${seen.sentence}\n`,
      ...seen.candidates.map(({ label }) => `• ${label}\n`)
    ]
  return [
    standIn === null
      ? "I know commands and everyday questions about the timetable, but not what this means; no language model is set up that could help. "
      : `No language model answers just now (${standIn}), so I can only say what the engine knows. `,
    ...(briefing === null ? ["There is no timetable to talk about. "] : state(briefing)),
    `Ask me for example: ${examples.join(" · ")}`
  ]
}

/** `standIn`: why the one who should have answered did not; null where nobody else is configured. */
export const parts = (request: AnswerRequest, standIn: string | null = null): ReadonlyArray<AnswerPart> => [
  ...words(request, standIn).map(text => AnswerPart.Text({ text })),
  AnswerPart.Finish({ provider: name, usage: null, degraded: standIn !== null, reason: standIn })
]

/** Always there: needs no key, no network and no model. */
export const layer = Layer.succeed(AiProvider, { name, answer: request => Stream.fromIterable(parts(request)) })
