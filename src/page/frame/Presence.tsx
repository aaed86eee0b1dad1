import { usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"

/** Who else looks at this timetable, connection by connection: the same person twice is two tabs. */
export const Presence = () => {
  const words = useWords()
  const presence = usePage(state => state.presence)
  if (presence === null || presence.connections < 2) return null
  const names = presence.users.map(({ name, connections }) => (connections > 1 ? `${name} (${connections})` : name))
  return (
    <span className="presence" title={words.presentNames(names.join(", "))}>
      <span aria-hidden="true">●</span> {words.present(presence.connections)}
    </span>
  )
}
