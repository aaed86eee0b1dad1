import { shown } from "../bench/statistics.ts"
import type { Sample } from "./Sample.ts"
import type { Score } from "./Score.ts"
import { leastSquares } from "./slope.ts"

const megabyte = 1024 ** 2

/** MB an hour, over the second half: by then all that is bounded is full. */
export const slopeOf = (samples: ReadonlyArray<Sample>, of: (sample: Sample) => number) => {
  const line = leastSquares(
    samples.slice(Math.floor(samples.length / 2)).map(sample => [sample.at / 3600, of(sample) / megabyte])
  )
  return { mbPerHour: line.slope, standardError: line.standardError }
}

/** What must be as before when all have left. */
const atRest = ["connections", "subscriptions", "runs", "fibers"] as const

/** Whatever is wrong, in words; none: the server has endured. */
export const wrongs = (score: Score, before: Sample, after: Sample): ReadonlyArray<string> => [
  ...Object.entries(score.of("wrong")).map(([what, times]) => `${times} × ${what}`),
  ...atRest
    .filter(name => after[name] !== before[name])
    .map(name => `${name}: ${before[name]} before, ${after[name]} after`)
]

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${shown(count)}`)
    .join(" · ") || "none"

/** What happened, for who watches the terminal. */
export const told = (score: Score): ReadonlyArray<string> => [
  `frames read and checked: ${shown(score.total("frames"))}`,
  `runs as followers saw them end: ${listed(score.of("outcome"))}`,
  `errors: ${listed(score.of("error"))}`,
  `connections closed: ${listed(score.of("close"))}; of garbage: ${listed(score.of("close of garbage"))}`,
  `no answer within 30 s: ${listed(score.of("late"))}`,
  `topics resumed: ${listed(score.of("resume"))}`
]
