import { Effect, Stream } from "effect"
import { ChangeFeed } from "../../schedule/ChangeFeed.ts"
import type { Committed } from "../../schedule/ChangeRepo.ts"
import { makeEventTexts } from "./EventTexts.ts"
import { timetableTopic } from "./Topic.ts"
import { Topics } from "./Topics.ts"

/**
 * Tells every change that this process accepts to everybody who follows that timetable, the one who made it included.
 * Ends with the scope.
 */
export const tellChanges = Effect.gen(function* () {
  const feed = yield* ChangeFeed
  const topics = yield* Topics
  const texts = yield* makeEventTexts

  const tell = (committed: Committed) => {
    const { record, epoch, seq } = committed
    const topic = timetableTopic(record.schoolId, record.timetableId)
    return Effect.map(texts.change(committed), text => topics.tell(topic, { epoch, seq }, text)).pipe(
      // It stands in the log: those who follow get it with the next change, or when they come back.
      Effect.catchAllCause(cause => Effect.logWarning("a change could not be told", cause))
    )
  }

  const changes = yield* feed.subscribe
  yield* Effect.forkScoped(Stream.runForEach(changes, tell))
})
