import type { Cue } from "./Cue.ts"
import type { Given } from "./Given.ts"
import type { Part } from "./Part.ts"
import type { Piece } from "./Piece.ts"
import type { Mention, NameKind } from "./Sign.ts"

/** Parts that stand for the next pieces of a sentence. */
export interface Taken {
  readonly parts: ReadonlyArray<Part>
  /** Pieces it takes. */
  readonly used: number
}

/** What the pieces from here on mean together; null when this rule has nothing to say of them. */
export type Rule = (pieces: ReadonlyArray<Piece>, at: number, given: Given) => Taken | null

export const take = (used: number, ...parts: ReadonlyArray<Part>): Taken => ({ parts, used })
export const mention = (named: Mention): Part => ({ is: "mention", mention: named })

export const first = (pieces: ReadonlyArray<Piece>, at: number) => pieces[at]?.signs[0]
export const cueAt = (pieces: ReadonlyArray<Piece>, at: number): Cue | null => {
  const sign = first(pieces, at)
  return sign?.is === "cue" ? sign.cue : null
}
export const numberAt = (pieces: ReadonlyArray<Piece>, at: number): number | null => {
  const sign = first(pieces, at)
  return sign?.is === "number" ? sign.n : null
}
/** No filler stood between that fell away. */
export const touching = (pieces: ReadonlyArray<Piece>, at: number): boolean => pieces[at + 1]?.first === pieces[at]?.end
export const ordinalAt = (pieces: ReadonlyArray<Piece>, at: number): number | null => {
  const sign = first(pieces, at)
  return sign?.is === "ordinal" ? sign.n : null
}
export const nameAt = (pieces: ReadonlyArray<Piece>, at: number, kind: NameKind): Mention | null => {
  for (const sign of pieces[at]?.signs ?? []) {
    const found = sign.is === "names" ? sign.mentions.find(named => named.kind === kind) : undefined
    if (found !== undefined) return found
  }
  return null
}
export const missing = (kind: NameKind, asked: string): Part => mention({ kind, items: [], asked, relative: null })
