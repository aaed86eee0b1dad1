import { Effect } from "effect"
import { type Tool, ToolRefused } from "../../assistant/Tool.ts"
import { toolsOf } from "../../assistant/tools.ts"
import type { Asker, CommandServices } from "../Command.ts"
import { route } from "../CommandRouter.ts"
import { commands } from "../commands.ts"
import { type RequestError, toRefusal } from "../replies.ts"
import { mayAct } from "../User.ts"
import type { Supplies } from "./Supplies.ts"

const refused = (error: RequestError): ToolRefused => {
  const { message, issues } = toRefusal(error)
  return new ToolRefused({ reason: [message, ...issues.map(issue => issue.message)].join(" ") })
}

/** The commands that read or propose, run as the one who asks; what they find may be cited and offered. */
export const modelTools = (asker: Asker, supplies: Supplies) =>
  Effect.map(Effect.context<CommandServices>(), (services): ReadonlyArray<Tool> => {
    const { role } = asker.user
    const allowed = commands.filter(command => mayAct(role, command.role)).map(({ wire }) => wire)
    return toolsOf(allowed, (command, parameters) =>
      Effect.gen(function* () {
        const routed = yield* route({ content: "", command: { command, parameters } }, role)
        const answer = yield* routed.command.run(routed.parameters, asker)
        supplies.add(answer)
        return { text: answer.text, data: answer.data }
      }).pipe(Effect.provide(services), Effect.mapError(refused))
    )
  })
