import { memo, useRef } from "react"
import type { WireGridDay } from "../../protocol/WireGrid.ts"
import type { WirePlace } from "../../protocol/WirePlaces.ts"
import { usePage } from "../desk/Desk.ts"
import type { Cells } from "./cellsOf.ts"
import { SlotCell } from "./SlotCell.tsx"
import { useNear } from "./useNear.ts"

interface Props {
  readonly row: number
  readonly period: WireGridDay["periods"][number]
  readonly days: ReadonlyArray<WireGridDay>
  readonly cells: Cells
  readonly troubled: ReadonlyMap<string, "hard" | "soft">
  readonly places: ReadonlyMap<number, WirePlace> | null
}

/** A row with more lessons than this is drawn when it comes into sight; about so high is one of its chips. */
const drawnAtOnce = 80
const chipRem = 1.85

/** The same period of all days. */
export const WeekRow = memo(({ row, period, days, cells, troubled, places }: Props) => {
  const ref = useRef<HTMLTableRowElement>(null)
  const slots = days.flatMap(day => day.periods[row]?.slot ?? [])
  const counts = slots.map(slot => cells.get(slot)?.length ?? 0)
  const isLarge = counts.reduce((sum, n) => sum + n, 0) > drawnAtOnce
  const isNear = useNear(ref, isLarge, row === 0)
  const isMentioned = usePage(
    ({ highlighted }) =>
      highlighted.size > 0 && slots.some(slot => cells.get(slot)?.some(({ lesson }) => highlighted.has(lesson.id)))
  )
  const isProposed = slots.some(slot => cells.get(slot)?.some(({ preview }) => preview === "to"))
  return (
    <tr ref={ref} data-break={period.is_break} data-shown={isProposed || isMentioned}>
      <th scope="row">
        <span className="period">
          {period.name}
          {period.start !== null && <span className="time">{period.start}</span>}
        </span>
      </th>
      {days.map(day => {
        const at = day.periods[row]
        if (at === undefined) return <td key={day.name} className="slot none" />
        return isNear ? (
          <SlotCell
            key={day.name}
            slot={at.slot}
            day={day.name}
            period={at.name}
            isBreak={at.is_break}
            items={cells.get(at.slot)}
            troubled={troubled}
            place={places?.get(at.slot)}
          />
        ) : (
          <td key={day.name} className="slot" style={{ height: `${Math.max(...counts) * chipRem}rem` }} />
        )
      })}
    </tr>
  )
})
