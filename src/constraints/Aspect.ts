/**
 * What a change can alter of a lesson, as bits: a point that heeds the rooms alone need not be asked when the lesson
 * keeps them.
 */
export const aspect = {
  /** When it begins, or whether it is placed at all. */
  time: 1,
  /** How many slots it occupies, and whether it is placed at all. */
  length: 2,
  rooms: 4,
  teachers: 8,
  fillers: 16
} as const

export const everyAspect = 31

/** Whether two lists, ascending or by role, are different. */
export const differ = (a: Int32Array, b: Int32Array): boolean => {
  if (a === b) return false
  if (a.length !== b.length) return true
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return true
  return false
}
