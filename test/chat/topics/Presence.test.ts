import { expect, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Scope, TestClock } from "effect"
import { describe } from "vitest"
import { Bus, layerLocal } from "../../../src/chat/Bus.ts"
import { layerNoop, Meter } from "../../../src/chat/Meter.ts"
import { Stamp } from "../../../src/chat/Stamp.ts"
import type { Connection } from "../../../src/chat/sessions/Connection.ts"
import { ConnectionRegistry, layer as layerRegistry } from "../../../src/chat/sessions/ConnectionRegistry.ts"
import { Session } from "../../../src/chat/sessions/Session.ts"
import { layer as layerPresence, Presence } from "../../../src/chat/topics/Presence.ts"
import type { User } from "../../../src/chat/User.ts"
import { decodeServerFrame } from "../../../src/protocol/ServerFrame.ts"
import { SchoolId } from "../../../src/timetable/School.ts"

const springfield = SchoolId.make("springfield")
const shelbyville = SchoolId.make("shelbyville")

const stamp = Layer.succeed(Stamp, { id: () => "id", millis: () => 0, now: () => "2026-01-01T00:00:00.000Z" })
const world = Layer.provideMerge(layerPresence, Layer.mergeAll(layerRegistry, stamp, layerNoop, layerLocal))

let people = 0
/** Somebody with a connection of their own that keeps what it is told. */
const arrive = (name: string, schoolId = springfield) =>
  Effect.gen(function* () {
    const registry = yield* ConnectionRegistry
    const heard: Array<string> = []
    people += 1
    const connection: Connection = {
      id: `connection ${people}`,
      address: "here",
      openedAt: 0,
      queuedBytes: () => 0,
      send: text => void heard.push(text),
      close: () => {},
      pause: () => {},
      resume: () => {},
      beat: () => {},
      terminate: () => {}
    }
    const user: User = { id: name, name, schoolId, role: "viewer" }
    const limits = { messagesPerSecond: 1, burst: 1, inbox: 1 }
    const session = new Session({
      connection,
      user,
      timetableId: null,
      limits,
      stamp: yield* Stamp,
      meter: yield* Meter,
      fork: () => {}
    })
    const scope = yield* Scope.make()
    yield* Scope.extend(registry.register(session), scope)
    return {
      session,
      leave: Scope.close(scope, Exit.void),
      /** What it was told since the last look: total people, connections. */
      news: () =>
        heard.splice(0).flatMap(text => {
          const { event } = decodeServerFrame(text)
          return event?.event === "presence" ? [[event.timetable_id, event.total, event.connections]] : []
        })
    }
  })

