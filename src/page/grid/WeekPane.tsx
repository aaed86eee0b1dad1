import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import { Legend } from "./Legend.tsx"
import { PreviewBar } from "./PreviewBar.tsx"
import { ViewBar } from "./ViewBar.tsx"
import { WeekTable } from "./WeekTable.tsx"

const timeOf = (millis: number, locale: string): string =>
  new Date(millis).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false })

export const WeekPane = () => {
  const words = useWords()
  const { reload } = useDesk()
  const week = usePage(state => state.week)
  const trouble = usePage(state => state.weekTrouble)
  const knownAt = usePage(state => state.knownAt)
  const isOffline = usePage(
    ({ status: { state, attempt } }) => state !== "online" && (state !== "connecting" || attempt > 0)
  )
  return (
    <section className="week" id="week" aria-label={words.timetable} tabIndex={-1}>
      <ViewBar />
      {trouble !== null && (
        <p className="trouble" role="alert">
          {week === null ? trouble : `${words.stale} ${trouble}`}{" "}
          <button type="button" onClick={() => void reload()}>
            {words.again}
          </button>
        </p>
      )}
      {isOffline && knownAt !== null && week !== null && (
        <p className="note offline">{words.offlineSince(timeOf(knownAt, words.locale))}</p>
      )}
      <PreviewBar />
      {week === null ? (
        trouble === null && <p className="loading">{isOffline ? words.unreachable : words.loading}</p>
      ) : (
        <WeekTable week={week} />
      )}
      <Legend />
    </section>
  )
}
