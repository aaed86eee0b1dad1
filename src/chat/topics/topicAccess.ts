import { Effect } from "effect"
import { ScheduleRepo, type TimetableNotFound } from "../../schedule/ScheduleRepo.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import { talkOf } from "../conversations/Conversations.ts"
import { type Refusal, refuse } from "../Refusal.ts"
import type { Session } from "../sessions/Session.ts"
import { conversationTopic, parseTopic, type Topic, timetableTopic, userTopic } from "./Topic.ts"

const refusal = (code: Refusal["code"], name: string, message: string) =>
  Effect.fail(refuse(code, message, [{ path: `topics.${name}`, message }]))

/**
 * What somebody may follow under this name: timetables of their school, conversations of theirs, and what is about
 * themselves. A conversation that is not there yet may be followed: it will be theirs or silent.
 */
export const makeTopicAccess = Effect.map(
  ScheduleRepo,
  repo =>
    (session: Session, name: string): Effect.Effect<Topic, Refusal | TimetableNotFound | StorageUnavailable> => {
      const { user } = session
      const named = parseTopic(name)
      switch (named._tag) {
        case "Conversation":
          return Effect.succeed(conversationTopic(talkOf(session, named.conversationId)))
        case "Timetable":
          return Effect.map(repo.head(user.schoolId, named.timetableId), ({ id }) => timetableTopic(user.schoolId, id))
        case "User":
          return named.userId === user.id
            ? Effect.succeed(userTopic(user))
            : refusal("forbidden", name, "Only your own user topic can be followed.")
        case "Unknown":
          return refusal("not_found", name, "Topics are conv:ID, timetable:ID and user:ID.")
      }
    }
)
