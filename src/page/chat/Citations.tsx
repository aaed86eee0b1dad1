import type { Answer } from "../../client/frames.ts"
import { useDesk, usePage } from "../desk/Desk.ts"
import { factsLanguage, useWords } from "../words/Words.ts"

const shown = 4

/** What an answer is about, to be found in the grid: its conflicts one by one, its lessons together. */
export const Citations = ({ answer: { conflict_ids, lesson_ids } }: { readonly answer: Answer }) => {
  const words = useWords()
  const { highlight, selectConflict } = useDesk()
  const conflicts = usePage(state => state.conflicts)
  const cited = conflicts.filter(({ id }) => conflict_ids.includes(id)).slice(0, shown)
  if (cited.length === 0 && lesson_ids.length === 0) return null
  return (
    <div className="citations">
      {cited.map(({ id, severity, message }) => (
        <button
          key={id}
          type="button"
          className="citation"
          data-severity={severity}
          lang={factsLanguage}
          title={message}
          onClick={() => selectConflict(id)}
        >
          {message}
        </button>
      ))}
      {lesson_ids.length > 0 && (
        <button type="button" className="citation" onClick={() => highlight(lesson_ids)}>
          {words.showInGrid(lesson_ids.length)}
        </button>
      )}
    </div>
  )
}
