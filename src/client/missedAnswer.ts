import { ChatError } from "./ChatError.ts"
import { answerOf, dataOf } from "./frames.ts"
import { freshId } from "./freshId.ts"
import type { Outgoing } from "./Outgoing.ts"
import type { Exchange } from "./Reply.ts"

const lookedBack = 50
/** A run that is still going shows itself within this time. */
const patienceMillis = 10_000

/**
 * Something was said before the connection was lost, and the server has it. Its answer may have come meanwhile: it is
 * looked for in the history. Where it is neither there nor being made, it was cut off.
 */
export const missedAnswer = (outgoing: Outgoing, exchange: Exchange): void => {
  const { conversationId } = exchange
  const history = outgoing.request({
    id: freshId(),
    type: "command",
    content: `/messages conversation=${conversationId} limit=${lookedBack}`,
    // Not behind whatever is being answered in that conversation.
    metadata: { conversation_id: freshId(), log: false }
  })
  const giveUp = setTimeout(() => {
    if (exchange.runId !== null || exchange.isAnswered) return
    exchange.fail(new ChatError("interrupted", "The answer was cut off; ask again.", { temporary: true }))
    outgoing.tidy()
  }, patienceMillis)
  history.answer.then(
    answer => {
      const found = dataOf(answer, "messages")?.messages.findLast(
        ({ ref, type }) => ref === exchange.id && type === "assistant"
      )
      if (found === undefined) return
      clearTimeout(giveUp)
      // Its run ended while nobody listened.
      exchange.runId = null
      const { id, type: _type, at: _at, offered = [], ...rest } = found
      const suggestions = offered.map(({ suggestion }) => suggestion)
      const known = { ref: exchange.id, message_id: id, conversation_id: conversationId }
      exchange.answered(answerOf({ ...rest, ...known, suggestions }))
      outgoing.tidy()
    },
    () => {}
  )
}
