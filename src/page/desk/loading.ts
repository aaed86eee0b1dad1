import { type Answer, dataOf } from "../../client/frames.ts"
import type { WireGrid, WireGridLesson } from "../../protocol/WireGrid.ts"
import { afterChange, conflictsAfter, weekOf } from "../state/Week.ts"
import { messageOf, type Tools } from "./Tools.ts"

const pageLength = 500

/** Loads the week and its conflicts, keeps them up to date change by change, and anew where that is not enough. */
export const makeLoading = ({ client, store, aside }: Tools) => {
  let isLoading = false
  /** It became stale while it was loaded. */
  let again = false

  const page = async (nth: number): Promise<WireGrid> => {
    const answer: Answer = await client.command("/grid", { limit: pageLength, page: nth }, aside).answer
    const grid = dataOf(answer, "grid")
    if (grid === null) throw new Error("the server sent no week")
    return grid
  }

  /** All pages of one version; a change in between begins anew. */
  const wholeWeek = async (): Promise<ReturnType<typeof weekOf>> => {
    const first = await page(1)
    const count = Math.ceil(first.total / pageLength)
    const rest = await Promise.all(Array.from({ length: Math.max(0, count - 1) }, (_, i) => page(i + 2)))
    if (rest.some(({ timetable }) => timetable.version !== first.timetable.version)) return wholeWeek()
    const lessons: ReadonlyArray<WireGridLesson> = [first, ...rest].flatMap(grid => grid.lessons)
    return weekOf(first, lessons)
  }

  const loadOnce = async (): Promise<void> => {
    const [week, conflicts] = await Promise.all([
      wholeWeek(),
      client.command("/conflicts", { limit: pageLength }, aside).answer
    ])
    const found = dataOf(conflicts, "conflicts")
    store.set(() => ({
      week,
      weekTrouble: null,
      conflicts: found?.conflicts ?? [],
      conflictTotal: found?.total ?? 0,
      score: found === null ? null : { hard: found.hard, soft: found.soft }
    }))
    if (found !== null && found.timetable.version !== week.timetable.version) again = true
  }

  const load = async (): Promise<void> => {
    again = true
    if (isLoading) return
    isLoading = true
    try {
      while (again) {
        again = false
        await loadOnce()
      }
    } catch (error) {
      store.set(() => ({ weekTrouble: messageOf(error) }))
    } finally {
      isLoading = false
    }
  }

  client.on("change", change => {
    const { week, conflicts, conflictTotal } = store.get()
    const after = week === null || isLoading ? null : afterChange(week, change)
    if (after === null) return void load()
    if (after === week) return
    const { added, resolved } = change.conflicts
    store.set(({ score, moving }) => ({
      week: after,
      conflicts: conflictsAfter(conflicts, change),
      conflictTotal: conflictTotal + added.length - resolved.length,
      score: change.score.after ?? score,
      // Where it could go may have changed.
      moving: moving === null ? null : { ...moving, places: null }
    }))
  })
  client.on("stale", ({ topics }) => {
    if (topics.some(topic => topic.startsWith("timetable:"))) void load()
  })
  return { load }
}
