import { type Conversations, talkOf } from "../conversations/Conversations.ts"
import type { RunSnapshots } from "../runs/RunSnapshots.ts"
import type { Session } from "../sessions/Session.ts"
import { conversationTopic } from "./Topic.ts"

/**
 * A connection follows a conversation from now on. What is being answered there just now it gets as it stands; whatever
 * is streamed after that comes as deltas, none of them twice.
 */
export const joining =
  (conversations: typeof Conversations.Service, snapshots: typeof RunSnapshots.Service) =>
  (session: Session, conversationId: string): void => {
    if (conversations.follow(session, conversationId))
      snapshots.tell(session, conversationTopic(talkOf(session, conversationId)))
  }
