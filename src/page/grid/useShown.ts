import { useEffect, useRef } from "react"

const meant = '[data-preview="to"], .chip[data-highlighted="true"]'

/** Brings what is proposed or mentioned into sight when that changes; the ref is of what scrolls. */
export const useShown = (previewId: string | null, highlighted: ReadonlySet<string>) => {
  const scroll = useRef<HTMLElement>(null)
  useEffect(() => {
    if (previewId !== null || highlighted.size > 0)
      scroll.current?.querySelector(meant)?.scrollIntoView({ block: "nearest", inline: "nearest" })
  }, [previewId, highlighted])
  return scroll
}
