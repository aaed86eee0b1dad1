import { changing } from "./sentences/changing.ts"
import { conflicts } from "./sentences/conflicts.ts"
import { fresh } from "./sentences/fresh.ts"
import { freshGerman } from "./sentences/freshGerman.ts"
import { german } from "./sentences/german.ts"
import { hurried } from "./sentences/hurried.ts"
import { outside } from "./sentences/outside.ts"
import type { Row } from "./sentences/Row.ts"
import { reading } from "./sentences/reading.ts"
import { stressed } from "./sentences/stressed.ts"
import { traps } from "./sentences/traps.ts"
import { unseen } from "./sentences/unseen.ts"
import { untuned } from "./sentences/untuned.ts"

/** What planners type and what it must come to, on the demo school. Each part was written before the parser could read it. */
export const sentences: Readonly<Record<"en" | "de", ReadonlyArray<Row>>> = {
  en: [...conflicts, ...reading, ...changing, ...outside, ...fresh, ...stressed.en, ...traps.en],
  de: [...german, ...freshGerman, ...stressed.de, ...traps.de]
}

/** Sets that count apart, the oldest first: each was written, and measured once, before anybody tuned for it. */
export const apart: ReadonlyArray<readonly [name: string, Readonly<Record<"en" | "de", ReadonlyArray<Row>>>]> = [
  ["not tuned for", untuned],
  ["in a hurry", hurried],
  ["unseen", unseen]
]
