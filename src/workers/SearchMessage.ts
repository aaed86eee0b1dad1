import type { SearchEvent } from "../suggestions/Searcher.ts"
import type { SearchRequest } from "../suggestions/SearchRequest.ts"
import type { TimetableNews } from "./TimetableNews.ts"

/** What crosses between the pool and its workers: plain values, between two halves of one program. */
export interface ToWorker {
  readonly key: string
  /** null: the worker has this very version already. */
  readonly news: TimetableNews | null
  /** null: to get to know the timetable is all there is to do. */
  readonly request: SearchRequest | null
  /** One Int32; not 0 = stop. Looked at between slices, since a thread that searches reads no messages. */
  readonly cancel: SharedArrayBuffer
}

export type FromWorker =
  | { readonly _tag: "Event"; readonly event: SearchEvent }
  /** It knows the timetable, and was not asked to search. */
  | { readonly _tag: "Ready" }
  /** It stopped when it was told to. */
  | { readonly _tag: "Cancelled" }
  /** It could not do this, but is well itself. */
  | { readonly _tag: "Failed"; readonly message: string }
