import { Context, Effect, Layer } from "effect"
import { encodeFrame, eventFrame } from "../../protocol/ServerFrame.ts"
import { Bus } from "../Bus.ts"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "../sessions/ConnectionRegistry.ts"
import type { Session } from "../sessions/Session.ts"
import { conversationTopic, keyOf, type Topic } from "../topics/Topic.ts"
import { type Run, Runs } from "./Runs.ts"

const asking = "run snapshots: asked"
const answering = (node: string): string => `run snapshots: for ${node}`

/** What has been told of a run; null: nothing yet. */
const snapshotOf = ({ id, target, conversationId, messageId, shown }: Run) =>
  shown === null
    ? null
    : eventFrame(shown.text, {
        event: "run.snapshot",
        run_id: id,
        ref: target,
        conversation_id: conversationId,
        message_id: messageId,
        text: shown.text,
        next_index: shown.nextIndex
      })

/**
 * For one who comes to a conversation while an answer is made: all that was streamed and stands. What is made here is
 * told on the spot, so that the next delta is the next; other nodes are asked over the bus, which keeps the order too.
 */
export class RunSnapshots extends Context.Tag("chat/RunSnapshots")<
  RunSnapshots,
  { readonly tell: (session: Session, topic: Topic) => void }
>() {}

const make = Effect.gen(function* () {
  const bus = yield* Bus
  const runs = yield* Runs
  const registry = yield* ConnectionRegistry
  const stamp = yield* Stamp
  const node = stamp.id()

  const shownIn = (key: string): ReadonlyArray<string> =>
    runs.all().flatMap(run => {
      const frame = keyOf(conversationTopic(run)) === key ? snapshotOf(run) : null
      return frame === null ? [] : [encodeFrame(frame, stamp.id(), stamp.now())]
    })

  // `node connection key`: ids have no blanks.
  yield* bus.listen(asking, message => {
    const [asker = "", connection = ""] = message.split(" ", 2)
    if (asker === node) return
    const key = message.slice(asker.length + connection.length + 2)
    for (const text of shownIn(key)) bus.tell(answering(asker), `${connection} ${text}`)
  })
  yield* bus.listen(answering(node), message => {
    const cut = message.indexOf(" ")
    registry.find(message.slice(0, cut))?.tellEncoded(message.slice(cut + 1))
  })

  return {
    tell: (session: Session, topic: Topic): void => {
      if (!topic.name.startsWith("conv:")) return
      const key = keyOf(topic)
      for (const text of shownIn(key)) session.tellEncoded(text)
      bus.tell(asking, `${node} ${session.connection.id} ${key}`)
    }
  }
})

export const layer = Layer.scoped(RunSnapshots, make)
