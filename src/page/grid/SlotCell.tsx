import { memo, useState } from "react"
import type { WirePlace } from "../../protocol/WirePlaces.ts"
import { useDesk, usePage } from "../desk/Desk.ts"
import { useWords } from "../words/Words.ts"
import type { CellItem } from "./cellsOf.ts"
import { signOf } from "./colourSigns.ts"
import { LessonChip } from "./LessonChip.tsx"

interface Props {
  readonly slot: number
  readonly day: string
  readonly period: string
  readonly isBreak: boolean
  readonly items: ReadonlyArray<CellItem> | undefined
  readonly troubled: ReadonlyMap<string, "hard" | "soft">
  /** While a lesson is moved: what would become of it here. */
  readonly place: WirePlace | undefined
}

/** One slot of the week, and a place to drop a lesson on. What cannot be is no place to drop. */
export const SlotCell = memo(({ slot, day, period, isBreak, items, troubled, place }: Props) => {
  const words = useWords()
  const { whatIf } = useDesk()
  const lessonId = usePage(state => state.moving?.lessonId ?? null)
  const isDragged = usePage(state => state.moving?.isDragged === true)
  const [isOver, setOver] = useState(false)
  const mayDrop = lessonId !== null && place !== undefined && place.colour !== "grey" && !place.here
  const drop = (): void => {
    setOver(false)
    if (mayDrop) void whatIf(lessonId, `${day} ${period}`)
  }
  const where = words.placed({ day, period })
  return (
    <td
      className="slot"
      data-break={isBreak}
      data-colour={place?.colour}
      data-choosing={place !== undefined && !isDragged}
      data-over={isOver}
      data-slot={slot}
      onDragOver={event => {
        if (!mayDrop) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        drop()
      }}
    >
      <div className="chips">
        {items?.map(({ lesson, isContinued, preview }) => (
          <LessonChip
            key={`${lesson.id}${preview ?? ""}`}
            lesson={lesson}
            severity={troubled.get(lesson.id)}
            isContinued={isContinued}
            preview={preview}
            where={where}
          />
        ))}
      </div>
      {place !== undefined && !place.here && isDragged && (
        <span className="place" data-colour={place.colour} aria-hidden="true">
          {signOf(place.colour)}
        </span>
      )}
      {place !== undefined && !place.here && !isDragged && (
        <button
          type="button"
          className="place"
          data-colour={place.colour}
          disabled={!mayDrop}
          onClick={drop}
          title={place.message}
          aria-label={words.putHere({ day, period }, words.colours[place.colour], place.message)}
        >
          {signOf(place.colour)}
        </button>
      )}
    </td>
  )
})
