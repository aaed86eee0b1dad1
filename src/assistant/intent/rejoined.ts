import type { Lexicon } from "./Lexicon.ts"
import type { Token } from "./Token.ts"

/** Words between the two parts of a verb, at most: bounds the work. */
const farthest = 12

/**
 * "Lehne den zweiten ab" with its verb in one piece: "lehne ab den zweiten". The second part ends a clause; the first is
 * the nearest word before it that makes a verb of the table with it. null: no verb is in two parts.
 */
export const rejoined = (tokens: ReadonlyArray<Token>, lexicon: Lexicon): ReadonlyArray<Token> | null => {
  const words = [...tokens]
  let found = false
  for (const [at, token] of tokens.entries()) {
    const verb =
      (at === tokens.length - 1 || endsClause(token)) && lexicon.particles.has(token.text)
        ? verbBefore(tokens, at, lexicon)
        : null
    if (verb === null) continue
    words.splice(at, 1)
    words.splice(verb + 1, 0, token)
    found = true
  }
  return found ? words : null
}

const endsClause = ({ calls, dotted }: Token): boolean => calls || dotted

/** Within the clause: so what is moved for one verb leaves the places of all others as they are. */
const verbBefore = (tokens: ReadonlyArray<Token>, at: number, { signs }: Lexicon): number | null => {
  const far = tokens.slice(Math.max(0, at - farthest), at)
  const clause = far.slice(far.findLastIndex(endsClause) + 1)
  const verb = clause.findLastIndex(({ text }) => signs.get(`${text} ${tokens[at]?.text}`)?.is === "cue")
  return verb < 0 ? null : at - clause.length + verb
}
