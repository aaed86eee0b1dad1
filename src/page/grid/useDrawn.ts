import { startTransition, useEffect, useState } from "react"
import { inTurn } from "./inTurn.ts"

/** Whether a cell is drawn; in a large row it follows what is near, a cell a frame, and never before what a person does. */
export const useDrawn = (isNear: boolean, isLarge: boolean): boolean => {
  const [isDrawn, setDrawn] = useState(isNear && isLarge)
  useEffect(() => {
    if (!isLarge || isDrawn === isNear) return
    return inTurn(() => startTransition(() => setDrawn(isNear)))
  }, [isDrawn, isNear, isLarge])
  return !isLarge || isDrawn
}
