import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"

/** Where nothing has been said yet: what can be said, with names of this timetable. */
export const Welcome = () => {
  const words = useWords()
  const { send } = useDesk()
  const week = usePage(state => state.week)
  const [day] = week?.days ?? []
  const [teacher] = week?.teachers ?? []
  return (
    <div className="welcome">
      <p>{words.greeting}</p>
      {words.answersIn !== "" && <p>{words.answersIn}</p>}
      {day !== undefined &&
        teacher !== undefined &&
        words.starters(day.name, teacher.name).map(line => (
          <button key={line} type="button" onClick={() => send(line)}>
            {line}
          </button>
        ))}
    </div>
  )
}
