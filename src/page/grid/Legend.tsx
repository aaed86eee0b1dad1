import { usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import { colourSigns } from "./colourSigns.ts"
import { LockSign } from "./LockSign.tsx"

/** What the colours and signs mean: those of the grid, or of the slots while a lesson is moved. */
export const Legend = () => {
  const words = useWords()
  const isMoving = usePage(state => state.moving !== null)
  return (
    <ul className="legend" aria-label={words.legend}>
      {isMoving ? (
        colourSigns.map(([colour, sign]) => (
          <li key={colour}>
            <span className="swatch place" data-colour={colour} aria-hidden="true">
              {sign}
            </span>
            {words.colours[colour]}
          </li>
        ))
      ) : (
        <>
          <li>
            <span className="swatch" data-severity="hard" aria-hidden="true" />
            {words.hard}
          </li>
          <li>
            <span className="swatch" data-severity="soft" aria-hidden="true" />
            {words.soft}
          </li>
          <li>
            <span className="swatch" data-highlighted="true" aria-hidden="true" />
            {words.highlightedLegend}
          </li>
          <li>
            <span className="swatch" data-preview="to" aria-hidden="true" />
            {words.proposed}
          </li>
          <li>
            <span className="swatch">
              <LockSign />
            </span>
            {words.locked}
          </li>
        </>
      )}
    </ul>
  )
}
