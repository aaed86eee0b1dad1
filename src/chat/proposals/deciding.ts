import { Effect } from "effect"
import { Applier, type Decision } from "../../schedule/Applier.ts"
import { breathe } from "../../schedule/breathe.ts"
import type { Asker } from "../Command.ts"
import { changeAnswer } from "./changeAnswer.ts"

type Decided = Pick<Decision, "timetableId" | "version" | "kind" | "edit"> & Partial<Decision>

/** Has a person's decision written, and answers what that did. */
export const decide = ({ user, clientId }: Asker, decided: Decided) =>
  Effect.gen(function* () {
    const applier = yield* Applier
    const committed = yield* applier.apply({
      schoolId: user.schoolId,
      actor: { id: user.id, name: user.name },
      clientId,
      suggestion: null,
      alsoSpent: [],
      undoOf: null,
      why: null,
      forced: false,
      ...decided
    })
    yield* breathe
    return yield* changeAnswer(committed)
  })
