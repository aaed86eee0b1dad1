import { Layer, Stream } from "effect"
import { AiProvider, type Briefing, type Question } from "./AiProvider.ts"

const state = ({ timetable, version, hard, soft, worst }: Briefing): ReadonlyArray<string> => [
  `${timetable} (version ${version}) has ${hard} hard and ${soft} soft conflicts.\n`,
  ...worst.map(message => `• ${message}\n`)
]

/** An honest answer from templates: what it cannot do, what the engine knows, and the way on. */
const words = ({ briefing, examples }: Question): ReadonlyArray<string> => [
  "I understand commands, not free sentences yet. ",
  ...(briefing === null ? ["There is no timetable to talk about. "] : state(briefing)),
  `Ask me for example: ${examples.join(" · ")}`
]

/** Always there: needs no key, no network and no model. */
export const layer = Layer.succeed(AiProvider, {
  name: "builtin",
  answer: question => Stream.fromIterable(words(question))
})
