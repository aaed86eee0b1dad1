import { Context, Effect, Layer } from "effect"
import { encodeFrame, type ServerFrame } from "../protocol/ServerFrame.ts"
import type { SchoolId } from "../timetable/School.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"
import type { Session } from "./Session.ts"
import { Stamp } from "./Stamp.ts"

/** A conversation of somebody. */
export interface Talk {
  readonly schoolId: SchoolId
  readonly userId: string
  readonly conversationId: string
}

/** Conversations that one connection may follow; the one it joined first falls away. */
const followedAtMost = 64

export const talkOf = ({ user }: Session, conversationId: string): Talk => ({
  schoolId: user.schoolId,
  userId: user.id,
  conversationId
})

/**
 * Who follows which conversation on this node. What is said there is told to all connections of its user that follow it;
 * those of others may name the same id, and hear nothing.
 */
export class Conversations extends Context.Tag("chat/Conversations")<
  Conversations,
  {
    /** Until its connection ends. true: it did not follow before. */
    readonly follow: (session: Session, conversationId: string) => boolean
    /** What it is told of. */
    readonly topicsOf: (session: Session) => ReadonlyArray<string>
    /** Encoded once; `except` knows it already. */
    readonly tell: (talk: Talk, frame: ServerFrame, except?: Session) => void
  }
>() {}

const make = Effect.gen(function* () {
  const registry = yield* ConnectionRegistry
  const stamp = yield* Stamp
  const followers = new Map<string, Set<Session>>()
  const followed = new Map<Session, Set<string>>()

  const unfollow = (session: Session, conversationId: string): void => {
    const all = followers.get(conversationId)
    all?.delete(session)
    if (all?.size === 0) followers.delete(conversationId)
  }

  yield* registry.onLeave(session => {
    for (const conversationId of followed.get(session) ?? []) unfollow(session, conversationId)
    followed.delete(session)
  })

  return {
    follow: (session: Session, conversationId: string): boolean => {
      const all = followers.get(conversationId) ?? new Set()
      // Its connection may have ended while its frame waited.
      if (all.has(session) || !registry.has(session)) return false
      followers.set(conversationId, all.add(session))
      const own = followed.get(session) ?? new Set()
      followed.set(session, own.add(conversationId))
      const [oldest] = own
      if (own.size > followedAtMost && oldest !== undefined) {
        own.delete(oldest)
        unfollow(session, oldest)
      }
      return true
    },
    topicsOf: (session: Session): ReadonlyArray<string> => [
      ...(session.timetableId === null ? [] : [`timetable:${session.timetableId}`]),
      ...[...(followed.get(session) ?? [])].map(conversationId => `conv:${conversationId}`)
    ],
    tell: ({ schoolId, userId, conversationId }: Talk, frame: ServerFrame, except?: Session): void => {
      let encoded: string | null = null
      for (const session of followers.get(conversationId) ?? []) {
        if (session === except || session.user.id !== userId || session.user.schoolId !== schoolId) continue
        encoded ??= encodeFrame(frame, stamp.id(), stamp.now())
        session.tellEncoded(encoded)
      }
    }
  }
})

export const layer: Layer.Layer<Conversations, never, ConnectionRegistry | Stamp> = Layer.scoped(Conversations, make)
