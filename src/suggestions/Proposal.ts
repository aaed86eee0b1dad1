import type { Delta } from "../constraints/Delta.ts"
import type { Change } from "../timetable/Change.ts"

/** What a proposal does: a lesson moves, two trade places, several move after one another, … Source: TIMETABLING.md. */
export const proposalKinds = ["move", "swap", "chain", "room", "teacher", "multi"] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** How much people have to get used to: lessons touched; of them, those at another time or in another room; days, teachers and classes concerned. */
export interface Disturbance {
  readonly lessons: number
  readonly times: number
  readonly rooms: number
  readonly days: number
  readonly teachers: number
  readonly classes: number
}

/** Changes that work together, with what the evaluator says of them. A value: storing and applying it is somebody else's job. */
export interface Proposal {
  readonly kind: ProposalKind
  readonly changes: ReadonlyArray<Change>
  readonly delta: Delta
  readonly disturbance: Disturbance
  /** One sentence, made of computed facts: what moves, what that resolves, what it costs. */
  readonly reason: string
}
