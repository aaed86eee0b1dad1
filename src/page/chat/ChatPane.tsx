import { useEffect, useRef } from "react"
import { usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import { Bubble } from "./Bubble.tsx"
import { Composer } from "./Composer.tsx"
import { Conversations } from "./Conversations.tsx"
import { Welcome } from "./Welcome.tsx"

const nearEnd = 120

export const ChatPane = () => {
  const words = useWords()
  const messages = usePage(state => state.messages)
  const log = useRef<HTMLDivElement>(null)
  // Whoever reads what stands above is not pulled away from it.
  useEffect(() => {
    const { current } = log
    if (current === null || messages.length === 0) return
    if (current.scrollHeight - current.scrollTop - current.clientHeight < current.clientHeight + nearEnd)
      current.scrollTop = current.scrollHeight
  }, [messages])
  return (
    <section className="chat" aria-label={words.assistant}>
      <Conversations />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className="log" ref={log} role="log" aria-label={words.conversation} tabIndex={0}>
        {messages.length === 0 && <Welcome />}
        {messages.map(message => (
          <Bubble key={message.ref} message={message} />
        ))}
      </div>
      <Composer />
    </section>
  )
}
