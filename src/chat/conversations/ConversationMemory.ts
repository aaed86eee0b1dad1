import { Context, Effect, Layer, Option, Schema } from "effect"
import { type Memory, nothingYet } from "../../assistant/intent/Memory.ts"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { ConversationRepo } from "./ConversationRepo.ts"
import type { Talk } from "./Conversations.ts"
import { remembering } from "./remembering.ts"

/** Conversations remembered in this process; others are read again. */
const remembered = 5_000
/** Messages that are looked through for the newest memory. */
const lookedBack = 50

const StoredMemory = Schema.Struct({
  previous: Schema.NullOr(
    Schema.Struct({ command: Schema.String, parameters: Schema.Record({ key: Schema.String, value: Schema.String }) })
  ),
  suggestions: Schema.Array(Schema.String),
  conflicts: Schema.Array(Schema.String),
  // What was stored before these were kept is read without them: it refers to less.
  offered: Schema.optionalWith(Schema.NullOr(Schema.String), { default: () => null }),
  changes: Schema.optionalWith(Schema.Array(Schema.Struct({ id: Schema.String, isUndo: Schema.Boolean })), {
    default: () => []
  }),
  labels: Schema.optionalWith(Schema.Record({ key: Schema.String, value: Schema.String }), { default: () => ({}) })
})
const read = Schema.decodeUnknownOption(Schema.Struct({ memory: StoredMemory }))

/** What conversations can refer to: here while it is talked, else from what was stored with the answers. */
export class ConversationMemory extends Context.Tag("chat/ConversationMemory")<
  ConversationMemory,
  {
    readonly recall: (talk: Talk) => Effect.Effect<Memory, StorageUnavailable>
    /** Takes note of an answer that is told; gives what is to be stored with it. */
    readonly note: (talk: Talk, answer: AnswerMetadata) => Memory
  }
>() {}

const keyOf = ({ schoolId, userId, conversationId }: Talk): string => JSON.stringify([schoolId, userId, conversationId])

export const layer = Layer.effect(
  ConversationMemory,
  Effect.map(ConversationRepo, repo => {
    const memories = new Map<string, Memory>()
    const keep = (key: string, memory: Memory): Memory => {
      memories.delete(key)
      memories.set(key, memory)
      const [oldest] = memories.keys()
      if (memories.size > remembered && oldest !== undefined) memories.delete(oldest)
      return memory
    }
    return {
      recall: talk =>
        Effect.suspend(() => {
          const key = keyOf(talk)
          const known = memories.get(key)
          if (known !== undefined) return Effect.succeed(known)
          const page = { limit: lookedBack, before: null }
          return Effect.map(repo.messages(talk.schoolId, talk.conversationId, page), messages => {
            const [newest] = messages.toReversed().flatMap(({ userId, metadata }) => {
              const found = userId === talk.userId ? read(metadata) : Option.none()
              return Option.isSome(found) ? [found.value.memory] : []
            })
            return keep(key, newest ?? nothingYet)
          })
        }),
      note: (talk, answer) => {
        const key = keyOf(talk)
        return keep(key, remembering(memories.get(key) ?? nothingYet, answer))
      }
    }
  })
)
