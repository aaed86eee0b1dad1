/** What a follow-up may refer to: the last turn of the conversation that was a command, and what it listed. */
export interface Memory {
  readonly previous: { readonly command: string; readonly parameters: Readonly<Record<string, string>> } | null
  /** Ids of the suggestions last offered, in order. */
  readonly suggestions: ReadonlyArray<string>
  /** Ids of the conflicts last listed, in order. */
  readonly conflicts: ReadonlyArray<string>
  /** The change that this conversation made last. */
  readonly lastChange: string | null
}

export const nothingYet: Memory = { previous: null, suggestions: [], conflicts: [], lastChange: null }
