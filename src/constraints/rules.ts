import type { Rule } from "./Rule.ts"

/** Every rule there is: the literal list. A kind that is not here does not exist. */
export const rules: ReadonlyArray<Rule> = []

const byKind = new Map(rules.map(rule => [rule.kind, rule]))

export const ruleOf = (kind: string): Rule | undefined => byKind.get(kind)
