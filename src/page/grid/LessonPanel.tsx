import { useDesk, usePage } from "../desk/Desk.ts"
import { factsLanguage, useWords } from "../words/Words.ts"

/** All about the lesson that is selected, and what can be done with it without a mouse. */
export const LessonPanel = () => {
  const words = useWords()
  const { select, startMoving, send, pane } = useDesk()
  const week = usePage(state => state.week)
  const lesson = usePage(state => (state.lessonId === null ? undefined : state.week?.lessons.get(state.lessonId)))
  const conflicts = usePage(state => state.conflicts)
  if (week === null || lesson === undefined) return null
  const named = (ids: ReadonlyArray<string>): string => ids.map(id => week.names.get(id) ?? id).join(", ") || words.none
  const place = lesson.slot === null ? undefined : week.slots.get(lesson.slot)
  const wrong = conflicts.filter(({ lessons }) => lessons.includes(lesson.id))
  const ask = (line: string): void => {
    send(line)
    pane("chat")
  }
  return (
    <section className="lesson" aria-label={words.details}>
      <header>
        <h2>{lesson.name}</h2>
        <button type="button" className="plain icon" aria-label={words.close} onClick={() => select(null)}>
          ✕
        </button>
      </header>
      <dl>
        <dt>{words.when}</dt>
        <dd>{place === undefined ? words.unplaced : words.placed({ day: place.dayName, period: place.periodName })}</dd>
        <dt>{words.who}</dt>
        <dd>{named(lesson.teacher_ids)}</dd>
        <dt>{words.classes}</dt>
        <dd>{named(lesson.class_ids)}</dd>
        <dt>{words.where}</dt>
        <dd>{named(lesson.room_ids)}</dd>
        <dt>{words.length}</dt>
        <dd>{words.periods(lesson.duration)}</dd>
        {lesson.weeks.length > 0 && (
          <>
            <dt>{words.weeks}</dt>
            <dd>{lesson.weeks.join(", ")}</dd>
          </>
        )}
      </dl>
      {lesson.pinned !== null && <p className="note">{words.lockedBy(lesson.pinned.by, lesson.pinned.why)}</p>}
      {wrong.map(({ id, severity, message }) => (
        <p key={id} className="wrong" data-severity={severity} lang={factsLanguage}>
          {message}
        </p>
      ))}
      <div className="actions">
        <button type="button" className="main" onClick={() => void startMoving(lesson.id)}>
          {words.whereCanItGo}
        </button>
        <button type="button" onClick={() => ask(`/suggest lesson=${lesson.id}`)}>
          {words.suggestFor}
        </button>
        {week.may_write && (
          <button
            type="button"
            onClick={() => send(`/${lesson.pinned === null ? "lock" : "unlock"} lesson=${lesson.id}`)}
          >
            {lesson.pinned === null ? words.lock : words.unlock}
          </button>
        )}
      </div>
    </section>
  )
}
