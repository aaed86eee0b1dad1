import type { Command } from "./Command.ts"
import { apply } from "./commands/apply.ts"
import { basket } from "./commands/basket.ts"
import { conflicts } from "./commands/conflicts.ts"
import { conversations, forget, rename } from "./commands/conversations.ts"
import { cover } from "./commands/cover.ts"
import { diagnose } from "./commands/diagnose.ts"
import { explain } from "./commands/explain.ts"
import { free } from "./commands/free.ts"
import { grid } from "./commands/grid.ts"
import { helpFor } from "./commands/help.ts"
import { history } from "./commands/history.ts"
import { lock, unlock } from "./commands/lock.ts"
import { messages } from "./commands/messages.ts"
import { move } from "./commands/move.ts"
import { optimize } from "./commands/optimize.ts"
import { publish } from "./commands/publish.ts"
import { redo } from "./commands/redo.ts"
import { reject } from "./commands/reject.ts"
import { retry } from "./commands/retry.ts"
import { schedule } from "./commands/schedule.ts"
import { score } from "./commands/score.ts"
import { suggest } from "./commands/suggest.ts"
import { swap } from "./commands/swap.ts"
import { timetables } from "./commands/timetables.ts"
import { undo } from "./commands/undo.ts"
import { where } from "./commands/where.ts"

/** Every command there is: the literal list. Help, the slash line and `ready.commands` come from it. */
export const commands: ReadonlyArray<Command> = [
  helpFor(() => commands),
  schedule,
  conflicts,
  explain,
  score,
  diagnose,
  suggest,
  optimize,
  where,
  move,
  swap,
  free,
  cover,
  lock,
  unlock,
  basket,
  apply,
  reject,
  undo,
  redo,
  history,
  publish,
  timetables,
  grid,
  retry,
  conversations,
  messages,
  rename,
  forget
]

const byName = new Map(commands.map(command => [command.name, command]))

export const commandOf = (name: string): Command | undefined => byName.get(name)
