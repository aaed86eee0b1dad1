import { createContext, useContext } from "react"
import { english } from "./english.ts"

/** Every word of the page; what the server says stays in the language in which it says it. */
export type Words = typeof english

export const WordsContext = createContext<Words>(english)

/** In which language the server tells facts, whatever the page speaks: said so in the markup, for screen readers. */
export const factsLanguage = "en"

export const useWords = (): Words => useContext(WordsContext)
