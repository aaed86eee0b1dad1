/** A change that stands. */
export interface Made {
  readonly id: string
  /** It took back another one. */
  readonly isUndo: boolean
}

/** What a follow-up may refer to: the last turn of the conversation that was a command, and what it listed. */
export interface Memory {
  readonly previous: { readonly command: string; readonly parameters: Readonly<Record<string, string>> } | null
  /** Ids of the suggestions last offered, in order. */
  readonly suggestions: ReadonlyArray<string>
  /** The one suggestion that the last answer offered; null = it offered none, or several. */
  readonly offered: string | null
  /** Ids of the conflicts last listed, in order. */
  readonly conflicts: ReadonlyArray<string>
  /** The changes that this conversation made and did not take back, oldest first. */
  readonly changes: ReadonlyArray<Made>
  /** What people read in place of an id. */
  readonly labels: Readonly<Record<string, string>>
}

export const nothingYet: Memory = {
  previous: null,
  suggestions: [],
  offered: null,
  conflicts: [],
  changes: [],
  labels: {}
}
