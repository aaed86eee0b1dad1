import type { Words } from "./Language.ts"

/** Every word of the first with every word of the next, and so on: "for a, for the" and "meeting" are two phrases. */
export const joined = (...groups: ReadonlyArray<Words>): Words =>
  groups
    .map(group => group.split(",").map(word => word.trim()))
    .reduce((before, after) => before.flatMap(head => after.map(tail => `${head} ${tail}`.trim())), [""])
    .join(", ")
