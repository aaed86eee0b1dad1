import { useEffect } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import type { Toast } from "../state/PageState.ts"
import { timetableAddress } from "../state/timetableAddress.ts"
import { useWords } from "../words/Words.ts"

/** Long enough to read and to reach the button; bad news stays until it is put away. */
const shownMillis = 12_000

export const Toasts = () => {
  const words = useWords()
  const toasts = usePage(state => state.toasts)
  return (
    <section className="toasts" aria-label={words.news} aria-live="polite">
      {toasts.map(toast => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

const ToastView = ({ toast: { id, text, tone, change, timetableId } }: { readonly toast: Toast }) => {
  const words = useWords()
  const { dismiss, undo } = useDesk()
  const mayWrite = usePage(state => state.week?.may_write === true)
  useEffect(() => {
    if (tone === "bad") return
    const timer = setTimeout(() => dismiss(id), shownMillis)
    return () => clearTimeout(timer)
  }, [id, tone, dismiss])
  return (
    <div className="toast" data-tone={tone}>
      <span>{text}</span>
      {change !== null && mayWrite && (
        <button
          type="button"
          onClick={() => {
            dismiss(id)
            void undo(change.change_id)
          }}
        >
          {words.undo}
        </button>
      )}
      {timetableId !== null && (
        <a className="button" href={timetableAddress({ id: timetableId, current: false })}>
          {words.openIt}
        </a>
      )}
      <button type="button" className="plain icon" aria-label={words.dismiss} onClick={() => dismiss(id)}>
        ✕
      </button>
    </div>
  )
}
