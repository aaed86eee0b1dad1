/**
 * Names that "+" separates in one cell. Names may have a "+" in them: the longest that are known go first, as long as
 * that leaves a way to read the rest; null when there is none. An empty text has no names.
 */
export const splitNames = (text: string, known: ReadonlySet<string>): ReadonlyArray<string> | null => {
  if (text === "") return []
  if (known.has(text)) return [text]
  const parts = text.split("+")
  const longest = Math.min(parts.length, mostParts(known))
  // Per place: the names from there to the end; null = they cannot be read.
  const from: Array<ReadonlyArray<string> | null> = new Array(parts.length).fill(null)
  from.push([])
  for (let begin = parts.length - 1; begin >= 0; begin--)
    for (let end = Math.min(parts.length, begin + longest); end > begin && from[begin] === null; end--) {
      const name = parts.slice(begin, end).join("+").trim()
      const rest = from[end] ?? null
      if (rest !== null && known.has(name)) from[begin] = [name, ...rest]
    }
  return from[0] ?? null
}

/** The first of the plain parts of a cell that is no name: for whoever has to say why it cannot be read. */
export const unknownName = (text: string, known: ReadonlySet<string>): string =>
  text
    .split("+")
    .map(part => part.trim())
    .find(part => !known.has(part)) ?? text

const counted = new WeakMap<ReadonlySet<string>, number>()

const mostParts = (known: ReadonlySet<string>): number => {
  const before = counted.get(known)
  if (before !== undefined) return before
  let most = 1
  for (const name of known) most = Math.max(most, name.split("+").length)
  counted.set(known, most)
  return most
}
