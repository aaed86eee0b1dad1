import { Context, Effect, Layer, Option, Schedule, Schema } from "effect"
import { encodeFrame, eventFrame, type ServerEventOf } from "../../protocol/ServerFrame.ts"
import { SchoolId } from "../../timetable/School.ts"
import { Bus } from "../Bus.ts"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "../sessions/ConnectionRegistry.ts"
import type { Session } from "../sessions/Session.ts"
import { Lookers, Seen } from "./Lookers.ts"

const publishEvery = "1 second"
/** What nobody changed is told to the other nodes again after so many rounds: who is silent for long is dead. */
const repeatRounds = 10
const channel = "presence"

/** What a node tells the others of one timetable; `asks`: it knows nothing of them yet. */
const News = Schema.parseJson(
  Schema.Struct({
    node: Schema.String,
    schoolId: SchoolId,
    timetableId: Schema.String,
    asks: Schema.Boolean,
    seen: Seen
  })
)
const decode = Schema.decodeUnknownOption(News)
const encode = Schema.encodeSync(News)

/**
 * Who looks at a timetable, on all nodes. A session joins with its first `view` and leaves with its connection. Changes
 * are gathered and told once a second, encoded once: a thousand people who arrive together are one piece of news, not a
 * million. A node remembers of others only what somebody looks at here; what it hears of a dead one is soon forgotten.
 */
export class Presence extends Context.Tag("chat/Presence")<
  Presence,
  {
    /** The session looks at this timetable now, and perhaps no longer at another. */
    readonly joined: (session: Session, timetableId: string) => void
    /** The same where it looks at one already; else it is not seen yet. */
    readonly moved: (session: Session, timetableId: string) => void
    readonly at: (schoolId: SchoolId, timetableId: string) => ServerEventOf<"presence">
  }
>() {}

const make = Effect.gen(function* () {
  const registry = yield* ConnectionRegistry
  const stamp = yield* Stamp
  const bus = yield* Bus
  const node = stamp.id()
  const where = new Map<Session, Lookers>()
  const places = new Map<string, Lookers>()
  /** Who is here has changed, or another node asks. */
  const owed = new Set<Lookers>()
  /** Who is here or elsewhere has changed. */
  const changed = new Set<Lookers>()
  const keyOf = (schoolId: string, timetableId: string) => JSON.stringify([schoolId, timetableId])

  const tellOthers = (lookers: Lookers, asks: boolean): void => {
    const { schoolId, timetableId } = lookers
    bus.tell(channel, encode({ node, schoolId, timetableId, asks, seen: lookers.here() }))
  }

  const hereChanged = (lookers: Lookers): void => {
    owed.add(lookers)
    changed.add(lookers)
  }

  const leave = (session: Session): void => {
    const lookers = where.get(session)
    if (lookers === undefined) return
    where.delete(session)
    lookers.sessions.delete(session)
    if (lookers.sessions.size === 0) places.delete(keyOf(lookers.schoolId, lookers.timetableId))
    hereChanged(lookers)
  }

  const join = (session: Session, timetableId: string): void => {
    const { schoolId } = session.user
    const key = keyOf(schoolId, timetableId)
    const known = places.get(key)
    // Its connection may have ended while its view was looked up.
    if ((known !== undefined && where.get(session) === known) || !registry.has(session)) return
    leave(session)
    const lookers = places.get(key) ?? new Lookers(schoolId, timetableId)
    places.set(key, lookers)
    lookers.sessions.add(session)
    where.set(session, lookers)
    hereChanged(lookers)
    if (known === undefined) tellOthers(lookers, true)
  }

  yield* bus.listen(channel, text => {
    const news = Option.getOrNull(decode(text))
    const lookers = news === null ? undefined : places.get(keyOf(news.schoolId, news.timetableId))
    if (news === null || lookers === undefined || news.node === node) return
    if (lookers.hear(news.node, news.seen)) changed.add(lookers)
    if (news.asks) owed.add(lookers)
  })

  const presence = ({ timetableId }: Lookers, { total, connections, users }: Seen): ServerEventOf<"presence"> => ({
    event: "presence",
    timetable_id: timetableId,
    total,
    connections,
    users
  })

  const publish = Effect.sync(() => {
    for (const lookers of owed) tellOthers(lookers, false)
    owed.clear()
    for (const lookers of changed) {
      if (lookers.sessions.size === 0) continue
      const event = presence(lookers, lookers.everywhere())
      const people = event.total === 1 ? "1 person looks" : `${event.total} people look`
      const encoded = encodeFrame(eventFrame(`${people} at this timetable.`, event), stamp.id(), stamp.now())
      for (const session of lookers.sessions) session.tellEncoded(encoded)
    }
    changed.clear()
  })

  let round = 0
  const pass = Effect.suspend(() => {
    round += 1
    for (const lookers of places.values()) {
      if (lookers.grow()) changed.add(lookers)
      if (round % repeatRounds === 0) owed.add(lookers)
    }
    return publish
  })

  yield* registry.onLeave(leave)
  // Those who were here last have left by then: the other nodes need not find out.
  yield* Effect.addFinalizer(() => publish)
  yield* Effect.forkScoped(Effect.repeat(pass, Schedule.spaced(publishEvery)))

  return {
    joined: join,
    moved: (session: Session, timetableId: string) => {
      if (where.has(session)) join(session, timetableId)
    },
    at: (schoolId: SchoolId, timetableId: string) => {
      const lookers = places.get(keyOf(schoolId, timetableId)) ?? new Lookers(schoolId, timetableId)
      return presence(lookers, lookers.everywhere())
    }
  }
})

export const layer: Layer.Layer<Presence, never, ConnectionRegistry | Stamp | Bus> = Layer.scoped(Presence, make)
