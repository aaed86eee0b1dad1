export const maxDepth = 32
export const maxKeys = 10_000

/**
 * null when a parsed JSON value is of bounded shape, else what is wrong with it. Walks with an own stack: a frame nested
 * 10 000 deep must not overflow ours.
 */
export const measureJson = (value: unknown): string | null => {
  const stack: Array<unknown> = [value]
  const depths: Array<number> = [1]
  let keys = 0
  while (stack.length > 0) {
    const top = stack.pop()
    const depth = depths.pop() ?? 1
    if (typeof top !== "object" || top === null) continue
    if (depth > maxDepth) return `nested more than ${maxDepth} levels deep`
    const isArray = Array.isArray(top)
    const children: ReadonlyArray<unknown> = isArray ? top : Object.values(top)
    if (!isArray) keys += children.length
    if (keys > maxKeys) return `more than ${maxKeys} keys`
    for (const child of children) {
      if (typeof child !== "object" || child === null) continue
      stack.push(child)
      depths.push(depth + 1)
    }
  }
  return null
}
