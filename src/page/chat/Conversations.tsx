import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"

/** The head of the chat: begin anew, or go back to an earlier conversation. */
export const Conversations = () => {
  const words = useWords()
  const { begin, goTo, list, store } = useDesk()
  const conversations = usePage(state => state.conversations)
  const toggle = (): void => {
    if (conversations === null) void list()
    else store.set(() => ({ conversations: null }))
  }
  return (
    <header className="chathead">
      <h2>{words.assistant}</h2>
      <button type="button" className="plain" aria-expanded={conversations !== null} onClick={toggle}>
        {words.history}
      </button>
      <button type="button" className="plain" onClick={begin}>
        {words.newConversation}
      </button>
      {conversations !== null && (
        <ul className="earlier" aria-label={words.history}>
          {conversations.length === 0 && <li className="quiet">{words.noHistory}</li>}
          {conversations.map(({ id, title, messages }) => (
            <li key={id}>
              <button type="button" onClick={() => goTo(id)}>
                {title} <span className="quiet">{words.messages(messages)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </header>
  )
}
