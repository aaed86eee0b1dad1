import type { Cue } from "./Cue.ts"
import type { Part, PartOf } from "./Part.ts"
import type { Mention, NameKind } from "./Sign.ts"

/** What a sentence has in it: a cue, "@" and a kind of name, "#" and any other kind of part. */
export type Feature = Cue | `@${NameKind}` | `#${Exclude<Part["is"], "cue" | "mention">}`

/** A sentence, taken apart. */
export interface Reading {
  readonly parts: ReadonlyArray<Part>
  readonly features: ReadonlySet<Feature>
  /** The first word that is more than courtesy, where that is a cue. */
  readonly opensWith: Cue | null
  readonly isQuestion: boolean
  /** What stands after "because", as typed; null without. */
  readonly why: string | null
}

export const featureOf = (part: Part): Feature =>
  part.is === "cue" ? part.cue : part.is === "mention" ? `@${part.mention.kind}` : `#${part.is}`

export const has = ({ features }: Reading, ...all: ReadonlyArray<Feature>): boolean =>
  all.every(feature => features.has(feature))

export const hasAny = ({ features }: Reading, ...some: ReadonlyArray<Feature>): boolean =>
  some.some(feature => features.has(feature))

export const partsOfKind = <Is extends Part["is"]>(parts: ReadonlyArray<Part>, is: Is): ReadonlyArray<PartOf<Is>> =>
  parts.filter((part): part is PartOf<Is> => part.is === is)

export const mentionsIn = (parts: ReadonlyArray<Part>, kind: NameKind): ReadonlyArray<Mention> =>
  partsOfKind(parts, "mention").flatMap(({ mention }) => (mention.kind === kind ? [mention] : []))
