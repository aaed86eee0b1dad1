import type { SceneName } from "../scenes.ts"

/**
 * A sentence and what it must come to: a command as somebody would type it, `ask` (with the commands offered, where they
 * matter, separated by " ; "), `none`: not for a command, so it goes to the assistant, or `unsure`: asked or passed on,
 * but no command. The scene is what was said and seen before; `fresh` when left out.
 */
export type Row = readonly [sentence: string, expected: string, scene?: SceneName]
