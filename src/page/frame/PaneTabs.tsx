import { useDesk, usePage } from "../desk/Desk.ts"
import type { Pane } from "../state/PageState.ts"
import { useWords } from "../words/Words.ts"

const panes: ReadonlyArray<Pane> = ["week", "conflicts", "chat"]

/** On narrow screens one part at a time. */
export const PaneTabs = () => {
  const words = useWords()
  const { pane: show } = useDesk()
  const pane = usePage(state => state.pane)
  const total = usePage(state => state.conflictTotal)
  return (
    <nav className="tabs" aria-label={words.chooseView}>
      {panes.map(name => (
        <button key={name} type="button" aria-pressed={pane === name} onClick={() => show(name)}>
          {words.panes[name]}
          {name === "conflicts" && total > 0 && <span className="count">{total}</span>}
        </button>
      ))}
    </nav>
  )
}
