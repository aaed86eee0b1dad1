/** A command that could be meant, with the sentence that a button for it says. */
export interface Candidate {
  readonly label: string
  readonly command: string
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * What a sentence comes to. `Command` only when it is sure, with what was understood said back; `Ask` when a command is
 * meant but something is missing, unknown or open; `None` when it is not for a command: the assistant's turn.
 */
export type Intent =
  | {
      readonly _tag: "Command"
      readonly command: string
      readonly parameters: Readonly<Record<string, string>>
      readonly understood: string
      readonly language: string
    }
  | {
      readonly _tag: "Ask"
      readonly question: string
      /** At most 8; none where there is nothing to offer. */
      readonly candidates: ReadonlyArray<Candidate>
      readonly language: string
    }
  | { readonly _tag: "None"; readonly reason: string }

/** What was recognised of a sentence that is for no command, said back, and what could be asked about it. */
export interface Seen {
  readonly sentence: string
  readonly candidates: ReadonlyArray<Candidate>
}

export const maxCandidates = 8

export const none = (reason: string): Intent => ({ _tag: "None", reason })
