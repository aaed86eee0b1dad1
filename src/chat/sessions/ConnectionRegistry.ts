import { Context, Effect, Layer, Scope } from "effect"
import type { Session } from "./Session.ts"

/**
 * Everybody who is connected to this node. An entry belongs to the connection's Scope: acquired = visible, released =
 * gone, however the connection ends. Reading is synchronous and sees the registry as it is.
 */
export class ConnectionRegistry extends Context.Tag("chat/ConnectionRegistry")<
  ConnectionRegistry,
  {
    readonly register: (session: Session) => Effect.Effect<void, never, Scope.Scope>
    readonly has: (session: Session) => boolean
    /** By the connection's id. */
    readonly find: (connectionId: string) => Session | undefined
    readonly sessions: () => Iterable<Session>
    readonly count: () => number
    /** Told after an entry came or went, while it still can be read. */
    readonly onLeave: (listener: (session: Session) => void) => Effect.Effect<void, never, Scope.Scope>
  }
>() {}

export const layer = Layer.sync(ConnectionRegistry, () => {
  const sessions = new Map<string, Session>()
  const leaving = new Set<(session: Session) => void>()
  return {
    register: session =>
      // On the Scope itself: acquireRelease would compare and restore all FiberRefs, the dearest part of a goodbye.
      Effect.flatMap(Effect.scope, scope =>
        Effect.suspend(() => {
          sessions.set(session.connection.id, session)
          return Scope.addFinalizer(
            scope,
            Effect.sync(() => {
              sessions.delete(session.connection.id)
              for (const listener of leaving) listener(session)
            })
          )
        })
      ),
    has: session => sessions.has(session.connection.id),
    find: connectionId => sessions.get(connectionId),
    sessions: () => sessions.values(),
    count: () => sessions.size,
    onLeave: listener =>
      Effect.acquireRelease(
        Effect.sync(() => void leaving.add(listener)),
        () => Effect.sync(() => void leaving.delete(listener))
      )
  }
})
