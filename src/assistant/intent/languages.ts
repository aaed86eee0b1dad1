import { english } from "./english.ts"
import { german } from "./german.ts"
import type { Language } from "./Language.ts"

/** The languages that are understood, the likelier first: the literal list. */
export const languages: ReadonlyArray<Language> = [english, german]
