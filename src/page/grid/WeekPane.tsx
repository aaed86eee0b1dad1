import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import { Legend } from "./Legend.tsx"
import { PreviewBar } from "./PreviewBar.tsx"
import { ViewBar } from "./ViewBar.tsx"
import { WeekTable } from "./WeekTable.tsx"

export const WeekPane = () => {
  const words = useWords()
  const { reload } = useDesk()
  const week = usePage(state => state.week)
  const trouble = usePage(state => state.weekTrouble)
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
      <PreviewBar />
      {week === null ? trouble === null && <p className="loading">{words.loading}</p> : <WeekTable week={week} />}
      <Legend />
    </section>
  )
}
