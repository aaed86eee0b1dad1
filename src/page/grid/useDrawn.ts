import { type RefObject, startTransition, useEffect, useState } from "react"
import { inTurn } from "./inTurn.ts"

/**
 * Whether what is in a cell is drawn; in a large row it follows what is near, a cell a frame, and never before what a
 * person does. `height`: how high it was, in pixels; null: it was never drawn.
 */
export const useDrawn = (cell: RefObject<HTMLElement | null>, isNear: boolean, isLarge: boolean) => {
  const [drawn, setDrawn] = useState<{ readonly is: boolean; readonly height: number | null }>({
    is: isNear && isLarge,
    height: null
  })
  useEffect(() => {
    if (!isLarge || drawn.is === isNear) return
    return inTurn(() => {
      const height = cell.current?.firstElementChild?.clientHeight ?? null
      startTransition(() => setDrawn({ is: isNear, height }))
    })
  }, [cell, drawn, isNear, isLarge])
  return { isDrawn: !isLarge || drawn.is, height: drawn.height }
}
