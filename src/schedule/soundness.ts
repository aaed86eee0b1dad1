import type { TimetableBody } from "../timetable/Timetable.ts"

/** Something in a body that no repository keeps: it would be lost, or come back as something else. */
export interface Unsound {
  /** E.g. "teachers[3]". */
  readonly path: string
  readonly id: string
  /** `repeated`: an earlier one of the list has this id. `text`: it holds a NUL or half of a surrogate pair. */
  readonly reason: "repeated" | "text"
}

/** Everything unsound in a body, in its order. Beside `danglingReferences`: together they are what `put` refuses. */
export const unsoundness = (body: TimetableBody): ReadonlyArray<Unsound> => {
  const { grid, cycle, placements, groups, ...lists } = body
  const out: Array<Unsound> = []
  const check = (list: string, entries: ReadonlyArray<unknown>, idOf: (index: number) => string) => {
    const seen = new Set<string>()
    entries.forEach((entry, i) => {
      const id = idOf(i)
      const path = `${list}[${i}]`
      if (seen.has(id)) out.push({ path, id, reason: "repeated" })
      if (!isStorable(entry)) out.push({ path, id, reason: "text" })
      seen.add(id)
    })
  }
  check("grid", [grid], () => "grid")
  check("cycle", [cycle], () => "cycle")
  for (const [list, entries] of Object.entries(lists)) check(list, entries, i => entries[i]?.id ?? "")
  check("groups", groups, i => `${groups[i]?.of} ${groups[i]?.id}`)
  check("placements", placements, i => placements[i]?.lessonId ?? "")
  return out
}

const isStorable = (value: unknown): boolean => {
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value) && !value.includes("\0")
  if (typeof value !== "object" || value === null) return true
  return Array.isArray(value)
    ? value.every(isStorable)
    : Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner))
}
