import { useDesk, usePage } from "../desk/Desk.ts"
import { entitiesOf, viewKinds } from "../state/View.ts"
import { useWords } from "../words/Words.ts"

/** Whose week is shown, and how much of it. */
export const ViewBar = () => {
  const words = useWords()
  const { show } = useDesk()
  const view = usePage(state => state.view)
  const week = usePage(state => state.week)
  const entities = week === null ? [] : entitiesOf(week, view.kind)
  return (
    <div className="viewbar">
      <fieldset className="segments">
        <legend className="hidden">{words.chooseView}</legend>
        {viewKinds.map(kind => (
          <button key={kind} type="button" aria-pressed={view.kind === kind} onClick={() => show({ kind })}>
            {words.views[kind]}
          </button>
        ))}
      </fieldset>
      {view.kind !== "weekly" && (
        <select
          aria-label={words.choose[view.kind]}
          value={view.entityId ?? ""}
          onChange={event => show({ entityId: event.target.value })}
        >
          {entities.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {week !== null && week.weeks.length > 0 && (
        <select
          aria-label={words.week}
          value={view.week ?? ""}
          onChange={event => show({ week: event.target.value === "" ? null : event.target.value })}
        >
          <option value="">{words.allWeeks}</option>
          {week.weeks.map(label => (
            <option key={label} value={label}>
              {words.week} {label}
            </option>
          ))}
        </select>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={view.onlyConflicts}
          onChange={event => show({ onlyConflicts: event.target.checked })}
        />
        {words.onlyConflicts}
      </label>
    </div>
  )
}
