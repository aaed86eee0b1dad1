import { changing } from "./sentences/changing.ts"
import { conflicts } from "./sentences/conflicts.ts"
import { german } from "./sentences/german.ts"
import { outside } from "./sentences/outside.ts"
import type { Row } from "./sentences/Row.ts"
import { reading } from "./sentences/reading.ts"

/** What planners type and what it must come to, on the demo school. Written before the parser. */
export const sentences: Readonly<Record<"en" | "de", ReadonlyArray<Row>>> = {
  en: [...conflicts, ...reading, ...changing, ...outside],
  de: german
}
