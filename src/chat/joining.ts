import { eventFrame } from "../protocol/ServerFrame.ts"
import type { Conversations } from "./Conversations.ts"
import type { Runs } from "./Runs.ts"
import type { Session } from "./Session.ts"

/**
 * A connection follows a conversation from now on. What is being answered there just now it gets as it stands; whatever
 * is streamed after that comes as deltas, none of them twice.
 */
export const joining =
  (conversations: typeof Conversations.Service, runs: typeof Runs.Service) =>
  (session: Session, conversationId: string): void => {
    if (!conversations.follow(session, conversationId)) return
    for (const { id, target, shown } of runs.shownTo(session.user, conversationId)) {
      if (shown === null) continue
      session.tell(
        eventFrame(shown.text, {
          event: "run.snapshot",
          run_id: id,
          ref: target,
          conversation_id: conversationId,
          message_id: shown.messageId,
          text: shown.text,
          next_index: shown.nextIndex
        })
      )
    }
  }

const prefix = "conv:"

/** The conversation that a topic names; null: it names something else. */
export const conversationOf = (topic: string): string | null =>
  topic.startsWith(prefix) && topic.length > prefix.length ? topic.slice(prefix.length) : null
