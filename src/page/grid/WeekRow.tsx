import { memo, useRef } from "react"
import type { WireGridDay } from "../../protocol/WireGrid.ts"
import { usePage } from "../desk/Desk.ts"
import type { Moving } from "../state/PageState.ts"
import type { ViewKind } from "../state/View.ts"
import type { Week } from "../state/Week.ts"
import type { CellItem, Cells } from "./cellsOf.ts"
import { chipRem } from "./chipRem.ts"
import { SlotCell } from "./SlotCell.tsx"
import { useNear } from "./useNear.ts"

interface Props {
  readonly row: number
  readonly period: WireGridDay["periods"][number]
  readonly days: ReadonlyArray<WireGridDay>
  readonly cells: Cells
  readonly troubled: ReadonlyMap<string, "hard" | "soft">
  readonly kind: ViewKind
  readonly names: Week["names"]
  readonly moving: Moving | null
}

/** A row with more lessons than this is drawn when it comes into sight. */
const drawnAtOnce = 80
const empty: ReadonlyArray<CellItem> = []

/** The same period of all days. */
export const WeekRow = memo(({ row, period, days, cells, troubled, kind, names, moving }: Props) => {
  const ref = useRef<HTMLTableRowElement>(null)
  const slots = days.flatMap(day => day.periods[row]?.slot ?? [])
  const counts = slots.map(slot => cells.get(slot)?.length ?? 0)
  const isLarge = counts.reduce((sum, n) => sum + n, 0) > drawnAtOnce
  const isNear = useNear(ref, isLarge, row === 0)
  const isMentioned = usePage(
    ({ highlighted }) =>
      highlighted.size > 0 && slots.some(slot => cells.get(slot)?.some(({ lesson }) => highlighted.has(lesson.id)))
  )
  const estimate = `${Math.max(...counts) * chipRem}rem`
  const isProposed = slots.some(slot => cells.get(slot)?.some(({ preview }) => preview === "to"))
  return (
    <tr
      ref={ref}
      data-break={period.is_break}
      data-shown={isProposed ? "proposed" : isMentioned ? "mentioned" : undefined}
    >
      <th scope="row">
        <span className="period">
          {period.name}
          {period.start !== null && <span className="time">{period.start}</span>}
        </span>
      </th>
      {days.map(day => {
        const at = day.periods[row]
        if (at === undefined) return <td key={day.name} className="slot none" />
        return (
          <SlotCell
            key={day.name}
            slot={at.slot}
            day={day.name}
            period={at.name}
            isBreak={at.is_break}
            items={cells.get(at.slot) ?? empty}
            troubled={troubled}
            kind={kind}
            names={names}
            isLarge={isLarge}
            isNear={isNear}
            estimate={estimate}
            moving={moving}
            place={moving?.places?.get(at.slot)}
          />
        )
      })}
    </tr>
  )
})