describe("presence", () => {
  it.scoped("is told once a second to those who look, and only when it changed", () =>
    Effect.gen(function* () {
      const presence = yield* Presence
      const [anna, ben, anyone] = [yield* arrive("anna"), yield* arrive("ben"), yield* arrive("anyone")]
      yield* TestClock.adjust("1 second")
      presence.joined(anna.session, "t1")
      presence.joined(ben.session, "t1")
      presence.joined(ben.session, "t1")
      expect(anna.news()).toEqual([])
      yield* TestClock.adjust("1 second")
      expect([anna.news(), ben.news(), anyone.news()]).toEqual([[["t1", 2, 2]], [["t1", 2, 2]], []])
      yield* TestClock.adjust("10 seconds")
      expect(anna.news()).toEqual([])
      yield* ben.leave
      yield* TestClock.adjust("1 second")
      expect(anna.news()).toEqual([["t1", 1, 1]])
    }).pipe(Effect.provide(world))
  )

  it.scoped("follows who looks at another timetable", () =>
    Effect.gen(function* () {
      const presence = yield* Presence
      const [anna, ben] = [yield* arrive("anna"), yield* arrive("ben")]
      presence.joined(anna.session, "t1")
      presence.joined(ben.session, "t1")
      yield* TestClock.adjust("1 second")
      anna.news()
      presence.joined(ben.session, "t2")
      yield* TestClock.adjust("1 second")
      expect(anna.news()).toEqual([["t1", 1, 1]])
      expect(ben.news()).toEqual([
        ["t1", 2, 2],
        ["t2", 1, 1]
      ])
    }).pipe(Effect.provide(world))
  )

  it.scoped("counts people once, however many tabs they have, and keeps schools apart", () =>
    Effect.gen(function* () {
      const presence = yield* Presence
      const tabs = [yield* arrive("anna"), yield* arrive("anna"), yield* arrive("ben")]
      const elsewhere = yield* arrive("zoe", shelbyville)
      for (const { session } of [...tabs, elsewhere]) presence.joined(session, "t1")
      yield* TestClock.adjust("1 second")
      expect(elsewhere.news()).toEqual([["t1", 1, 1]])
      expect(presence.at(springfield, "t1")).toEqual({
        event: "presence",
        timetable_id: "t1",
        total: 2,
        connections: 3,
        users: [
          { id: "anna", name: "anna", connections: 2 },
          { id: "ben", name: "ben", connections: 1 }
        ]
      })
      expect(tabs[0]?.news()).toEqual([["t1", 2, 3]])
    }).pipe(Effect.provide(world))
  )

  it.scoped("names the first hundred and counts all", () =>
    Effect.gen(function* () {
      const presence = yield* Presence
      for (let i = 0; i < 120; i++) presence.joined((yield* arrive(`p${i}`)).session, "t1")
      const { total, connections, users } = presence.at(springfield, "t1")
      expect([total, connections, users.length]).toEqual([120, 120, 100])
    }).pipe(Effect.provide(world))
  )

  it.scoped("does not count who has left already", () =>
    Effect.gen(function* () {
      const presence = yield* Presence
      const anna = yield* arrive("anna")
      yield* anna.leave
      presence.joined(anna.session, "t1")
      expect(presence.at(springfield, "t1").connections).toBe(0)
    }).pipe(Effect.provide(world))
  )

  it.effect("is told across nodes, and a node that dies is forgotten within a minute", () =>
    Effect.gen(function* () {
      const bus = yield* Effect.scoped(Layer.build(layerLocal))
      const node = (id: string) =>
        Effect.gen(function* () {
          const scope = yield* Scope.make()
          const own = Layer.succeed(Stamp, { id: () => id, millis: () => 0, now: () => "2026-01-01T00:00:00.000Z" })
          // Dead, it says nothing any more, and still nobody knows that it is gone.
          let isDead = false
          const line = Layer.succeed(Bus, {
            ...Context.get(bus, Bus),
            tell: (channel, text) => (isDead ? undefined : Context.get(bus, Bus).tell(channel, text))
          })
          const layers = Layer.provideMerge(layerPresence, Layer.mergeAll(layerRegistry, own, layerNoop, line))
          const context = yield* Layer.buildWithScope(layers, scope)
          return {
            context,
            die: () => {
              isDead = true
            },
            stop: Scope.close(scope, Exit.void)
          }
        })
      const [a, b, c] = [yield* node("a"), yield* node("b"), yield* node("c")]
      const come = (at: typeof a, name: string) =>
        Effect.gen(function* () {
          const person = yield* arrive(name)
          const presence = yield* Presence
          presence.joined(person.session, "t1")
          return { ...person, at: () => presence.at(springfield, "t1") }
        }).pipe(Effect.provide(at.context))
      const anna = yield* come(a, "anna")
      yield* TestClock.adjust("5 seconds")
      anna.news()
      const tab = yield* come(b, "anna")
      const ben = yield* come(c, "ben")
      yield* TestClock.adjust("1 second")
      expect([anna.news().at(-1), tab.news().at(-1), ben.news().at(-1)]).toEqual([
        ["t1", 2, 3],
        ["t1", 2, 3],
        ["t1", 2, 3]
      ])
      expect(anna.at().users).toEqual([
        { id: "anna", name: "anna", connections: 2 },
        { id: "ben", name: "ben", connections: 1 }
      ])
      yield* TestClock.adjust("5 minutes")
      expect([anna.news(), anna.at().connections]).toEqual([[], 3])
      c.die()
      yield* TestClock.adjust("1 minute")
      expect(anna.news()).toEqual([["t1", 1, 2]])
      yield* tab.leave
      yield* b.stop
      expect(anna.at().connections).toBe(1)
    })
  )
})
