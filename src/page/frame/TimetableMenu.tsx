import { type ChangeEvent, useId } from "react"
import { useDesk, usePage } from "../desk/Desk.ts"
import { timetableAddress } from "../state/timetableAddress.ts"
import { useWords } from "../words/Words.ts"

/** What the readers understand; the server looks inside. */
const accepted = ".fet,.xml,.csv,.zip"

/** The timetables of the school, and the way in for another. */
export const TimetableMenu = () => {
  const words = useWords()
  const { listTimetables, upload } = useDesk()
  const timetables = usePage(state => state.timetables)
  const shownId = usePage(state => state.week?.timetable.id)
  const mayWrite = usePage(state => state.week?.may_write !== false)
  const inputId = useId()
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    upload([...(target.files ?? [])])
    // So that the same file can be chosen again once it is mended.
    target.value = ""
  }
  return (
    <details
      className="menu"
      onToggle={event => {
        if (event.currentTarget.open) void listTimetables()
      }}
    >
      <summary>{words.timetables}</summary>
      <div>
        <ul>
          {(timetables ?? []).map(({ id, name, current }) => (
            <li key={id}>
              <a href={timetableAddress({ id, current })} aria-current={id === shownId ? "page" : undefined}>
                {name}
                {current && <span className="quiet"> {words.currentOne}</span>}
              </a>
            </li>
          ))}
        </ul>
        {mayWrite && (
          <label className="button" htmlFor={inputId}>
            {words.importFile}
            <input id={inputId} type="file" multiple accept={accepted} className="hidden" onChange={choose} />
          </label>
        )}
      </div>
    </details>
  )
}
