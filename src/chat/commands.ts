import type { Command } from "./Command.ts"
import { conflicts } from "./commands/conflicts.ts"
import { diagnose } from "./commands/diagnose.ts"
import { explain } from "./commands/explain.ts"
import { helpFor } from "./commands/help.ts"
import { schedule } from "./commands/schedule.ts"
import { score } from "./commands/score.ts"

/** Every command there is: the literal list. Help, the slash line and `ready.commands` come from it. */
export const commands: ReadonlyArray<Command> = [helpFor(() => commands), schedule, conflicts, explain, score, diagnose]

const byName = new Map(commands.map(command => [command.name, command]))

export const commandOf = (name: string): Command | undefined => byName.get(name)
