import { memo, useRef, useState } from "react"
import type { WirePlace } from "../../protocol/WirePlaces.ts"
import { useDesk } from "../desk/Desk.ts"
import type { Moving } from "../state/PageState.ts"
import type { ViewKind } from "../state/View.ts"
import type { Week } from "../state/Week.ts"
import { useWords } from "../words/Words.ts"
import type { CellItem } from "./cellsOf.ts"
import { signOf } from "./colourSigns.ts"
import { LessonChips } from "./LessonChips.tsx"
import { useDrawn } from "./useDrawn.ts"

interface Props {
  readonly slot: number
  readonly day: string
  readonly period: string
  readonly isBreak: boolean
  readonly items: ReadonlyArray<CellItem>
  readonly troubled: ReadonlyMap<string, "hard" | "soft">
  readonly kind: ViewKind
  readonly names: Week["names"]
  /** Of a large row the lessons are drawn where they are near; before they ever were, something so high stands there. */
  readonly isLarge: boolean
  readonly isNear: boolean
  readonly estimate: string
  /** While a lesson is moved: which, and what would become of it here. */
  readonly moving: Moving | null
  readonly place: WirePlace | undefined
}

/** One slot of the week, and a place to drop a lesson on. What cannot be is no place to drop. */
export const SlotCell = memo((props: Props) => {
  const { slot, day, period, isBreak, items, troubled, kind, names, isLarge, isNear, estimate, moving, place } = props
  const words = useWords()
  const { whatIf } = useDesk()
  const [isOver, setOver] = useState(false)
  const cell = useRef<HTMLTableCellElement>(null)
  const { isDrawn, height } = useDrawn(cell, isNear, isLarge)
  const isDragged = moving?.isDragged === true
  const mayDrop = moving !== null && place !== undefined && place.colour !== "grey" && !place.here
  const drop = (): void => {
    setOver(false)
    if (mayDrop) void whatIf(moving.lessonId, `${day} ${period}`)
  }
  return (
    <td
      ref={cell}
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
      {/* Nothing but this changes: else the browser would not keep in place what the person looks at. */}
      {!isDrawn && <div style={{ height: height ?? estimate }} />}
      {isDrawn && items.length > 0 && (
        <LessonChips
          items={items}
          troubled={troubled}
          where={words.placed({ day, period })}
          kind={kind}
          isTerse={kind === "weekly"}
          names={names}
        />
      )}
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
