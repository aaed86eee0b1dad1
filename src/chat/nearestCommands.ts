import { nearest } from "../timetable/NameSearch.ts"
import type { Command } from "./Command.ts"

/** Names of the commands that look like what was typed. */
export const nearestCommands = (typed: string, commands: ReadonlyArray<Command>): ReadonlyArray<string> =>
  nearest(typed, commands, candidate => [candidate.name]).map(candidate => candidate.name)
