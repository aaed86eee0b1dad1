const waiting = new Set<() => void>()
let isAsked = false

const next = (): void => {
  const [job] = waiting
  isAsked = false
  if (job === undefined) return
  waiting.delete(job)
  ask()
  job()
}

const ask = (): void => {
  if (isAsked || waiting.size === 0) return
  isAsked = true
  requestAnimationFrame(next)
}

/** One job a frame: what a long week has to draw in many places would hold up the scrolling if it came at once. */
export const inTurn = (job: () => void): (() => void) => {
  waiting.add(job)
  ask()
  return () => waiting.delete(job)
}
