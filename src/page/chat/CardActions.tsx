import { useId, useState } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import type { Card } from "../state/Card.ts"
import { useWords } from "../words/Words.ts"

/** The decision about a suggestion; against a hard constraint it wants a reason, which is kept. */
export const CardActions = ({ card }: { readonly card: Card }) => {
  const words = useWords()
  const { apply, reject, undo } = useDesk()
  const mayWrite = usePage(state => state.week?.may_write === true)
  const isOnline = usePage(state => state.status.state === "online")
  const [reason, setReason] = useState("")
  const reasonId = useId()
  const { state, changeId, trouble, needsReason } = card
  if (!mayWrite) return null
  if (state === "applied")
    return (
      <div className="actions">
        <span className="good">{words.cardStates.applied}</span>
        {changeId !== null && (
          <button type="button" onClick={() => void undo(changeId)}>
            {words.undo}
          </button>
        )}
      </div>
    )
  if (state !== "open" && state !== "deciding") return <div className="actions quiet">{words.cardStates[state]}</div>
  const isBusy = state === "deciding" || !isOnline
  return (
    <div className="actions">
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      {needsReason && (
        <label htmlFor={reasonId} className="reason">
          {words.reason}
          <input id={reasonId} value={reason} maxLength={200} onChange={event => setReason(event.target.value)} />
        </label>
      )}
      <button
        type="button"
        className="main"
        disabled={isBusy || (needsReason && reason.trim() === "")}
        onClick={() => void apply(card, needsReason ? reason.trim() : null)}
      >
        {needsReason ? words.applyAnyway : words.apply}
      </button>
      <button type="button" disabled={isBusy} onClick={() => void reject(card)}>
        {words.reject}
      </button>
    </div>
  )
}
