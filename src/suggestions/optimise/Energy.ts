import type { Rulebook } from "../../constraints/Evaluation.ts"
import type { Units } from "../../constraints/LiveScore.ts"

/**
 * One number for (hard, soft), so that annealing can weigh them: a hard unit counts for several of the dearest soft
 * ones. What is kept as best is still compared hard first, then soft.
 */
export interface Energy {
  /** How many soft units a hard one is worth; whole, so that sums of energies stay exact. */
  readonly perHard: number
  /** What the cheapest hard, the dearest and the cheapest soft deviation add. 0 where there are none. */
  readonly leastHard: number
  readonly mostSoft: number
  readonly leastSoft: number
}

export const energyFor = ({ monitors }: Rulebook): Energy => {
  const weights = (hard: boolean): ReadonlyArray<number> =>
    monitors.filter(monitor => monitor.constraint.hard === hard && monitor.weight > 0).map(({ weight }) => weight)
  const hards = weights(true)
  const softs = weights(false)
  const leastHard = hards.length === 0 ? 0 : Math.min(...hards)
  const mostSoft = softs.length === 0 ? 0 : Math.max(...softs)
  const perHard = leastHard === 0 ? 1 : Math.max(1, Math.ceil((4 * mostSoft) / leastHard))
  return {
    perHard,
    leastHard: perHard * leastHard,
    mostSoft,
    leastSoft: softs.length === 0 ? 0 : Math.min(...softs)
  }
}

export const energyOf = ({ perHard }: Energy, { hard, soft }: Units): number => perHard * hard + soft
