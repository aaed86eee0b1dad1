import { Effect, Schema } from "effect"
import { EventLog } from "../../schedule/EventLog.ts"
import { command } from "../Command.ts"
import { type Conversation, ConversationRepo, listSize } from "../conversations/ConversationRepo.ts"
import { isoTime } from "../proposals/wireSuggestion.ts"
import { conversationTopic } from "../topics/Topic.ts"
import { id as idOf, neededId, wholeNumber } from "./parameters.ts"

const pageLength = 20
const maxPage = 100
const maxTitle = 80

export const conversations = command({
  name: "/conversations",
  summary: "Your conversations, the newest first.",
  example: "/conversations",
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({ page: wholeNumber(1, maxPage, "which page of them, from 1") }),
  handle: ({ page = 1 }, { user }) =>
    Effect.gen(function* () {
      const repo = yield* ConversationRepo
      const owner = { schoolId: user.schoolId, userId: user.id }
      const limit = listSize(pageLength)
      let shown: ReadonlyArray<Conversation> = []
      for (let nth = 1; nth <= page; nth++) {
        const after: Conversation | null = shown.at(-1) ?? null
        if (nth > 1 && after === null) break
        shown = yield* repo.list(owner, { limit, after })
      }
      return {
        text: words(shown),
        data: {
          kind: "conversations" as const,
          page,
          conversations: shown.map(({ id, title, createdAt, lastAt, messages }) => ({
            id,
            title,
            created_at: isoTime(createdAt),
            last_at: isoTime(lastAt),
            messages
          }))
        },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})

const words = (shown: ReadonlyArray<Conversation>): string =>
  shown.length === 0
    ? "There are no conversations here."
    : shown.map(({ title, lastAt }) => `• ${isoTime(lastAt).slice(0, 16).replace("T", " ")} ${title}`).join("\n")

const id = idOf("the id of a conversation")

/** The conversation that is named, else the one in which it is asked. */
const meant = (asked: string | undefined, here: string): string => asked ?? here

export const rename = command({
  name: "/rename",
  summary: "Gives a conversation another title.",
  example: '/rename title="Parents\' evening"',
  role: "viewer",
  manner: "settled",
  bare: "title",
  parameters: Schema.Struct({
    conversation: id,
    title: Schema.NonEmptyTrimmedString.pipe(Schema.maxLength(maxTitle)).annotations({
      description: `its title, at most ${maxTitle} characters`
    })
  }),
  handle: ({ conversation, title }, { user, conversationId }) =>
    Effect.gen(function* () {
      const repo = yield* ConversationRepo
      const which = meant(conversation, conversationId)
      yield* repo.rename({ schoolId: user.schoolId, userId: user.id }, which, title)
      return {
        text: `The conversation is called "${title}" now.`,
        data: { kind: "renamed" as const, conversation_id: which, title },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})

export const forget = command({
  name: "/forget",
  summary: "Removes a conversation with all its messages, for good. What was applied stays applied.",
  example: "/forget conversation=ID",
  role: "viewer",
  manner: "settled",
  bare: "conversation",
  parameters: Schema.Struct({
    conversation: neededId("the id of a conversation")
  }),
  handle: ({ conversation }, { user }) =>
    Effect.gen(function* () {
      const repo = yield* ConversationRepo
      const log = yield* EventLog
      const owner = { schoolId: user.schoolId, userId: user.id }
      // What is kept for those who come back goes with it.
      yield* log.atomically(
        Effect.zipRight(
          repo.remove(owner, conversation),
          log.remove(conversationTopic({ ...owner, conversationId: conversation }))
        )
      )
      return {
        text: "The conversation is removed.",
        data: { kind: "forgotten" as const, conversation_id: conversation },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})
