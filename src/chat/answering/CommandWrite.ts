import { Effect } from "effect"
import type { CommandFrame } from "../../protocol/ClientFrame.ts"
import type { AnswerMetadata } from "../../protocol/ServerFrame.ts"
import { ChangeFeed } from "../../schedule/ChangeFeed.ts"
import { ChangeRepo } from "../../schedule/ChangeRepo.ts"
import type { Answer, Asker } from "../Command.ts"
import type { Routed } from "../CommandRouter.ts"
import { ConversationRepo } from "../conversations/ConversationRepo.ts"
import { changeAnswer } from "../proposals/changeAnswer.ts"
import { Stamp } from "../Stamp.ts"
import type { Session } from "../sessions/Session.ts"
import { answerMetadata } from "./answerMetadata.ts"

/**
 * A command that writes. Stored first, then done, then acknowledged: no ack, no effect that the client may count on. The
 * same frame again, also after a restart, has no second effect and is answered with the first result; what failed is
 * tried again. Another body under the same id is an IdConflict.
 */
export const commandWrite = (
  session: Session,
  frame: CommandFrame,
  asker: Asker,
  { command, parameters }: Routed,
  tell: (text: string, metadata: AnswerMetadata) => void
) =>
  Effect.gen(function* () {
    const stamp = yield* Stamp
    const conversations = yield* ConversationRepo
    const { user } = session
    const { conversationId } = asker
    const metadataOf = (answer: Answer): AnswerMetadata =>
      answerMetadata(
        {
          ref: frame.id,
          conversationId,
          // By the change itself, so that the answer made from its record carries the same id.
          messageId: answer.written?.changeId ?? stamp.id(),
          command: command.name,
          parameters
        },
        answer
      )
    const repeated = (answer: Answer): AnswerMetadata => {
      const metadata = metadataOf(answer)
      session.acknowledge(frame.id, { status: "duplicate", result: metadata })
      return metadata
    }

    const { duplicate } = yield* conversations.append({
      id: stamp.id(),
      schoolId: user.schoolId,
      conversationId,
      userId: user.id,
      clientId: frame.id,
      type: "command",
      content: frame.content,
      metadata: { command: frame.command, timetable_id: frame.timetableId },
      at: stamp.millis()
    })
    const before = duplicate ? yield* writtenBefore(session, frame.id) : null
    if (before !== null) return repeated(before)
    const answer = yield* command.run(parameters, asker).pipe(
      // Its twin may have been faster.
      Effect.catchAll(error =>
        duplicate
          ? Effect.flatMap(writtenBefore(session, frame.id), first =>
              first === null ? Effect.fail(error) : Effect.succeed(first)
            )
          : Effect.fail(error)
      )
    )
    if (answer.written?.isRepeated === true) return repeated(answer)
    const metadata = metadataOf(answer)
    session.acknowledge(frame.id)
    tell(answer.text, metadata)
    return metadata
  })

/** What this frame did, if it did something. */
const writtenBefore = ({ user }: Session, clientId: string) =>
  Effect.gen(function* () {
    const changes = yield* ChangeRepo
    const feed = yield* ChangeFeed
    const committed = yield* changes.byClientId(user.schoolId, user.id, clientId)
    if (committed === null) return null
    // Where the answer of its commit was lost nobody has heard of it yet; who has is not told again.
    yield* feed.publish(committed)
    return yield* changeAnswer({ ...committed, duplicate: true })
  })
