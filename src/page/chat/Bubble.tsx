import { memo } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import type { Message } from "../state/Message.ts"
import { factsLanguage, useWords } from "../words/Words.ts"
import { Citations } from "./Citations.tsx"
import { RunProgress } from "./RunProgress.tsx"
import { SuggestionCard } from "./SuggestionCard.tsx"
import { withoutRepeats } from "./withoutRepeats.ts"

/** Commands that the cards and the page offer by themselves. */
const offered = new Set(["/apply", "/reject", "/basket"])

/** What was said, and the answer as far as there is one. All text is text: nothing in it is markup. */
export const Bubble = memo(({ message }: { readonly message: Message }) => {
  const words = useWords()
  const { stop, act, send } = useDesk()
  const isOnline = usePage(state => state.status.state === "online")
  const { said, text, state, answer, progress, trouble } = message
  const isOpen = state === "waiting" || state === "running"
  const actions = (trouble?.actions ?? answer?.actions ?? []).filter(
    ({ command }) => answer?.suggestions.length === 0 || !offered.has(command)
  )
  return (
    <div className="exchange">
      {said !== null && (
        <p className="said">
          <span className="hidden">{words.you}: </span>
          {said}
        </p>
      )}
      {(isOpen || text !== "" || trouble !== null || state === "cancelled") && (
        <div className="answer" data-state={state} aria-busy={isOpen}>
          {text !== "" && (
            <p className="text" {...(answer?.provider === "engine" ? { lang: factsLanguage } : {})}>
              {withoutRepeats(text, answer?.suggestions ?? [])}
            </p>
          )}
          {isOpen && text === "" && progress === null && (
            <p className="quiet pulse">
              {!isOnline ? words.queued : state === "waiting" ? words.waiting : words.thinking}
            </p>
          )}
          {progress !== null && <RunProgress progress={progress} />}
          {state === "cancelled" && <p className="quiet">{words.cancelled}</p>}
          {trouble !== null && (
            <p className="trouble" role="alert">
              {trouble.message}
            </p>
          )}
          {answer?.degraded === true && <p className="quiet">{answer.reason ?? words.degradedAnswer}</p>}
          {answer !== null && <Citations answer={answer} />}
          {answer?.suggestions.map(({ id }) => (
            <SuggestionCard key={id} id={id} />
          ))}
          <div className="actions">
            {isOpen && (
              <button type="button" onClick={() => stop(message)}>
                {words.stop}
              </button>
            )}
            {(state === "cancelled" || trouble?.temporary === true) && said !== null && (
              <button type="button" onClick={() => send(said)}>
                {words.retry}
              </button>
            )}
            {actions.map(action => (
              <button key={action.id} type="button" onClick={() => act(action)}>
                {action.label}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
})
