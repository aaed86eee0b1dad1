import { parentPort } from "node:worker_threads"
import { Either } from "effect"
import type { LiveScore } from "../constraints/LiveScore.ts"
import type { Timetable } from "../timetable/Timetable.ts"
import { Recent } from "./Recent.ts"
import { makeSearchJob } from "./SearchJob.ts"
import type { FromWorker, ToWorker } from "./SearchMessage.ts"
import { SearchRun } from "./SearchRun.ts"
import { liveScoreOf, mostTimetables, sayBad } from "./TimetableScores.ts"

/** The other side of SearcherWorkers: one search after the other, each to its end. Entry point of a worker thread. */

interface Known {
  readonly live: LiveScore
  readonly timetable: Timetable
}

const known = new Recent<Known>(mostTimetables)
const now = () => performance.now()

const tell = (message: FromWorker): void => parentPort?.postMessage(message)

const knownOf = ({ key, timetable }: ToWorker): Either.Either<Known, string> => {
  if (timetable === null) return Either.fromNullable(known.get(key), () => "the timetable did not arrive")
  return Either.mapBoth(liveScoreOf(timetable), {
    onLeft: sayBad,
    onRight: live => {
      known.put(key, { live, timetable })
      return { live, timetable }
    }
  })
}

const search = (message: ToWorker): void => {
  const began = now()
  const cancel = new Int32Array(message.cancel)
  const found = knownOf(message)
  if (Either.isLeft(found)) return tell({ _tag: "Failed", message: found.left })
  const { live, timetable } = found.right
  const run = new SearchRun(makeSearchJob(live, message.request, timetable.published), message.request, now, began)
  while (Atomics.load(cancel, 0) === 0) {
    const event = run.slice()
    if (event !== null) tell({ _tag: "Event", event })
    if (event?._tag === "Result") return
  }
  tell({ _tag: "Cancelled" })
}

// Whatever is thrown ends this thread: the pool sees that, fails the job and starts another.
parentPort?.on("message", search)
