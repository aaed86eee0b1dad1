import { type KeyboardEvent, useId, useRef, useState } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import { completions } from "./completions.ts"

/** What is being written outlives a reload, and the way to the sign-in page and back. */
const draftKey = "timetable-chat.draft"

/** Where one types; "/" opens the palette of commands. */
export const Composer = () => {
  const words = useWords()
  const { send } = useDesk()
  const commands = usePage(state => state.commands)
  const week = usePage(state => state.week)
  const [line, setLine] = useState(() => sessionStorage.getItem(draftKey) ?? "")
  const [chosen, setChosen] = useState(0)
  const [isClosed, setClosed] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const known = (parameter: string): ReadonlyArray<string> => {
    const names = { teacher: week?.teachers, class: week?.classes, room: week?.rooms, day: week?.days }
    return (Object.entries(names).find(([key]) => key === parameter)?.[1] ?? []).map(({ name }) => name)
  }
  const offers = isClosed ? [] : completions(line, commands, known)
  const active = offers[Math.min(chosen, offers.length - 1)]
  const type = (next: string): void => {
    setLine(next)
    sessionStorage.setItem(draftKey, next)
    setChosen(0)
    setClosed(false)
  }
  const go = (): void => {
    send(line)
    type("")
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setChosen((chosen + 1) % offers.length),
    ArrowUp: () => setChosen((chosen - 1 + offers.length) % offers.length),
    Tab: () => type(active?.line ?? line),
    Escape: () => setClosed(true)
  }
  const onKey = (event: KeyboardEvent): void => {
    const isWord = active !== undefined && !active.line.startsWith(line.trimEnd())
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      // Enter takes what is offered only where it is another word than the one typed.
      if (isWord || (chosen > 0 && active !== undefined)) type(active?.line ?? line)
      else go()
      return
    }
    const job = offers.length === 0 ? undefined : keys[event.key]
    if (job === undefined) return
    event.preventDefault()
    event.stopPropagation()
    job()
  }
  return (
    <form
      className="composer"
      onSubmit={event => {
        event.preventDefault()
        go()
      }}
    >
      {offers.length > 0 && (
        <div className="palette" role="listbox" id={listId} aria-label={words.completions}>
          {offers.map((offer, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field
            <div
              key={offer.line}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={offer === active}
              onClick={() => {
                type(offer.line)
                input.current?.focus()
              }}
            >
              <strong>{offer.label}</strong> <span className="quiet">{offer.summary}</span>
            </div>
          ))}
        </div>
      )}
      <textarea
        ref={input}
        rows={2}
        value={line}
        maxLength={4_000}
        placeholder={words.placeholder}
        aria-label={words.compose}
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(active === undefined ? {} : { "aria-activedescendant": `${listId}-${offers.indexOf(active)}` })}
        onChange={event => type(event.target.value)}
        onKeyDown={onKey}
      />
      <button type="submit" className="main" disabled={line.trim() === ""}>
        {words.send}
      </button>
    </form>
  )
}
