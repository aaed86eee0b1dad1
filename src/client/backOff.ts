const first = 400
const most = 30_000

/** Milliseconds before attempt number `attempt` (from 0): doubles up to half a minute, half of it left to chance. */
export const backOff = (attempt: number, random: () => number): number => {
  const whole = Math.min(most, first * 2 ** Math.min(attempt, 16))
  return Math.round(whole / 2 + (random() * whole) / 2)
}
