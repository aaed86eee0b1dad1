import type { LiveScore, Units } from "../../constraints/LiveScore.ts"
import type { Score } from "../../constraints/Tally.ts"
import { unitsPerWeight } from "../../constraints/Tally.ts"
import type { Proposal } from "../Proposal.ts"
import { proposalOf } from "../proposalOf.ts"
import type { OptimiseRequest } from "../SearchRequest.ts"
import { compare } from "../Shortlist.ts"
import { Annealing } from "./Annealing.ts"
import { Board } from "./Board.ts"
import { Construction } from "./Construction.ts"
import { changesTo } from "./changesTo.ts"
import { FewerMoves } from "./FewerMoves.ts"
import { movableIn } from "./movable.ts"
import { seeded } from "./Random.ts"

/** Placings that are spent on putting lessons in trouble elsewhere. */
const mostPlacings = 1_500
/** How often that is tried from the best plan, before annealing goes on: it is much cheaper than a round of that. */
const mostTries = 8
/** Rounds without less hard cost before starting afresh. */
const patience = 3

/**
 * Makes a week, or the part of it that a request names, as good as time allows, a slice at a time: first places what has
 * no place, then anneals. Never moves pinned lessons or others than asked for, and its best is never worse than the
 * start. The live score that it is given stays as it is. Equal seeds and numbers of moves give equal results.
 */
export class WeekOptimiser {
  readonly #live: LiveScore
  readonly #board: Board
  readonly #construction: Construction
  readonly #annealing: Annealing
  #moves = 0
  /** Whether a round of annealing has ended since lessons were last placed. */
  #roundEnded = false
  /** Least hard cost at the end of a round since all were placed, and rounds since it was reached. */
  #leastHard = Number.POSITIVE_INFINITY
  #stale = 0
  #tries = 0
  /** Fewest lessons away from the start in a plan without hard cost, and rounds since there were more. */
  #leastAway = Number.POSITIVE_INFINITY
  #idleRounds = 0

  constructor(live: LiveScore, request: OptimiseRequest) {
    const random = seeded(request.seed)
    this.#live = live
    this.#board = new Board(live, movableIn(live, request.scope), request.scope.days, random)
    this.#construction = new Construction(this.#board, random)
    this.#annealing = new Annealing(this.#board, random)
  }

  /** About so many moves more; one is a place, an exchange or a room for a lesson of which it is decided whether to take it. */
  step(moves: number): void {
    for (const end = this.#moves + moves; this.#moves < end && !this.done; ) {
      if (this.#construction.gaveUp) {
        this.#construction.stop()
        this.#board.backToBase()
        if (++this.#tries < mostTries) this.#placeAgain()
      } else if (!this.#construction.over) this.#moves += this.#construction.step()
      else if (this.#annealing.over) this.#turn()
      else {
        this.#annealing.step()
        this.#moves += 1
      }
    }
  }

  /**
   * A round of annealing is over. While something hard is left, its lessons are placed anew; when that no longer helps,
   * all are, as if for the first time.
   */
  #turn(): void {
    const { best, live } = this.#board
    if (best.score.hard === 0) {
      this.#idleRounds = best.away < this.#leastAway ? 0 : this.#idleRounds + 1
      this.#leastAway = best.away
      this.#board.backToBest()
    } else if (this.#roundEnded) {
      this.#stale = live.total.hard < this.#leastHard ? 0 : this.#stale + 1
      this.#leastHard = Math.min(this.#leastHard, live.total.hard)
      this.#roundEnded = false
      this.#tries = 0
      if (this.#stale < patience) return this.#placeAgain()
      this.#stale = 0
      this.#leastHard = Number.POSITIVE_INFINITY
      this.#annealing.restart()
      this.#construction.afresh()
      return this.#board.startAgain()
    }
    this.#annealing.reheat()
    this.#roundEnded = true
  }

  #placeAgain(): void {
    this.#construction.again(this.#board.troubled(), mostPlacings)
  }

  /** Moves weighed so far. Most are rejected by what they cost by themselves and in clashes; `judged` went on to the live score. */
  get moves(): number {
    return this.#moves
  }

  get judged(): number {
    return this.#board.judged
  }

  get phase(): "placing" | "optimising" {
    return this.#construction.over ? "optimising" : "placing"
  }

  /** Nothing gets better: nothing may be moved, or nothing costs anything, and with fewer moves it has not been had for a while. */
  get done(): boolean {
    const { best, blocks } = this.#board
    const { hard, soft } = best.score
    return blocks.lessons.length === 0 || (hard === 0 && soft === 0 && (best.away === 0 || this.#idleRounds > patience))
  }

  get score(): Score {
    return scoreOf(this.#board.live.total)
  }

  get bestScore(): Score {
    return scoreOf(this.#board.best.score)
  }

  /** The best so far against the start, without moves that do not pay; null = nothing is better. */
  best(): Proposal | null {
    return this.proposals()[0] ?? null
  }

  /** The best, and if nearly all of its gain can be had with fewer lessons, that too; none = nothing is better than the start. */
  proposals(): ReadonlyArray<Proposal> {
    const live = this.#live
    const { best } = this.#board
    if (compare(best.score, live.total) >= 0) return []
    const changes = changesTo(live, best)
    const { lessonIndex } = live.rulebook.model
    return new FewerMoves(live, this.#board)
      .sets()
      .map(lessons => changes.filter(({ lessonId }) => lessons.has(lessonIndex.get(lessonId) ?? -1)))
      .map(some => proposalOf(live, some))
  }
}

const scoreOf = ({ hard, soft }: Units): Score => ({ hard: hard / unitsPerWeight, soft: soft / unitsPerWeight })
