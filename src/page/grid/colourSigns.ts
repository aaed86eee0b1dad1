/** A colour is never alone: each has a sign for those who do not see it. */
export const colourSigns = [
  ["green", "✓"],
  ["amber", "≈"],
  ["red", "⇄"],
  ["grey", "✕"]
] as const

export const signOf = (colour: (typeof colourSigns)[number][0]): string =>
  colourSigns.find(([name]) => name === colour)?.[1] ?? ""
