import { Schema } from "effect"

/** XHSTT's Minimum and Maximum. */
export const bounds = { minimum: Schema.NonNegativeInt, maximum: Schema.NonNegativeInt }

export interface Bounds {
  readonly minimum: number
  readonly maximum: number
}

/** How far a number lies outside, either way; 0 inside. */
export const outside = (value: number, { minimum, maximum }: Bounds): number =>
  value < minimum ? minimum - value : value > maximum ? value - maximum : 0

/** "at least 2", "at most 5", "2 to 5", "exactly 2": what the bounds ask for. */
export const asked = ({ minimum, maximum }: Bounds): string => {
  if (minimum === 0) return `at most ${maximum}`
  if (minimum === maximum) return `exactly ${minimum}`
  return `${minimum} to ${maximum}`
}
