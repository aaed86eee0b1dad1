import { useEffect, useRef } from "react"

const chip = '[data-preview="to"], .chip[data-highlighted="true"]'

/**
 * Brings what is proposed or mentioned into sight when that changes; the ref is of what scrolls. A row that is not drawn
 * yet is scrolled to as a whole, and draws itself then.
 */
export const useShown = (previewId: string | null, highlighted: ReadonlySet<string>) => {
  const scroll = useRef<HTMLElement>(null)
  useEffect(() => {
    if (previewId === null && highlighted.size === 0) return
    const { current } = scroll
    const found = current?.querySelector(chip) ?? current?.querySelector('tr[data-shown="true"]')
    found?.scrollIntoView({ block: "nearest", inline: "nearest" })
  }, [previewId, highlighted])
  return scroll
}
