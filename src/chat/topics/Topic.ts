import { topicOf } from "../../schedule/ChangeRepo.ts"
import type { TopicRef } from "../../schedule/EventLog.ts"
import type { SchoolId } from "../../timetable/School.ts"
import { TimetableId } from "../../timetable/Timetable.ts"
import type { Talk } from "../conversations/Conversations.ts"
import type { User } from "../User.ts"

/**
 * What connections follow. `topic` is its name in the log. What belongs to a person is kept under that person's id, so
 * that whoever names a topic can only ever name their own.
 */
export interface Topic extends TopicRef {
  /** As it is called on the wire. */
  readonly name: string
}

/** The length in front keeps apart what would read the same put together. */
export const keyOf = ({ schoolId, topic }: TopicRef): string => `${schoolId.length}:${schoolId}:${topic}`

/** Ids of conversations have no colon, so what follows the second one is the user. */
export const conversationTopic = ({ schoolId, userId, conversationId }: Talk): Topic => ({
  schoolId,
  name: `conv:${conversationId}`,
  topic: `conv:${conversationId}:${userId}`
})

export const timetableTopic = (schoolId: SchoolId, timetableId: TimetableId): Topic => ({
  schoolId,
  name: topicOf(timetableId),
  topic: topicOf(timetableId)
})

export const userTopic = ({ schoolId, id }: User): Topic => ({ schoolId, name: `user:${id}`, topic: `user:${id}` })

/** What a name on the wire stands for. */
export type Named =
  | { readonly _tag: "Conversation"; readonly conversationId: string }
  | { readonly _tag: "Timetable"; readonly timetableId: TimetableId }
  | { readonly _tag: "User"; readonly userId: string }
  | { readonly _tag: "Unknown" }

const isConversationId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text)

export const parseTopic = (name: string): Named => {
  const cut = name.indexOf(":")
  const rest = name.slice(cut + 1)
  const kind = cut === -1 || rest === "" || rest.includes("\u0000") ? "" : name.slice(0, cut)
  if (kind === "conv" && isConversationId(rest)) return { _tag: "Conversation", conversationId: rest }
  if (kind === "timetable") return { _tag: "Timetable", timetableId: TimetableId.make(rest) }
  if (kind === "user") return { _tag: "User", userId: rest }
  return { _tag: "Unknown" }
}
