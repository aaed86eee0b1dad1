import type { About, Client } from "../../client/Client.ts"
import type { PageState, Toast } from "../state/PageState.ts"
import type { Store } from "../state/Store.ts"
import type { Words } from "../words/Words.ts"

/** What every part of the desk works with. */
export interface Tools {
  readonly client: Client
  readonly store: Store<PageState>
  readonly words: () => Words
  /** How the page asks for itself: beside the person's conversation, and not written down. */
  readonly aside: About
  /** Who this is, for plain requests; null: nobody asks. */
  readonly token: () => string | null
  /** The conversation on the screen. */
  readonly conversation: () => string
}

const atMost = 4
let count = 0

/** Says something in passing; the newest four stand. */
export const toast = (
  { store }: Pick<Tools, "store">,
  made: Omit<Toast, "id" | "timetableId"> & Partial<Pick<Toast, "timetableId">>
): void => {
  count += 1
  const id = `toast-${count}`
  store.set(({ toasts }) => ({ toasts: [...toasts, { timetableId: null, ...made, id }].slice(-atMost) }))
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
