import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"

/** An answer's text without the lines that its suggestions' cards tell: else the first card is a screen further down. */
export const withoutRepeats = (text: string, suggestions: ReadonlyArray<Pick<WireSuggestion, "reason">>): string => {
  const told = new Set(suggestions.map(({ reason }, i) => `${i + 1}. ${reason}`))
  return text
    .split("\n")
    .filter(line => !told.has(line))
    .join("\n")
}
