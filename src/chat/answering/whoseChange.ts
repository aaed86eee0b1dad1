import { Effect } from "effect"
import type { Intent } from "../../assistant/intent/Intent.ts"
import { languages } from "../../assistant/intent/languages.ts"
import { filled, say } from "../../assistant/intent/say.ts"
import type { Asker } from "../Command.ts"
import { route } from "../CommandRouter.ts"
import { changeTitle, doing } from "../proposals/changeWords.ts"
import { changeToRedo, changeToUndo } from "../proposals/takenBack.ts"
import { wireChange } from "../proposals/wireSuggestion.ts"
import type { Situated } from "./situation.ts"

type Meant = Extract<Intent, { readonly _tag: "Command" }>
type Asking = Extract<Intent, { readonly _tag: "Ask" }>

/**
 * "Undo" and "redo" of what another conversation did, perhaps a colleague's: asked back with who changed what when.
 * null: it is about this conversation's own doing, or about something else.
 */
export const whoseChange = (
  asker: Asker,
  { command, parameters, language: code }: Meant,
  { inspection, situation }: Situated
) =>
  Effect.gen(function* () {
    const isUndo = command === "/undo" && parameters.change === undefined
    const language = languages.find(each => each.code === code)
    if (language === undefined || !(isUndo || command === "/redo")) return null
    yield* route({ content: "", command: { command, parameters } }, asker.user.role)
    const record = yield* isUndo ? changeToUndo(asker, undefined) : changeToRedo(asker)
    if (situation.memory.changes.some(({ id }) => id === record.id)) return null
    const change = wireChange(inspection.model, record)
    const what = changeTitle(change)
    const told = {
      who: doing(change),
      ...(what === "" ? {} : { what }),
      when: `${change.at.slice(0, 16).replace("T", " at ")} UTC`
    }
    const offer = { command, parameters: isUndo ? { change: record.id } : {} }
    const asking: Asking = {
      _tag: "Ask",
      question: filled(isUndo ? language.asks.undoWhose : language.asks.redoWhose, told),
      candidates: [{ label: say(offer, language, { [record.id]: what || doing(change) }), ...offer }],
      language: code
    }
    return asking
  })
