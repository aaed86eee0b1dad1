import { Effect, Layer } from "effect"
import { type Appended, ConversationRepo, IdConflict, pageSize, type StoredMessage } from "./ConversationRepo.ts"
import { bodyHash } from "./ConversationRepoHash.ts"

/** Conversations in this process only; forgets nothing while it runs. */
export const layerMemory = Layer.sync(ConversationRepo, () => {
  const conversations = new Map<string, ReadonlyArray<StoredMessage>>()
  const sent = new Map<string, { readonly messageId: string; readonly hash: string }>()
  const keyOf = (...parts: ReadonlyArray<string>): string => JSON.stringify(parts)

  return {
    append: message =>
      Effect.suspend((): Effect.Effect<Appended, IdConflict> => {
        const { schoolId, userId, clientId, conversationId, id } = message
        if (clientId !== null) {
          const key = keyOf(schoolId, userId, clientId)
          const hash = bodyHash(message)
          const first = sent.get(key)
          if (first !== undefined)
            return first.hash === hash
              ? Effect.succeed({ messageId: first.messageId, duplicate: true })
              : Effect.fail(new IdConflict({ clientId }))
          sent.set(key, { messageId: id, hash })
        }
        const conversation = keyOf(schoolId, conversationId)
        const messages = [...(conversations.get(conversation) ?? []), message]
        conversations.set(
          conversation,
          messages.sort((a, b) => (a.id < b.id ? -1 : 1))
        )
        return Effect.succeed({ messageId: id, duplicate: false })
      }),
    messages: (schoolId, conversationId, { limit, before }) =>
      Effect.sync(() =>
        (conversations.get(keyOf(schoolId, conversationId)) ?? [])
          .filter(message => before === null || message.id < before)
          .slice(-pageSize(limit))
      )
  }
})
