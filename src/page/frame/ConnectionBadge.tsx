import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"

/** How the connection and the assistant are, as they are. */
export const ConnectionBadge = () => {
  const words = useWords()
  const { reconnect } = useDesk()
  const status = usePage(page => page.status)
  const { state } = status
  const isUnknown = usePage(page => page.signIn === "needed")
  const why = isUnknown
    ? words.stopped[4401]
    : Object.entries(words.stopped).find(([code]) => state === "stopped" && Number(code) === status.code)?.[1]
  const assistant = usePage(page => page.assistant)
  const isDegraded = state === "online" && assistant !== null && assistant.state !== "ok"
  return (
    <span className="connection" data-state={isDegraded ? "degraded" : state} role="status">
      <span className="dot" aria-hidden="true" />
      <span className="words">{isDegraded ? words.degraded : (why ?? words.status[state])}</span>
      {(state === "waiting" || state === "asleep" || state === "stopped") && (
        <button type="button" className="plain" onClick={reconnect}>
          {words.reconnect}
        </button>
      )}
    </span>
  )
}
