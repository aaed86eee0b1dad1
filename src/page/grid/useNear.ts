import { type RefObject, startTransition, useEffect, useState } from "react"

const margin = "300px 0px"

/** Whether something in the week is in sight, or about to be. `first`: before anybody has measured. */
export const useNear = (ref: RefObject<Element | null>, isWatched: boolean, first: boolean): boolean => {
  const [isNear, setNear] = useState(first)
  useEffect(() => {
    const { current } = ref
    if (current === null || !isWatched) return
    // Drawing hundreds of lessons must not hold up whatever the person does meanwhile.
    const see: IntersectionObserverCallback = entries =>
      startTransition(() => setNear(entries.at(-1)?.isIntersecting ?? true))
    const seen = new IntersectionObserver(see, {
      root: current.closest(".scroll"),
      rootMargin: margin
    })
    seen.observe(current)
    return () => seen.disconnect()
  }, [ref, isWatched])
  return !isWatched || isNear
}
