import { useEffect, useState } from "react"
import { english } from "../words/english.ts"
import { german } from "../words/german.ts"

export type Theme = "auto" | "light" | "dark"
const themes: ReadonlyArray<Theme> = ["auto", "light", "dark"]

const languages = { en: english, de: german } as const
type Language = keyof typeof languages

const isLanguage = (text: string | null): text is Language => text !== null && Object.hasOwn(languages, text)

/** A preference that outlives the page; what is kept there and means nothing is passed over. */
const useKept = <A extends string>(key: string, first: () => A, isValid: (text: string | null) => text is A) => {
  const [value, setValue] = useState<A>(() => {
    const kept = localStorage.getItem(key)
    return isValid(kept) ? kept : first()
  })
  useEffect(() => localStorage.setItem(key, value), [key, value])
  return [value, setValue] as const
}

const isTheme = (text: string | null): text is Theme => themes.some(theme => theme === text)

/** Theme and language: what the person chose, else what the system says. */
export const usePreferences = () => {
  const [theme, setTheme] = useKept<Theme>("timetable-chat.theme", () => "auto", isTheme)
  const [language, setLanguage] = useKept<Language>(
    "timetable-chat.language",
    () => (navigator.language.startsWith("de") ? "de" : "en"),
    isLanguage
  )
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = language
  }, [theme, language])
  return {
    theme,
    words: languages[language],
    nextTheme: () => setTheme(themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto"),
    nextLanguage: () => setLanguage(language === "en" ? "de" : "en")
  }
}
