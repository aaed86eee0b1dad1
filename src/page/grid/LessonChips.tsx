import { memo } from "react"
import { usePage } from "../desk/Desk.ts"
import { nobody } from "../state/PageState.ts"
import type { ViewKind } from "../state/View.ts"
import type { Week } from "../state/Week.ts"
import type { CellItem } from "./cellsOf.ts"
import { chipRem } from "./chipRem.ts"
import { LessonChip } from "./LessonChip.tsx"

interface Props {
  readonly items: ReadonlyArray<CellItem>
  readonly troubled: ReadonlyMap<string, "hard" | "soft">
  readonly where: string
  readonly kind: ViewKind
  readonly isTerse: boolean
  readonly names: Week["names"]
}

/** The lessons of one place in the grid; drawn again only when what is selected or mentioned is, or was, one of them. */
export const LessonChips = memo(({ items, troubled, where, kind, isTerse, names }: Props) => {
  const selected = usePage(({ lessonId }) =>
    lessonId !== null && items.some(({ lesson }) => lesson.id === lessonId) ? lessonId : null
  )
  const mentioned = usePage(({ highlighted }) =>
    highlighted.size > 0 && items.some(({ lesson }) => highlighted.has(lesson.id)) ? highlighted : nobody
  )
  return (
    <div className="chips" style={{ containIntrinsicHeight: `auto ${items.length * chipRem}rem` }}>
      {items.map(({ lesson, isContinued, preview }) => (
        <LessonChip
          key={`${lesson.id}${preview ?? ""}`}
          lesson={lesson}
          severity={troubled.get(lesson.id)}
          isSelected={selected === lesson.id}
          isHighlighted={mentioned.has(lesson.id)}
          isContinued={isContinued}
          preview={preview}
          where={where}
          kind={kind}
          isTerse={isTerse}
          names={names}
        />
      ))}
    </div>
  )
})
