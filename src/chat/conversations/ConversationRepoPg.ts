import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Layer, Option } from "effect"
import { transaction } from "../../schedule/Database.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { reading, writing } from "../../schedule/storageErrors.ts"
import type { Refusal } from "../Refusal.ts"
import {
  type Appended,
  type ConversationOwner,
  type ConversationPage,
  ConversationRepo,
  IdConflict,
  listSize,
  type MessagePage,
  noSuchConversation,
  pageSize,
  type StoredMessage,
  titleBy,
  titleFrom
} from "./ConversationRepo.ts"
import { bodyHash } from "./ConversationRepoHash.ts"
import { conversationQueries } from "./ConversationRepoQueries.ts"

/** Messages a statement: bounds how long it holds the rows of its conversations. */
const batchSize = 200

const rowOf = (message: StoredMessage) => ({ ...message, hash: bodyHash(message), title: titleBy(message) })

/** Something was found, or there is no such conversation. */
const orRefuse = <A>(
  conversationId: string,
  found: Effect.Effect<Option.Option<A>, StorageUnavailable>
): Effect.Effect<void, Refusal | StorageUnavailable> =>
  Effect.flatMap(found, row => (Option.isSome(row) ? Effect.void : Effect.fail(noSuchConversation(conversationId))))

/** Conversations in PostgreSQL, on a server or embedded. */
export const layer = Layer.effect(
  ConversationRepo,
  Effect.map(SqlClient.SqlClient, sql => {
    const queries = conversationQueries(sql)

    const append = Effect.fn("ConversationRepo.append")(function* (message: StoredMessage) {
      const row = rowOf(message)
      const [stored] = yield* writing(queries.insert([row]))
      if (stored !== undefined) return { messageId: stored.id, duplicate: false } satisfies Appended
      const first = yield* reading(queries.sent(message))
      if (Option.isNone(first)) return yield* noSuchConversation(message.conversationId)
      if (first.value.hash !== row.hash) return yield* new IdConflict({ clientId: message.clientId ?? "" })
      return { messageId: first.value.id, duplicate: true } satisfies Appended
    })

    const appendAll = Effect.fn("ConversationRepo.appendAll")((messages: ReadonlyArray<StoredMessage>) =>
      Effect.reduce(
        Array.from({ length: Math.ceil(messages.length / batchSize) }, (_, i) => i * batchSize),
        0,
        (stored, from) =>
          Effect.map(
            writing(queries.insert(messages.slice(from, from + batchSize).map(rowOf))),
            rows => stored + rows.length
          )
      )
    )

    const messages = Effect.fn("ConversationRepo.messages")(
      (schoolId: ConversationOwner["schoolId"], conversationId: string, { limit, before }: MessagePage) =>
        Effect.map(reading(queries.page({ schoolId, conversationId, before, limit: pageSize(limit) })), newestFirst =>
          newestFirst.toReversed()
        )
    )

    const history = Effect.fn("ConversationRepo.history")(
      (owner: ConversationOwner, conversationId: string, page: MessagePage) =>
        Effect.zipRight(
          orRefuse(conversationId, reading(queries.owned({ ...owner, conversationId }))),
          messages(owner.schoolId, conversationId, page)
        )
    )

    const list = Effect.fn("ConversationRepo.list")((owner: ConversationOwner, { limit, after }: ConversationPage) =>
      reading(queries.list({ ...owner, after, limit: listSize(limit) }))
    )

    const rename = Effect.fn("ConversationRepo.rename")(
      (owner: ConversationOwner, conversationId: string, title: string) =>
        orRefuse(conversationId, writing(queries.rename({ ...owner, conversationId, title: titleFrom(title) })))
    )

    // Two statements: the second sees what was appended while the first waited for the conversation's row.
    const remove = Effect.fn("ConversationRepo.remove")((owner: ConversationOwner, conversationId: string) => {
      const owned = { ...owner, conversationId }
      const buried = Effect.tap(
        queries.bury(owned),
        Option.match({ onNone: () => Effect.void, onSome: () => queries.clear(owned) })
      )
      return orRefuse(conversationId, writing(transaction(sql)(buried)))
    })

    return { append, appendAll, messages, history, list, rename, remove }
  })
)
