import type { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { useWords } from "../words/Words.ts"

const signed = (n: number): string => {
  const rounded = Math.round(n * 100) / 100
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${Math.abs(rounded)}` : "±0"
}

/** What a suggestion does to the score: below zero is better. */
export const Gain = ({ suggestion: { delta, resolved, added, cut } }: { readonly suggestion: WireSuggestion }) => {
  const words = useWords()
  const isGood = delta.hard < 0 || (delta.hard === 0 && delta.soft < 0)
  const isBad = delta.hard > 0 || (delta.hard === 0 && delta.soft > 0)
  return (
    <span className="gain" data-tone={isGood ? "good" : isBad ? "bad" : "even"}>
      <span className="hidden">{words.gain}: </span>
      {words.scoreChange(signed(delta.hard), signed(delta.soft))}
      <span className="quiet">
        {" "}
        {words.resolves(cut?.resolved ?? resolved.length)}, {words.adds(cut?.added ?? added.length)}
      </span>
    </span>
  )
}
