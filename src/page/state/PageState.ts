import type { Status } from "../../client/Link.ts"
import type { Data } from "../../protocol/Data.ts"
import type { WireCommand, WireConflict } from "../../protocol/Facts.ts"
import type { ServerEventOf } from "../../protocol/ServerFrame.ts"
import type { WireChange } from "../../protocol/WireChange.ts"
import type { WireConversation } from "../../protocol/WireConversation.ts"
import type { WirePlace } from "../../protocol/WirePlaces.ts"
import type { Cards } from "./Card.ts"
import type { Importing } from "./Importing.ts"
import type { Messages } from "./Message.ts"
import { type View, wholeWeek } from "./View.ts"
import type { Week } from "./Week.ts"

/** A lesson that is being moved; where it may go is asked for when that begins. */
export interface Moving {
  readonly lessonId: string
  /** By a mouse that holds it: nothing may shift under it. */
  readonly isDragged: boolean
  readonly places: ReadonlyMap<number, WirePlace> | null
}

export interface Toast {
  readonly id: string
  readonly text: string
  readonly tone: "news" | "good" | "bad"
  /** A change that can be taken back from here. */
  readonly change: WireChange | null
  /** A timetable that can be opened from here. */
  readonly timetableId: string | null
}

export type Pane = "week" | "conflicts" | "chat"

/** All that the page shows; made of what the server said and what the person did, and of nothing else. */
export interface PageState {
  readonly status: Status
  readonly assistant: { readonly provider: string; readonly state: string } | null
  readonly user: { readonly id: string; readonly name: string } | null
  readonly commands: ReadonlyArray<typeof WireCommand.Type>
  readonly week: Week | null
  readonly conflicts: ReadonlyArray<WireConflict>
  readonly conflictTotal: number
  readonly score: { readonly hard: number; readonly soft: number } | null
  /** Since when what is shown may be old: the last time that the server was there; null: it is, or never was. */
  readonly knownAt: number | null
  /** Why there is no week, or why it may be old. */
  readonly weekTrouble: string | null
  readonly view: View
  readonly lessonId: string | null
  readonly highlighted: ReadonlySet<string>
  readonly conflictId: string | null
  readonly moving: Moving | null
  readonly previewId: string | null
  readonly cards: Cards
  readonly messages: Messages
  readonly conversations: ReadonlyArray<typeof WireConversation.Type> | null
  /** Why a token is asked for; null: it is not. */
  readonly signIn: "needed" | "ending" | null
  readonly importing: Importing | null
  /** Those of the school; null: nobody asked yet. */
  readonly timetables: Extract<Data, { readonly kind: "timetables" }>["timetables"] | null
  readonly presence: ServerEventOf<"presence"> | null
  readonly toasts: ReadonlyArray<Toast>
  /** Which part a narrow screen shows. */
  readonly pane: Pane
}

export const nobody: ReadonlySet<string> = new Set()

export const initial: PageState = {
  status: { state: "connecting", attempt: 0 },
  assistant: null,
  user: null,
  commands: [],
  week: null,
  conflicts: [],
  conflictTotal: 0,
  score: null,
  knownAt: null,
  weekTrouble: null,
  view: wholeWeek,
  lessonId: null,
  highlighted: nobody,
  conflictId: null,
  moving: null,
  previewId: null,
  cards: new Map(),
  messages: [],
  conversations: null,
  signIn: null,
  importing: null,
  timetables: null,
  presence: null,
  toasts: [],
  pane: "week"
}
