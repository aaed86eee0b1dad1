import { parentPort } from "node:worker_threads"
import { Either } from "effect"
import { Recent } from "./Recent.ts"
import { makeSearchJob } from "./SearchJob.ts"
import type { FromWorker, ToWorker } from "./SearchMessage.ts"
import { SearchRun } from "./SearchRun.ts"
import { type Known, knowAfter, mostTimetables } from "./TimetableScores.ts"

/** The other side of SearcherWorkers: one search after the other, each to its end. Entry point of a worker thread. */

const known = new Recent<Known>(mostTimetables)
const now = () => performance.now()

const tell = (message: FromWorker): void => parentPort?.postMessage(message)

const knownOf = ({ key, news }: ToWorker): Either.Either<Known, string> => {
  const before = known.get(key)
  if (news === null) return Either.fromNullable(before, () => "the timetable did not arrive")
  return Either.map(knowAfter(before, news), after => {
    known.put(key, after)
    return after
  })
}

const work = (message: ToWorker): void => {
  const { request } = message
  const cancel = new Int32Array(message.cancel)
  const found = knownOf(message)
  if (Either.isLeft(found)) return tell({ _tag: "Failed", message: found.left })
  if (request === null) return tell({ _tag: "Ready" })
  // From here: the time of a search is for searching, not for what is done once for many of them.
  const began = now()
  const { live, timetable } = found.right
  const run = new SearchRun(makeSearchJob(live, request, timetable.published), request, now, began)
  while (Atomics.load(cancel, 0) === 0) {
    const event = run.slice()
    if (event !== null) tell({ _tag: "Event", event })
    if (event?._tag === "Result") return
  }
  tell({ _tag: "Cancelled" })
}

// Whatever is thrown ends this thread: the pool sees that, fails the job and starts another.
parentPort?.on("message", work)
