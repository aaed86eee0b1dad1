import { restored, type Snapshot, snapshotOf } from "../state/snapshot.ts"
import type { Tools } from "./Tools.ts"

/** In this tab only, and no longer than it: what stands in a timetable is not for whoever opens the browser next. */
const snapshotKey = "timetable-chat.last"

/** What was on the screen, kept for a reload without a network. */
export const makeRemembering = ({ store, conversation }: Tools) => {
  const key = (): string => `${conversation()} ${location.search}`

  const read = (): Snapshot | null => {
    try {
      const kept: Snapshot | null = JSON.parse(sessionStorage.getItem(snapshotKey) ?? "null")
      return kept?.key === key() ? kept : null
    } catch {
      return null
    }
  }

  const keep = (): void => {
    const state = store.get()
    const at = state.status.state === "online" ? Date.now() : (state.knownAt ?? Date.now())
    const snapshot = snapshotOf(key(), at, state)
    try {
      if (snapshot !== null) sessionStorage.setItem(snapshotKey, JSON.stringify(snapshot))
    } catch {
      // A school that is too large for the tab's storage is loaded anew.
      sessionStorage.removeItem(snapshotKey)
    }
  }

  const forget = (): void => sessionStorage.removeItem(snapshotKey)

  const last = read()
  if (last !== null) store.set(() => restored(last))
  addEventListener("pagehide", keep)
  return { forget }
}
