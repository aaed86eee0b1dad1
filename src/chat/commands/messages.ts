import { Effect, Either, Schema } from "effect"
import { WireMessage } from "../../protocol/WireConversation.ts"
import { command } from "../Command.ts"
import { ConversationRepo, type StoredMessage } from "../ConversationRepo.ts"
import { counted } from "../changeWords.ts"
import { isoTime } from "../wireSuggestion.ts"
import { id, wholeNumber } from "./parameters.ts"

const usual = 50
const most = 200
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
      const which = conversation ?? conversationId
      const found = yield* repo.history({ schoolId: user.schoolId, userId: user.id }, which, { limit, before })
      const shown = thatFit(found.map(wireMessage))
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

const { id: _id, type: _type, content: _content, at: _at, ...about } = WireMessage.fields
/** Messages of older versions may say less of themselves, and other things. */
const readAbout = Schema.decodeUnknownEither(Schema.Struct(about))

const wireMessage = ({ id, type, content, at, metadata }: StoredMessage): WireMessage => ({
  id,
  type,
  content,
  at: isoTime(at),
  ...Either.getOrElse(readAbout(metadata), () => ({}))
})

/** The newest that one frame can hold, at least one. */
const thatFit = (all: ReadonlyArray<WireMessage>): ReadonlyArray<WireMessage> => {
  let left = pageCharacters
  const first = all.findLastIndex(message => {
    left -= JSON.stringify(message).length
    return left < 0
  })
  return all.slice(Math.min(first + 1, all.length - 1))
}
