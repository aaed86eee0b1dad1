import { Context, Effect, Layer, Schedule } from "effect"
import { encodeFrame, eventFrame, type ServerEventOf } from "../protocol/ServerFrame.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"
import type { Session } from "./Session.ts"
import { Stamp } from "./Stamp.ts"

const publishEvery = "1 second"
const maxUsers = 100

/**
 * Who looks at a timetable. A session joins with its first `view` and leaves with its connection. Changes are gathered
 * and told once a second, encoded once: a thousand people who arrive together are one piece of news, not a million.
 */
export class Presence extends Context.Tag("chat/Presence")<
  Presence,
  {
    /** The session looks at this timetable now, and perhaps no longer at another. */
    readonly joined: (session: Session, timetableId: string) => void
    readonly at: (schoolId: string, timetableId: string) => ServerEventOf<"presence">
  }
>() {}

const make = Effect.gen(function* () {
  const registry = yield* ConnectionRegistry
  const stamp = yield* Stamp
  const where = new Map<Session, string>()
  const changed = new Set<string>()
  const keyOf = (schoolId: string, timetableId: string) => JSON.stringify([schoolId, timetableId])

  const lookers = (key: string): ReadonlyArray<Session> =>
    [...where].flatMap(([session, timetableId]) => (keyOf(session.user.schoolId, timetableId) === key ? [session] : []))

  const presence = (timetableId: string, sessions: ReadonlyArray<Session>): ServerEventOf<"presence"> => {
    const users = new Map<string, { id: string; name: string; connections: number }>()
    for (const { user } of sessions) {
      const known = users.get(user.id) ?? { id: user.id, name: user.name, connections: 0 }
      users.set(user.id, { ...known, connections: known.connections + 1 })
    }
    return {
      event: "presence",
      timetable_id: timetableId,
      total: users.size,
      connections: sessions.length,
      users: [...users.values()].slice(0, maxUsers)
    }
  }

  const leave = (session: Session) => {
    const timetableId = where.get(session)
    if (timetableId === undefined) return
    where.delete(session)
    changed.add(keyOf(session.user.schoolId, timetableId))
  }

  const publish = Effect.sync(() => {
    for (const key of changed) {
      const sessions = lookers(key)
      const [first] = sessions
      const timetableId = first === undefined ? undefined : where.get(first)
      if (timetableId === undefined) continue
      const event = presence(timetableId, sessions)
      const people = event.total === 1 ? "1 person looks" : `${event.total} people look`
      const encoded = encodeFrame(eventFrame(`${people} at this timetable.`, event), stamp.id(), stamp.now())
      for (const session of sessions) session.tellEncoded(encoded)
    }
    changed.clear()
  })

  yield* registry.onLeave(leave)
  yield* Effect.forkScoped(Effect.repeat(publish, Schedule.spaced(publishEvery)))

  return {
    joined: (session: Session, timetableId: string) => {
      // Its connection may have ended while its view was looked up.
      if (where.get(session) === timetableId || !registry.has(session)) return
      leave(session)
      where.set(session, timetableId)
      changed.add(keyOf(session.user.schoolId, timetableId))
    },
    at: (schoolId: string, timetableId: string) => presence(timetableId, lookers(keyOf(schoolId, timetableId)))
  }
})

export const layer: Layer.Layer<Presence, never, ConnectionRegistry | Stamp> = Layer.scoped(Presence, make)
