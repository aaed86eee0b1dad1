import { useDeferredValue, useEffect, useMemo } from "react"
import type { WireGridLesson } from "../../protocol/WireGrid.ts"
import { useDesk, usePage } from "../desk/Desk.ts"
import { lessonsIn, severities } from "../state/View.ts"
import type { Week } from "../state/Week.ts"
import { useWords } from "../words/Words.ts"
import { type CellItem, type Cells, cellsOf } from "./cellsOf.ts"
import { LessonChips } from "./LessonChips.tsx"
import { useShown } from "./useShown.ts"
import { WeekRow } from "./WeekRow.tsx"

/** Rows by the names of periods, in the order of the longest day; days may differ. */
const rowsOf = ({ days }: Week) => {
  const longest = days.reduce((a, b) => (b.periods.length > a.periods.length ? b : a), days[0] ?? { periods: [] })
  return longest.periods.map((period, row) => ({ period, row }))
}

const unplacedOf = (lessons: ReadonlyArray<WireGridLesson>): ReadonlyArray<CellItem> =>
  lessons.filter(({ slot }) => slot === null).map(lesson => ({ lesson, isContinued: false, preview: null }))

export const WeekTable = ({ week }: { readonly week: Week }) => {
  const words = useWords()
  const { stopMoving, preview: endPreview } = useDesk()
  // What was pressed shows at once; a thousand lessons follow, a few at a time.
  const view = useDeferredValue(usePage(state => state.view))
  const conflicts = usePage(state => state.conflicts)
  const previewed = usePage(state =>
    state.previewId === null ? null : (state.cards.get(state.previewId)?.suggestion ?? null)
  )
  // The answer comes within milliseconds; what was pressed is seen before it.
  const moving = useDeferredValue(usePage(state => (state.moving?.places == null ? null : state.moving)))
  const troubled = useMemo(() => severities(conflicts), [conflicts])
  const lessons = useMemo(() => lessonsIn(week, view, troubled), [week, view, troubled])
  const cells: Cells = useMemo(() => cellsOf(lessons, previewed), [lessons, previewed])
  const scroll = useShown(
    previewed?.id ?? null,
    usePage(state => state.highlighted)
  )
  const unplaced = useMemo(() => unplacedOf(lessons), [lessons])
  const isDense = view.kind === "weekly"
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return
      stopMoving()
      endPreview(null)
    }
    addEventListener("keydown", onKey)
    return () => removeEventListener("keydown", onKey)
  }, [stopMoving, endPreview])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroll" ref={scroll} tabIndex={0} aria-label={words.timetable}>
      <table className="grid" data-dense={isDense}>
        <thead>
          <tr>
            <td />
            {week.days.map(day => (
              <th key={day.name} scope="col">
                <span className="full">{day.name}</span>
                <span className="short" aria-hidden="true">
                  {day.short_name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(week).map(({ period, row }) => (
            <WeekRow
              key={period.name}
              row={row}
              period={period}
              days={week.days}
              cells={cells}
              troubled={troubled}
              kind={view.kind}
              names={week.names}
              moving={moving}
            />
          ))}
        </tbody>
      </table>
      {unplaced.length > 0 && (
        <section className="unplaced" aria-label={words.unplaced}>
          <h2>{words.unplaced}</h2>
          <LessonChips
            items={unplaced}
            troubled={troubled}
            where={words.unplaced}
            kind={view.kind}
            isTerse={false}
            names={week.names}
          />
        </section>
      )}
    </section>
  )
}
