import type { WireGridLesson } from "../../protocol/WireGrid.ts"
import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"

/** A lesson in a cell. `part`: it began in an earlier period. `preview`: it would leave, or come. */
export interface CellItem {
  readonly lesson: WireGridLesson
  readonly isContinued: boolean
  readonly preview: "from" | "to" | null
}

export type Cells = ReadonlyMap<number, ReadonlyArray<CellItem>>

/** Which lessons stand at each slot; a preview shows what leaves a place and what comes to another. */
export const cellsOf = (lessons: ReadonlyArray<WireGridLesson>, preview: WireSuggestion | null): Cells => {
  const cells = new Map<number, Array<CellItem>>()
  const put = (lesson: WireGridLesson, slot: number | null, shown: CellItem["preview"]): void => {
    if (slot === null) return
    for (let at = slot; at < slot + lesson.duration; at++) {
      const items = cells.get(at)
      const item = { lesson, isContinued: at > slot, preview: shown }
      if (items === undefined) cells.set(at, [item])
      else items.push(item)
    }
  }
  const moves = new Map(preview?.changes.map(change => [change.lesson_id, change]))
  for (const lesson of lessons) {
    const move = moves.get(lesson.id)
    const to = move === undefined ? null : (move.to?.slot?.slot ?? null)
    const isMoved = move !== undefined && to !== lesson.slot
    put(lesson, lesson.slot, isMoved ? "from" : null)
    if (isMoved) put({ ...lesson, room_ids: move.to?.rooms.map(({ id }) => id) ?? [] }, to, "to")
  }
  return cells
}
