import { usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import { ConnectionBadge } from "./ConnectionBadge.tsx"
import { Presence } from "./Presence.tsx"
import { TimetableMenu } from "./TimetableMenu.tsx"
import type { usePreferences } from "./usePreferences.ts"

const icons = { auto: "◐", light: "☀", dark: "☾" } as const

export const TopBar = ({ preferences }: { readonly preferences: ReturnType<typeof usePreferences> }) => {
  const words = useWords()
  const week = usePage(state => state.week)
  const score = usePage(state => state.score)
  return (
    <header className="top">
      <h1 title={week?.timetable.name}>{week?.timetable.name ?? words.timetable}</h1>
      <TimetableMenu />
      {week !== null && (
        <span className="quiet version">
          {words.version(week.timetable.version)}
          {week.published && `, ${words.published}`}
        </span>
      )}
      {score !== null && (
        <span className="score" data-state={score.hard > 0 ? "hard" : score.soft > 0 ? "soft" : "good"}>
          {words.score(score.hard, score.soft)}
        </span>
      )}
      {week?.may_write === false && <span className="note">{words.readOnly}</span>}
      <span className="spring" />
      <Presence />
      <ConnectionBadge />
      <button
        type="button"
        className="plain icon"
        onClick={preferences.nextLanguage}
        lang={words.locale === "en" ? "de" : "en"}
      >
        <span className="hidden">{words.language}</span>
        <span aria-hidden="true">{words.locale === "en" ? "DE" : "EN"}</span>
      </button>
      <button
        type="button"
        className="plain icon"
        onClick={preferences.nextTheme}
        aria-label={words.theme[preferences.theme]}
        title={words.theme[preferences.theme]}
      >
        {icons[preferences.theme]}
      </button>
    </header>
  )
}
