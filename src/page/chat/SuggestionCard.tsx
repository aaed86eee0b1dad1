import type { WireMove } from "../../protocol/WireMove.ts"
import { useDesk, usePage } from "../desk/Desk.ts"
import { factsLanguage, useWords } from "../words/Words.ts"
import { CardActions } from "./CardActions.tsx"
import { Gain } from "./Gain.tsx"

const movesShown = 4

/** A suggestion: what moves, what it gains, whom it disturbs; looked at in the grid before it is decided. */
export const SuggestionCard = ({ id }: { readonly id: string }) => {
  const words = useWords()
  const { preview } = useDesk()
  const card = usePage(state => state.cards.get(id))
  const isPreviewed = usePage(state => state.previewId === id)
  if (card === undefined) return null
  const { suggestion } = card
  const { changes, disturbance, cut, reason } = suggestion
  const more = (cut?.changes ?? changes.length) - Math.min(movesShown, changes.length)
  return (
    <article className="card" data-state={card.state} aria-label={words.suggestion}>
      <ul className="moves">
        {changes.slice(0, movesShown).map(change => (
          <Move key={change.lesson_id} change={change} />
        ))}
        {more > 0 && <li className="quiet">{words.moreMoves(more)}</li>}
      </ul>
      <Gain suggestion={suggestion} />
      <p className="quiet">{words.disturbs(disturbance.lessons, disturbance.teachers, disturbance.classes)}</p>
      {reason !== "" && (
        <details className="quiet">
          <summary>{words.inWords}</summary>
          <p lang={factsLanguage}>{reason}</p>
        </details>
      )}
      <div className="row">
        <button type="button" aria-pressed={isPreviewed} onClick={() => preview(isPreviewed ? null : id)}>
          {isPreviewed ? words.endPreview : words.preview}
        </button>
        <CardActions card={card} />
      </div>
    </article>
  )
}

const Move = ({ change: { name, from, to } }: { readonly change: WireMove }) => {
  const words = useWords()
  const spot = (of: WireMove["to"]): string =>
    [of?.slot == null ? words.nowhere : words.placed(of.slot), of?.rooms.map(room => room.name).join(", ") ?? ""]
      .filter(part => part !== "")
      .join(", ")
  return (
    <li>
      <strong>{name}</strong>
      <span>
        {spot(from)} <span aria-hidden="true">→</span> <ins>{spot(to)}</ins>
      </span>
    </li>
  )
}
