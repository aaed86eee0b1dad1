import type { Cue } from "./Cue.ts"
import type { KindWords } from "./Language.ts"
import type { Mention } from "./Sign.ts"

/** What a sentence says, piece by piece and in order, once neighbouring words are taken together. */
export type Part =
  | { readonly is: "cue"; readonly cue: Cue }
  | { readonly is: "mention"; readonly mention: Mention }
  /** As a command's `time` takes it: "morning", "10:15", "09:00-11:30". */
  | { readonly is: "time"; readonly time: string }
  | { readonly is: "kind"; readonly kind: KindWords }
  | { readonly is: "severity"; readonly severity: "hard" | "soft" }
  | { readonly is: "limit"; readonly limit: number }
  | { readonly is: "seconds"; readonly seconds: number }
  /** The nth of a list, from 1; -1 = the last. */
  | { readonly is: "pick"; readonly n: number }
  | { readonly is: "id"; readonly id: string }
  | { readonly is: "date"; readonly date: string }
  /** The words of a lesson: its class and subject, each a mention. */
  | { readonly is: "lesson"; readonly of: readonly [Mention, Mention] }
  /** A lesson that was spoken of before. */
  | { readonly is: "known"; readonly lesson: string }
  /** Words were passed over. */
  | { readonly is: "aside" }
  /** "for the meeting on Monday", without its day. */
  | { readonly is: "occasion" }
  | { readonly is: "unknown"; readonly text: string }

export type PartOf<Is extends Part["is"]> = Extract<Part, { readonly is: Is }>
