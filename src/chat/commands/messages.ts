import { Effect, Either, Option, Schema } from "effect"
import { WireMessage, type WireOffered } from "../../protocol/WireConversation.ts"
import { command } from "../Command.ts"
import { ConversationRepo, type StoredMessage } from "../conversations/ConversationRepo.ts"
import { counted } from "../proposals/changeWords.ts"
import { offersOf } from "../proposals/offers.ts"
import { isoTime } from "../proposals/wireSuggestion.ts"
import { id, wholeNumber } from "./parameters.ts"

const usual = 50
const most = 200
/** Suggestions that are looked up for a page; the newest, for those are what somebody comes back to. */
const mostOffers = 40
/** Characters of one page: every reader has an outbox. */
const pageCharacters = 200_000

export const messages = command({
  name: "/messages",
  summary: "What was said in a conversation, page by page from the newest.",
  example: "/messages limit=20",
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({
    conversation: id("the id of a conversation; this one by default"),
    before: id("the id of a message: only what was said before it"),
    limit: wholeNumber(1, most, `how many at most, 1 to ${most} (${usual})`)
  }),
  handle: ({ conversation, before = null, limit = usual }, { user, conversationId }) =>
    Effect.gen(function* () {
      const repo = yield* ConversationRepo
      const owner = { schoolId: user.schoolId, userId: user.id }
      const which = conversation ?? conversationId
      const found = yield* repo.history(owner, which, { limit, before })
      const offers = yield* offersOf(owner, found.flatMap(suggestionIds).slice(-mostOffers))
      const shown = thatFit(found.map(message => wireMessage(message, offers)))
      return {
        text: `${counted(shown.length, "message")}.`,
        data: {
          kind: "messages" as const,
          conversation_id: which,
          messages: shown,
          more: shown.length < found.length || found.length === limit
        },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})

const { id: _id, type: _type, content: _content, at: _at, offered: _offered, ...about } = WireMessage.fields
/** Messages of older versions may say less of themselves, and other things. */
const readAbout = Schema.decodeUnknownEither(Schema.Struct(about))
const readIds = Schema.decodeUnknownOption(Schema.Struct({ suggestion_ids: Schema.Array(Schema.NonEmptyString) }))

const suggestionIds = ({ metadata }: StoredMessage): ReadonlyArray<string> =>
  Option.match(readIds(metadata), { onNone: () => [], onSome: ({ suggestion_ids }) => suggestion_ids })

const wireMessage = (message: StoredMessage, offers: ReadonlyMap<string, WireOffered>): WireMessage => {
  const { id, type, content, at, metadata } = message
  const offered = suggestionIds(message).flatMap(suggestion => offers.get(suggestion) ?? [])
  return {
    id,
    type,
    content,
    at: isoTime(at),
    ...Either.getOrElse(readAbout(metadata), () => ({})),
    ...(offered.length === 0 ? {} : { offered })
  }
}

/** The newest that one frame can hold, at least one. */
const thatFit = (all: ReadonlyArray<WireMessage>): ReadonlyArray<WireMessage> => {
  let left = pageCharacters
  const first = all.findLastIndex(message => {
    left -= JSON.stringify(message).length
    return left < 0
  })
  return all.slice(Math.min(first + 1, all.length - 1))
}
