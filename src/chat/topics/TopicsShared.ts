import { Effect, FiberSet, Layer } from "effect"
import { EventLog, type Place, type TopicRef } from "../../schedule/EventLog.ts"
import { WakeUps } from "../../schedule/WakeUps.ts"
import { Meter } from "../Meter.ts"
import { Stamp } from "../Stamp.ts"
import type { Session } from "../sessions/Session.ts"
import { keptFrame, keptText } from "./EventTexts.ts"
import type { Mine } from "./LiveTopic.ts"
import { makeOpenTopics, type OpenTopic } from "./OpenTopics.ts"
import type { Topic } from "./Topic.ts"
import { makeTopicReader } from "./TopicReader.ts"
import { type News, Topics } from "./Topics.ts"

/** How long a frame may be late, coming by another way, before the log is asked for it. */
const patience = "20 millis"

const make = Effect.gen(function* () {
  const log = yield* EventLog
  const wakeUps = yield* WakeUps
  const stamp = yield* Stamp
  const meter = yield* Meter
  const reader = yield* makeTopicReader
  const runFork = yield* FiberSet.makeRuntime<never>()
  const fork = (job: Effect.Effect<void>) => void runFork(job)

  /** What is to be read on soon, and why: read when one of the reasons still holds by then. */
  const fetching = new Map<OpenTopic, Array<() => boolean>>()
  const fetchSoon = (open: OpenTopic, isBehind: () => boolean): void => {
    const known = fetching.get(open)
    if (known !== undefined) return void known.push(isBehind)
    const reasons = [isBehind]
    fetching.set(open, reasons)
    const job = Effect.suspend(() => {
      fetching.delete(open)
      return reasons.some(holds => holds()) ? reader.readOn(open) : Effect.void
    })
    fork(Effect.map(Effect.sleep(patience), () => void open.lane.offer(job)))
  }
  const open = yield* makeOpenTopics(fork, behind => fetchSoon(behind, () => behind.live.hasGap))
  meter.countSubscriptions(open.subscriptions)

  /** One after another with whatever else reads the log for this topic. */
  const inLane = <A>({ lane }: OpenTopic, job: Effect.Effect<A>): Effect.Effect<A> =>
    Effect.async<A>(resume => {
      lane.offer(Effect.map(Effect.exit(job), exit => resume(exit)))
    })

  const noticed = (news: TopicRef & Place): void => {
    const found = open.find(news)
    if (found === undefined) return
    const { live } = found
    if (live.place === null) live.startAt(news)
    const isBehind = () => live.place === null || live.place.epoch !== news.epoch || live.place.seq < news.seq
    if (isBehind()) fetchSoon(found, isBehind)
  }

  let isLooking = false
  const lookEverywhere = Effect.suspend(() => log.places(open.topics())).pipe(
    Effect.map(places => places.forEach(noticed)),
    Effect.catchAllCause(cause => Effect.logDebug("the topics could not be looked at", cause)),
    Effect.ensuring(
      Effect.sync(() => {
        isLooking = false
      })
    )
  )
  yield* wakeUps.listen(news => {
    if (news !== null) return news.forEach(noticed)
    if (isLooking || open.topics().length === 0) return
    isLooking = true
    fork(lookEverywhere)
  })

  const tell = (topic: Topic, place: Place, text: string, mine: Mine | null): void => {
    open.tell(topic, place, text, mine)
    wakeUps.announce(topic, place)
  }

  /** Within the transaction; answers what is to be done when it is over. */
  const append = ({ topic, frame, mine }: News) => {
    const kept = keptFrame(frame, stamp.id(), stamp.now())
    const event = { schoolId: topic.schoolId, topic: topic.topic, payload: kept, at: stamp.millis() }
    return Effect.map(log.append(event), place => () => tell(topic, place, keptText(kept, place), mine ?? null))
  }

  return {
    follow: (session: Session, topic: Topic) => {
      const isNew = open.find(topic)?.live.has(session) !== true
      return open.join(session, topic, false) !== null && isNew
    },
    hold: (session: Session, topic: Topic) =>
      Effect.suspend(() => {
        const held = open.join(session, topic, true)
        if (held === null) return Effect.succeed(null)
        const learned = Effect.map(reader.standing(held), place => held.live.heldFrom(session) ?? place)
        return held.live.place === null ? inLane(held, learned) : learned
      }),
    resume: (session: Session, topic: Topic, from: Place) =>
      Effect.suspend(() => {
        const held = open.join(session, topic, true)
        if (held === null) return Effect.succeed("unavailable" as const)
        held.live.hold(session)
        const found = reader.readMissed(held, session, from)
        // Where it cannot be told, the topic goes on from where it stands.
        return inLane(
          held,
          Effect.tap(found, () => reader.standing(held))
        )
      }),
    release: (session: Session, topic: Topic) =>
      Effect.suspend(() => {
        const held = open.find(topic)
        return held === undefined ? Effect.void : inLane(held, reader.release(held, session))
      }),
    leave: (session: Session, topic: Topic) => {
      const left = open.find(topic)
      if (left !== undefined) open.leave(session, left)
    },
    followed: open.followed,
    pass: (topic: Topic, text: string, exceptConnection = "-") => open.pass(topic, text, exceptConnection),
    keep: <A, E, R>(write: Effect.Effect<A, E, R>, news: (written: A) => ReadonlyArray<News>) =>
      Effect.flatMap(write, written =>
        Effect.map(Effect.forEach(news(written), append), told => ({ written, told }))
      ).pipe(
        log.atomically,
        Effect.map(({ written, told }) => {
          for (const now of told) {
            meter.kept()
            now()
          }
          return written
        }),
        Effect.uninterruptible
      ),
    tell: (topic: Topic, place: Place, text: string, mine?: Mine) => tell(topic, place, text, mine ?? null)
  }
})

/** Topics over the log, the bus and the word between nodes that all of them share. */
export const layer = Layer.scoped(Topics, make)
