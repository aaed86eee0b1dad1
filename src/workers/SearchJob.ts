import type { LiveScore } from "../constraints/LiveScore.ts"
import { type Score, unitsPerWeight } from "../constraints/Tally.ts"
import { WeekOptimiser } from "../suggestions/optimise/WeekOptimiser.ts"
import type { Proposal } from "../suggestions/Proposal.ts"
import type { OptimiseRequest, SearchRequest, SuggestRequest } from "../suggestions/SearchRequest.ts"
import { SuggestSearch } from "../suggestions/SuggestSearch.ts"

/** A search of either kind, in steps that are short against a slice of a few milliseconds. It keeps no clock. */
export interface SearchJob {
  /** true = there is nothing left to do. */
  readonly step: () => boolean
  readonly phase: () => string
  /** Of the plan it is at, and of the best so far. */
  readonly score: () => Score
  readonly bestScore: () => Score
  readonly proposals: () => ReadonlyArray<Proposal>
  readonly nodes: () => number
  readonly complete: () => boolean
}

export const makeSearchJob = (live: LiveScore, request: SearchRequest, published: boolean): SearchJob =>
  request._tag === "Optimise" ? optimisation(live, request) : suggestions(live, request, published)

const movesAStep = 32
const nodesAStep = 32

const optimisation = (live: LiveScore, request: OptimiseRequest): SearchJob => {
  const optimiser = new WeekOptimiser(live, request)
  return {
    step: () => {
      optimiser.step(movesAStep)
      return optimiser.done
    },
    phase: () => optimiser.phase,
    score: () => optimiser.score,
    bestScore: () => optimiser.bestScore,
    proposals: () => optimiser.proposals(),
    nodes: () => optimiser.moves,
    complete: () => optimiser.done
  }
}

const suggestions = (live: LiveScore, request: SuggestRequest, published: boolean): SearchJob => {
  const search = new SuggestSearch(live, request, published)
  const now = { hard: live.total.hard / unitsPerWeight, soft: live.total.soft / unitsPerWeight }
  return {
    step: () => search.step(nodesAStep),
    phase: () => "searching",
    score: () => now,
    bestScore: () => search.best()[0]?.delta.after ?? now,
    proposals: () => search.best(),
    nodes: () => search.nodes,
    complete: () => search.complete
  }
}
