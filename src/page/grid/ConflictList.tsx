import { useMemo } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import { conflictsIn } from "../state/View.ts"
import { factsLanguage, useWords } from "../words/Words.ts"

const shownAtMost = 200

/** What is wrong with what is on the screen, the worst first. */
export const ConflictList = () => {
  const words = useWords()
  const { selectConflict, send } = useDesk()
  const week = usePage(state => state.week)
  const view = usePage(state => state.view)
  const all = usePage(state => state.conflicts)
  const total = usePage(state => state.conflictTotal)
  const selected = usePage(state => state.conflictId)
  const found = useMemo(() => (week === null ? [] : conflictsIn(week, view, all)), [week, view, all])
  const count = view.kind === "weekly" ? total : found.length
  const more = count - Math.min(found.length, shownAtMost)
  return (
    <section className="conflicts" aria-labelledby="conflicts-title">
      <h2 id="conflicts-title">
        {words.conflicts} <span className="count">{count}</span>
      </h2>
      {week !== null && found.length === 0 && <p className="quiet">{words.noConflicts}</p>}
      <ul>
        {found.slice(0, shownAtMost).map(({ id, severity, message }) => (
          <li key={id} data-severity={severity} data-selected={selected === id}>
            <button
              type="button"
              aria-pressed={selected === id}
              onClick={() => selectConflict(selected === id ? null : id)}
            >
              <span className="hidden">{words[severity]}: </span>
              <span lang={factsLanguage}>{message}</span>
            </button>
            {selected === id && (
              <button type="button" className="plain" onClick={() => send(`/suggest conflict=${id}`)}>
                {words.suggestFor}
              </button>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet">{words.moreConflicts(more)}</p>}
    </section>
  )
}
