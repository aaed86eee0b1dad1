import { Effect } from "effect"
import type { Situation } from "../../assistant/intent/understand.ts"
import { type Vocabulary, vocabularyOf } from "../../assistant/intent/Vocabulary.ts"
import type { Model } from "../../constraints/Model.ts"
import { ConflictDetector, type Inspection } from "../../schedule/ConflictDetector.ts"
import type { Asker } from "../Command.ts"
import { ConversationMemory } from "../conversations/ConversationMemory.ts"
import { plusDays, today, weekdayOf, weekdaysOf } from "./calendar.ts"

/** Made once a model: it takes a while for a large school, and holds for every sentence about this version. */
const vocabularies = new WeakMap<Model, Vocabulary>()

const vocabularyFor = (model: Model): Vocabulary => {
  const known = vocabularies.get(model)
  if (known !== undefined) return known
  const made = vocabularyOf(model)
  vocabularies.set(model, made)
  return made
}

export interface Situated {
  readonly inspection: Inspection
  readonly situation: Situation
}

/** What a sentence of this person, here and today, is understood against; null: there is no timetable. */
export const situationOf = (asker: Asker) =>
  Effect.gen(function* () {
    const detector = yield* ConflictDetector
    const memory = yield* ConversationMemory
    const { user, conversationId, context } = asker
    const inspection = yield* detector.inspect(user.schoolId, asker.timetableId)
    const { model } = inspection
    const { date } = yield* today(user.schoolId)
    const weekdays = weekdaysOf(model)
    const dayOf = (weekday: number): number | null => {
      const day = weekdays.indexOf(weekday)
      return day < 0 ? null : day
    }
    const situated: Situated = {
      inspection,
      situation: {
        vocabulary: vocabularyFor(model),
        memory: yield* memory.recall({ schoolId: user.schoolId, userId: user.id, conversationId }),
        context,
        today: { today: dayOf(weekdayOf(date)), tomorrow: dayOf(weekdayOf(plusDays(date, 1))) }
      }
    }
    return situated
  }).pipe(Effect.catchTag("TimetableNotFound", () => Effect.succeed(null)))
