import { Effect, Layer } from "effect"
import type { Refusal } from "../Refusal.ts"
import {
  type Appended,
  type Conversation,
  type ConversationOwner,
  ConversationRepo,
  IdConflict,
  listSize,
  noSuchConversation,
  pageSize,
  type StoredMessage,
  titleBy,
  titleFrom
} from "./ConversationRepo.ts"
import { bodyHash } from "./ConversationRepoHash.ts"

interface Talk {
  readonly id: string
  readonly owner: ConversationOwner
  title: string | null
  messages: ReadonlyArray<StoredMessage>
}

const keyOf = (...parts: ReadonlyArray<string>): string => JSON.stringify(parts)

const infoOf = ({ id, title, messages }: Talk): Conversation => ({
  id,
  title: title ?? "",
  createdAt: messages[0]?.at ?? 0,
  lastAt: Math.max(...messages.map(message => message.at)),
  messages: messages.length
})

const newestFirst = (a: Pick<Conversation, "id" | "lastAt">, b: Pick<Conversation, "id" | "lastAt">): number =>
  b.lastAt - a.lastAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/** Conversations in this process only; forgets nothing while it runs but what is removed. */
export const layerMemory = Layer.sync(ConversationRepo, () => {
  const talks = new Map<string, Talk>()
  const removed = new Set<string>()
  /** By sender and client id: what was stored under it. */
  const sent = new Map<string, { readonly messageId: string; readonly conversation: string; readonly hash: string }>()

  const talkOf = ({ schoolId, userId }: ConversationOwner, conversationId: string): Talk | undefined => {
    const talk = talks.get(keyOf(schoolId, conversationId))
    return talk?.owner.userId === userId ? talk : undefined
  }

  const store = (message: StoredMessage): Effect.Effect<Appended, IdConflict | Refusal> =>
    Effect.suspend((): Effect.Effect<Appended, IdConflict | Refusal> => {
      const { schoolId, userId, clientId, conversationId, id } = message
      const conversation = keyOf(schoolId, conversationId)
      const hash = bodyHash(message)
      const sentKey = clientId === null ? null : keyOf(schoolId, userId, clientId)
      const first = sentKey === null ? undefined : sent.get(sentKey)
      if (first !== undefined)
        return first.hash === hash
          ? Effect.succeed({ messageId: first.messageId, duplicate: true })
          : Effect.fail(new IdConflict({ clientId: clientId ?? "" }))
      const talk = talkOf(message, conversationId)
      if (removed.has(conversation) || (talk === undefined && talks.has(conversation)))
        return Effect.fail(noSuchConversation(conversationId))
      const before = talk?.messages ?? []
      if (before.some(other => other.id === id)) return Effect.succeed({ messageId: id, duplicate: true })
      if (sentKey !== null) sent.set(sentKey, { messageId: id, conversation, hash })
      talks.set(conversation, {
        id: conversationId,
        owner: { schoolId, userId },
        title: talk?.title ?? titleBy(message),
        messages: [...before, message].sort((a, b) => (a.id < b.id ? -1 : 1))
      })
      return Effect.succeed({ messageId: id, duplicate: false })
    })

  const found = (owner: ConversationOwner, conversationId: string): Effect.Effect<Talk, Refusal> =>
    Effect.suspend(() => {
      const talk = talkOf(owner, conversationId)
      return talk === undefined ? Effect.fail(noSuchConversation(conversationId)) : Effect.succeed(talk)
    })

  const page = (messages: ReadonlyArray<StoredMessage>, limit: number, before: string | null) =>
    messages.filter(message => before === null || message.id < before).slice(-pageSize(limit))

  return {
    append: store,
    appendAll: messages =>
      Effect.reduce(messages, 0, (stored, message) =>
        store(message).pipe(
          Effect.map(({ duplicate }) => (duplicate ? stored : stored + 1)),
          Effect.catchAll(() => Effect.succeed(stored))
        )
      ),
    messages: (schoolId, conversationId, { limit, before }) =>
      Effect.sync(() => page(talks.get(keyOf(schoolId, conversationId))?.messages ?? [], limit, before)),
    history: (owner, conversationId, { limit, before }) =>
      Effect.map(found(owner, conversationId), talk => page(talk.messages, limit, before)),
    list: ({ schoolId, userId }, { limit, after }) =>
      Effect.sync(() =>
        [...talks.values()]
          .filter(({ owner }) => owner.schoolId === schoolId && owner.userId === userId)
          .map(infoOf)
          .sort(newestFirst)
          .filter(info => after === null || newestFirst(after, info) < 0)
          .slice(0, listSize(limit))
      ),
    rename: (owner, conversationId, title) =>
      Effect.map(found(owner, conversationId), talk => {
        talk.title = titleFrom(title)
      }),
    remove: (owner, conversationId) =>
      Effect.map(found(owner, conversationId), () => {
        const conversation = keyOf(owner.schoolId, conversationId)
        talks.delete(conversation)
        removed.add(conversation)
        for (const [key, message] of sent) if (message.conversation === conversation) sent.delete(key)
      })
  }
})
