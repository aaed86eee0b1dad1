import { memo } from "react"
import type { WireGridLesson } from "../../protocol/WireGrid.ts"
import { useDesk } from "../desk/Desk.ts"
import type { ViewKind } from "../state/View.ts"
import type { Week } from "../state/Week.ts"
import { useWords } from "../words/Words.ts"
import { LockSign } from "./LockSign.tsx"

interface Props {
  readonly lesson: WireGridLesson
  readonly severity: "hard" | "soft" | undefined
  readonly isSelected: boolean
  readonly isHighlighted: boolean
  readonly isContinued: boolean
  readonly preview: "from" | "to" | null
  readonly where: string
  /** In whose week it stands: their name need not be said. */
  readonly kind: ViewKind
  /** Its name alone: there is no room for more. */
  readonly isTerse: boolean
  readonly names: Week["names"]
}

/**
 * A lesson in the grid: selected by a click, moved by dragging. What it is not shown beside is told to screen readers. A
 * week has a thousand of them, so each is one element with one name, and listens to nothing.
 */
export const LessonChip = memo((props: Props) => {
  const { lesson, severity, isSelected, isHighlighted, isContinued, preview, where, kind, isTerse, names } = props
  const words = useWords()
  const { select, startMoving, stopMoving } = useDesk()
  const named = (ids: ReadonlyArray<string>): string => ids.map(id => names.get(id) ?? id).join(", ")
  const weeks = lesson.weeks.join("/")
  const second = isTerse
    ? ""
    : [kind === "teacher" ? "" : named(lesson.teacher_ids), kind === "room" ? "" : named(lesson.room_ids)]
        .filter(part => part !== "")
        .join(" · ")
  const name = [
    lesson.name,
    weeks,
    second,
    where,
    isContinued ? words.continued : "",
    severity === undefined ? "" : words[severity],
    preview === "to" ? words.proposed : "",
    lesson.pinned === null ? "" : words.locked
  ].filter(part => part !== "")
  return (
    <button
      type="button"
      className="chip"
      data-lesson={lesson.id}
      data-severity={severity}
      data-selected={isSelected}
      data-highlighted={isHighlighted}
      data-continued={isContinued}
      data-preview={preview}
      aria-pressed={isSelected}
      aria-label={name.join(", ")}
      title={lesson.name}
      draggable={!isContinued && preview !== "to"}
      onClick={() => select(isSelected ? null : lesson.id)}
      onDragStart={event => {
        event.dataTransfer.setData("text/plain", lesson.name)
        event.dataTransfer.effectAllowed = "move"
        void startMoving(lesson.id, true)
      }}
      onDragEnd={event => {
        if (event.dataTransfer.dropEffect === "none") stopMoving()
      }}
    >
      <span className="name">
        {lesson.name}
        {lesson.pinned !== null && <LockSign />}
      </span>
      {/* Spaces, so that what is seen is found in the name. */}
      {weeks !== "" && (
        <>
          {" "}
          <span className="weeks">{weeks}</span>
        </>
      )}
      {second !== "" && (
        <>
          {" "}
          <span className="second">{second}</span>
        </>
      )}
    </button>
  )
})
