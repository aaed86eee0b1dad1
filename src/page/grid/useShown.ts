import { useEffect, useRef } from "react"

/** What is proposed goes before what is only mentioned. */
const kinds = [
  { row: 'tr[data-shown="proposed"]', chip: '.chip[data-preview="to"]' },
  { row: 'tr[data-shown="mentioned"]', chip: '.chip[data-highlighted="true"]' }
] as const

/** Frames. A row that comes into sight is drawn a cell a frame, after others perhaps, and then its neighbours are. */
const untilDrawn = 120
const untilStill = 15

/** The first lesson, or its row where that is not drawn yet. */
const find = (scroll: Element): Element | null => {
  for (const { row, chip } of kinds) {
    const first = scroll.querySelector(row)
    const found = first === null ? scroll.querySelector(chip) : (first.querySelector(chip) ?? first)
    if (found !== null) return found
  }
  return null
}

/** Brings what is proposed or mentioned into sight when that changes; the ref is of what scrolls. */
export const useShown = (previewId: string | null, highlighted: ReadonlySet<string>) => {
  const scroll = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = scroll
    if (current === null || (previewId === null && highlighted.size === 0)) return
    let asked = 0
    const look = (left: number): void => {
      const found = find(current)
      found?.scrollIntoView({ block: "nearest", inline: "nearest" })
      const more = found?.tagName === "TR" ? left : Math.min(left, untilStill)
      if (more > 0) asked = requestAnimationFrame(() => look(more - 1))
    }
    look(find(current)?.tagName === "TR" ? untilDrawn : 0)
    return () => cancelAnimationFrame(asked)
  }, [previewId, highlighted])
  return scroll
}
