import { Either } from "effect"
import { evaluate, makeRulebook } from "../constraints/Evaluation.ts"
import { makeModel } from "../constraints/Model.ts"
import { Plan } from "../constraints/Plan.ts"
import { editBetween, noEdit } from "../timetable/Edit.ts"
import type { Placement } from "../timetable/Placement.ts"
import type { TimetableBody, TimetableHead } from "../timetable/Timetable.ts"
import type { ChangeRecord } from "./ChangeRepo.ts"
import type { PutTimetable } from "./ScheduleRepo.ts"

/** Who put a timetable, where nobody says. */
const importer = { id: "import", name: "Import" }

/** The timetable that a put replaces: where its lessons were, and what it cost when that was last known. */
export interface Replaced {
  readonly placements: ReadonlyArray<Placement>
  readonly score: ChangeRecord["score"]["after"]
}

/** What is written down when a whole timetable is put: how lessons moved against the one it replaces, if there was one. */
export const importRecord = (
  { body, actor = importer }: PutTimetable,
  { id: timetableId, schoolId, version }: TimetableHead,
  replaced: Replaced | null,
  id: string,
  at: number
): ChangeRecord => ({
  id,
  schoolId,
  timetableId,
  version,
  actor,
  at,
  kind: "imported",
  edit: replaced === null ? noEdit : editBetween(replaced.placements, body.placements),
  why: null,
  suggestionId: null,
  undoOf: null,
  score: { before: replaced?.score ?? null, after: scoreOf(body) },
  conflicts: { added: [], resolved: [] }
})

/** null: it has a constraint that its rule cannot read, which a put does not refuse. */
const scoreOf = (body: TimetableBody): ChangeRecord["score"]["after"] => {
  const model = makeModel(body)
  return Either.match(makeRulebook(model), {
    onLeft: () => null,
    onRight: rulebook => {
      const { hard, soft } = evaluate(rulebook, Plan.of(model))
      return { hard, soft }
    }
  })
}
