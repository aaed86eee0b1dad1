import { Effect, Schedule } from "effect"
import type { ClientFrame } from "../../protocol/ClientFrame.ts"
import { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import type { Fork } from "../Lane.ts"
import { Meter } from "../Meter.ts"
import { refuse } from "../Refusal.ts"
import { RunSnapshots } from "../runs/RunSnapshots.ts"
import { followCurrent } from "../topics/followCurrent.ts"
import type { NotResumed } from "../topics/missed.ts"
import { Presence } from "../topics/Presence.ts"
import { type Topic, timetableTopic } from "../topics/Topic.ts"
import { followedAtMost, Topics } from "../topics/Topics.ts"
import { makeTopicAccess } from "../topics/topicAccess.ts"
import { type Announced, makeGreeting } from "./Greeting.ts"
import type { Session } from "./Session.ts"
import { makeSessionLog } from "./SessionLog.ts"

type Resume = NonNullable<Extract<ClientFrame, { readonly _tag: "Hello" }>["body"]["resume"]>

/**
 * How long a client that connected may take to say what it missed before it is told what is new: counted in looks, not by
 * the clock, for between two looks this node has read what came in. By the clock, a node that had no turn for a second
 * would blame those whose `hello` it has not read yet. Who is later still is resumed as well, but hears what is new first.
 */
const looksOfPatience = 4
const lookEvery = "250 millis"

/**
 * How a connection begins: greeted at once, it follows the timetable it looks at, but what happens there is held back for
 * a moment, so that one who comes back is told what it missed before anything new. Whatever else it says ends the moment.
 */
export const makeWelcome = (announced: Announced, fork: Fork) =>
  Effect.gen(function* () {
    const meter = yield* Meter
    const topics = yield* Topics
    const presence = yield* Presence
    const greeting = yield* makeGreeting(announced)
    const access = yield* makeTopicAccess
    const log = yield* makeSessionLog
    const snapshots = yield* RunSnapshots
    const newcomers = new Map<Session, number>()

    const releaseAll = (session: Session) =>
      Effect.forEach(topics.followed(session), ({ topic }) => topics.release(session, topic), { discard: true })

    const settle = (session: Session): void => {
      if (!session.isNew) return
      session.isNew = false
      fork(releaseAll(session))
    }

    const look = Effect.sync(() => {
      for (const [session, looks] of newcomers)
        if (session.isNew && looks < looksOfPatience) newcomers.set(session, looks + 1)
        else {
          newcomers.delete(session)
          settle(session)
        }
    })
    yield* Effect.forkScoped(Effect.schedule(look, Schedule.spaced(lookEvery)))

    /** What it looks at from now on; held back as long as it is new. */
    const lookAt = (session: Session, topic: Topic) =>
      Effect.gen(function* () {
        const { looked } = session
        session.looked = topic
        if (looked !== null && looked.topic !== topic.topic) topics.leave(session, looked)
        yield* topics.hold(session, topic)
        if (!session.isNew) yield* topics.release(session, topic)
      })

    const greet = (session: Session) =>
      Effect.gen(function* () {
        const timetable = yield* greeting.timetableOf(session)
        if (timetable !== null) yield* lookAt(session, timetableTopic(session.user.schoolId, timetable.id))
        log.note(session)
        session.tell(yield* greeting.ready(session, timetable, { ref: null, topics: topics.followed(session) }))
        newcomers.set(session, 0)
      })

    yield* followCurrent((session, timetable) =>
      Effect.gen(function* () {
        yield* lookAt(session, timetableTopic(timetable.schoolId, timetable.id))
        presence.moved(session, timetable.id)
        session.tell(yield* greeting.ready(session, timetable, { ref: null, topics: topics.followed(session) }))
      })
    )

    /** What it follows already needs no second look: a thousand who come back at once ask the database no more often. */
    const allowed = (session: Session, name: string) => {
      const followed = topics.followed(session).find(({ topic }) => topic.name === name)
      return followed === undefined ? access(session, name) : Effect.succeed(followed.topic)
    }

    const resumeOne = (session: Session, { topic: name, epoch, seq }: Resume["topics"][number]) =>
      Effect.flatMap(allowed(session, name), topic =>
        Effect.map(topics.resume(session, topic, { epoch, seq }), result => ({ topic, result }))
      ).pipe(
        Effect.catchAll(error => {
          const result: NotResumed =
            error instanceof StorageUnavailable
              ? "unavailable"
              : error._tag === "Refusal" && error.code === "forbidden"
                ? "forbidden"
                : "not_found"
          return Effect.succeed({ topic: null, result })
        }),
        Effect.map(found => ({ name, ...found, from: { epoch, seq } }))
      )

    const resume = (session: Session, ref: string, { session_id, topics: asked }: Resume) =>
      Effect.gen(function* () {
        const owner = yield* Effect.option(log.find(session_id))
        const stored = owner._tag === "Some" ? owner.value : null
        const { user } = session
        // Whoever shows another's has it from somewhere: no second try.
        if (stored !== null && (stored.userId !== user.id || stored.schoolId !== user.schoolId))
          return session.close("forbidden")
        if (stored !== null) session.id = stored.id
        log.note(session)
        const why: NotResumed = owner._tag === "None" ? "unavailable" : "unknown_session"
        const results =
          stored === null
            ? asked.map(({ topic: name, ...from }) => ({ name, topic: null, result: why, from }))
            : yield* Effect.forEach(asked, one => resumeOne(session, one))
        for (const { result } of results) meter.resumed(result)
        const resumed = new Map(
          results.flatMap(({ topic, result, from }) =>
            result === "resumed" && topic !== null ? [[topic.topic, from]] : []
          )
        )
        const followed = topics
          .followed(session)
          .map(({ topic, place }) => ({ topic, place: resumed.get(topic.topic) ?? place }))
        const timetable = yield* greeting.timetableOf(session)
        session.tell(yield* greeting.ready(session, timetable, { ref, topics: followed, results }))
        session.isNew = false
        yield* releaseAll(session)
        for (const { topic } of results) if (topic !== null) snapshots.tell(session, topic)
      })

    const hello = (session: Session, ref: string, asked: Resume | null) =>
      asked !== null
        ? resume(session, ref, asked)
        : Effect.gen(function* () {
            const timetable = yield* greeting.timetableOf(session)
            session.tell(yield* greeting.ready(session, timetable, { ref, topics: topics.followed(session) }))
            settle(session)
          })

    /** All of them, or none and why. */
    const subscribe = (session: Session, names: ReadonlyArray<string>) =>
      Effect.gen(function* () {
        const asked = yield* Effect.forEach(names, name => access(session, name))
        const known = new Set(topics.followed(session).map(({ topic }) => topic.topic))
        const fresh = asked.filter(({ topic }) => !known.has(topic))
        if (known.size + fresh.length > followedAtMost)
          return yield* refuse("limit_exceeded", `A connection can follow ${followedAtMost} topics.`, [
            { path: "metadata.subscribe", message: `at most ${followedAtMost} together` }
          ])
        for (const topic of fresh) {
          yield* topics.hold(session, topic)
          yield* topics.release(session, topic)
          snapshots.tell(session, topic)
        }
      })

    return { greet, hello, settle, lookAt, subscribe }
  })
