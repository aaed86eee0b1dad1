import { dataOf } from "../../client/frames.ts"
import { type Moving, nobody, type Pane } from "../state/PageState.ts"
import { scheduleContext } from "../state/scheduleContext.ts"
import { entitiesOf, type View } from "../state/View.ts"
import { messageOf, type Tools, toast } from "./Tools.ts"

const settleMillis = 200

/** What the person looks at, which the server is told once it has settled. */
export const makeLooking = (tools: Tools) => {
  const { client, store, aside } = tools
  let timer: ReturnType<typeof setTimeout> | null = null
  const tell = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => client.view(scheduleContext(store.get())), settleMillis)
  }

  const show = (more: Partial<View>): void => {
    store.set(({ view, week }) => {
      const next = { ...view, ...more }
      const entities = week === null ? [] : entitiesOf(week, next.kind)
      const isThere = entities.some(({ id }) => id === next.entityId)
      return { view: { ...next, entityId: isThere ? next.entityId : (entities[0]?.id ?? null) } }
    })
    tell()
  }

  const select = (lessonId: string | null): void => {
    store.set(({ moving }) => ({ lessonId, moving: moving?.lessonId === lessonId ? moving : null }))
    tell()
  }

  /** Shows where these lessons are; one that another view has is no reason to leave the week. */
  const highlight = (lessonIds: ReadonlyArray<string>): void => {
    const ids = new Set(lessonIds)
    store.set(({ week, view }) => {
      const hidden =
        view.kind !== "weekly" &&
        [...ids].some(id => {
          const lesson = week?.lessons.get(id)
          const all = [...(lesson?.teacher_ids ?? []), ...(lesson?.class_ids ?? []), ...(lesson?.room_ids ?? [])]
          return lesson !== undefined && !all.includes(view.entityId ?? "")
        })
      return {
        highlighted: ids,
        pane: "week",
        view: hidden ? { ...view, kind: "weekly", entityId: null, onlyConflicts: false } : view
      }
    })
    tell()
  }

  const selectConflict = (conflictId: string | null): void => {
    const conflict = store.get().conflicts.find(({ id }) => id === conflictId)
    if (conflict === undefined) return store.set(() => ({ conflictId: null, highlighted: nobody }))
    highlight(conflict.lessons)
    store.set(() => ({ conflictId }))
  }

  const isStill = (moving: Moving): boolean => store.get().moving?.lessonId === moving.lessonId

  const startMoving = async (lessonId: string, isDragged = false): Promise<void> => {
    const moving: Moving = { lessonId, isDragged, places: null }
    store.set(() => ({ moving, lessonId, previewId: null, pane: "week" }))
    try {
      const answer = await client.command("/where", { lesson: lessonId }, aside).answer
      const places = new Map(dataOf(answer, "where")?.places.map(place => [place.slot.slot, place]))
      if (isStill(moving)) store.set(() => ({ moving: { ...moving, places } }))
    } catch (error) {
      if (isStill(moving)) store.set(() => ({ moving: null }))
      toast(tools, { text: messageOf(error), tone: "bad", change: null })
    }
  }
  const stopMoving = (): void => store.set(() => ({ moving: null }))

  client.on("change", () => {
    const { moving } = store.get()
    if (moving !== null) void startMoving(moving.lessonId, moving.isDragged)
  })
  const pane = (next: Pane): void => store.set(() => ({ pane: next }))
  const dismiss = (id: string): void => store.set(({ toasts }) => ({ toasts: toasts.filter(one => one.id !== id) }))
  return { show, select, highlight, selectConflict, startMoving, stopMoving, pane, dismiss }
}
