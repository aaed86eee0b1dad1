import type { Conflict } from "./Conflict.ts"

/** Totals, compared lexicographically: any hard cost is worse than all soft ones together. */
export interface Score {
  readonly hard: number
  readonly soft: number
}

export interface KindTotal extends Score {
  readonly count: number
}

export interface Tally extends Score {
  readonly byKind: Readonly<Record<string, KindTotal>>
}

/**
 * Weights have at most four decimals: costs are computed and summed in whole ten-thousandths, so that they are exact and
 * the order of summing never matters.
 */
export const unitsPerWeight = 10_000

/** Sums costs over all conflicts and by kind. */
export const tally = (conflicts: ReadonlyArray<Conflict>): Tally => {
  const kinds = new Map<string, { hard: number; soft: number; count: number }>()
  const all = { hard: 0, soft: 0 }
  for (const { kind, severity, cost } of conflicts) {
    const total = kinds.get(kind) ?? { hard: 0, soft: 0, count: 0 }
    kinds.set(kind, total)
    const units = Math.round(cost * unitsPerWeight)
    total[severity] += units
    total.count += 1
    all[severity] += units
  }
  return {
    hard: all.hard / unitsPerWeight,
    soft: all.soft / unitsPerWeight,
    byKind: Object.fromEntries(
      [...kinds].map(([kind, { hard, soft, count }]) => [
        kind,
        { hard: hard / unitsPerWeight, soft: soft / unitsPerWeight, count }
      ])
    )
  }
}
