import { Either } from "effect"
import type { Rulebook } from "../constraints/Evaluation.ts"
import { readLink } from "../constraints/kinds/linkBroken.ts"
import { none } from "../constraints/Rule.ts"
import { chosenLessonsIn } from "../constraints/scope.ts"

/** Per lesson: those that have to start when it does, by a hard link_broken of the whole slot. Who moves one has to move all. */
export const linksOf = ({ model, monitors }: Rulebook): ReadonlyArray<Int32Array> => {
  const partners = model.lessons.map(() => new Set<number>())
  for (const { constraint } of monitors) {
    if (constraint.kind !== "link_broken" || !constraint.hard) continue
    const linked = Either.all([readLink(constraint), chosenLessonsIn(model, constraint)])
    if (Either.isLeft(linked) || linked.right[0].same !== "slot") continue
    for (const lesson of linked.right[1])
      for (const other of linked.right[1]) if (other !== lesson) partners[lesson]?.add(other)
  }
  return partners.map(set => (set.size === 0 ? none : Int32Array.from(set)))
}
