import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { CardActions } from "../chat/CardActions.tsx"
import { Gain } from "../chat/Gain.tsx"
import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"

/** Moves that are named; the rest are counted. */
const named = 3

/** Above the grid, what is going on in it: a lesson that is being moved, or a suggestion that is looked at. */
export const PreviewBar = () => {
  const words = useWords()
  const { stopMoving, preview } = useDesk()
  const moving = usePage(state => state.moving)
  const name = usePage(state =>
    state.moving === null ? undefined : state.week?.lessons.get(state.moving.lessonId)?.name
  )
  const card = usePage(state => (state.previewId === null ? undefined : state.cards.get(state.previewId)))
  if (moving !== null)
    return (
      <div className="bar" role="status">
        <span>{moving.places === null ? words.asking : words.moving(name ?? "")}</span>
        <button type="button" onClick={stopMoving}>
          {words.stopMoving}
        </button>
      </div>
    )
  if (card === undefined) return null
  const movesOf = ({ changes, cut }: WireSuggestion): string => {
    const moves = changes.slice(0, named).map(({ name, to }) => words.movedTo(name, to?.slot ?? null))
    const more = (cut?.changes ?? changes.length) - moves.length
    return [...moves, ...(more > 0 ? [words.moreMoves(more)] : [])].join("; ")
  }
  return (
    <section className="bar" aria-label={words.preview}>
      <span className="what">
        <strong>{words.previewing}</strong> {movesOf(card.suggestion)}
      </span>
      <Gain suggestion={card.suggestion} />
      <CardActions card={card} />
      <button type="button" className="plain" onClick={() => preview(null)}>
        {words.endPreview}
      </button>
    </section>
  )
}
