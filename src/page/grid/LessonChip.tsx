import { memo } from "react"
import type { WireGridLesson } from "../../protocol/WireGrid.ts"
import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import { LockSign } from "./LockSign.tsx"

interface Props {
  readonly lesson: WireGridLesson
  readonly severity: "hard" | "soft" | undefined
  readonly isContinued: boolean
  readonly preview: "from" | "to" | null
  readonly where: string
}

/** A lesson in the grid: selected by a click, moved by dragging. What it is not shown beside is told to screen readers. */
export const LessonChip = memo(({ lesson, severity, isContinued, preview, where }: Props) => {
  const words = useWords()
  const { select, startMoving, stopMoving } = useDesk()
  const isSelected = usePage(state => state.lessonId === lesson.id)
  const isHighlighted = usePage(state => state.highlighted.has(lesson.id))
  const kind = usePage(state => state.view.kind)
  const names = usePage(state => state.week?.names)
  const named = (ids: ReadonlyArray<string>): string => ids.map(id => names?.get(id) ?? id).join(", ")
  const mayMove = !isContinued && preview !== "to"
  const rooms = named(lesson.room_ids)
  const teachers = named(lesson.teacher_ids)
  const second = [kind === "teacher" ? null : teachers, kind === "room" ? null : rooms].filter(
    part => part !== null && part !== ""
  )
  const unseen = [
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
      title={lesson.name}
      draggable={mayMove}
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
      {lesson.weeks.length > 0 && <span className="weeks">{lesson.weeks.join("/")}</span>}
      <span className="second">{second.join(" · ")}</span>
      <span className="hidden">{unseen.join(", ")}</span>
    </button>
  )
})
