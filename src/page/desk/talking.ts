import { ChatError } from "../../client/ChatError.ts"
import { type Answer, dataOf } from "../../client/frames.ts"
import type { Reply } from "../../client/Reply.ts"
import type { Action } from "../../protocol/Action.ts"
import { withCards, withOffered } from "../state/Card.ts"
import { fresh, fromHistory, isOpen, type Message, withHistory, withRef, withRun } from "../state/Message.ts"
import { nobody } from "../state/PageState.ts"
import { scheduleContext } from "../state/scheduleContext.ts"
import { messageOf, type Tools } from "./Tools.ts"

const remembered = 60

/** The conversation: what is said here, in other tabs, and was before the page was loaded. */
export const makeTalking = (tools: Tools) => {
  const { client, store, aside } = tools
  const isHere = (conversation: string) => conversation === tools.conversation()
  const about = () => ({ conversation: tools.conversation(), context: scheduleContext(store.get()) })
  const change = (ref: string, more: (message: Message) => Partial<Message>) =>
    store.set(({ messages }) => ({
      messages: withRef(messages, ref, message => ({ ...message, ...more(message) }))
    }))
  const changeRun = (runId: string, more: (message: Message) => Partial<Message>) =>
    store.set(({ messages }) => ({
      messages: withRun(messages, runId, message => ({ ...message, ...more(message) }))
    }))

  const failed = (ref: string, error: unknown): void => {
    const isCancelled = error instanceof ChatError && error.code === "cancelled"
    change(ref, () => ({
      state: isCancelled ? "cancelled" : "failed",
      progress: null,
      trouble: isCancelled
        ? null
        : {
            message: messageOf(error),
            temporary: error instanceof ChatError && error.temporary,
            actions: error instanceof ChatError ? error.actions : []
          }
    }))
  }

  /** What was said on this page and is not answered yet. */
  const replies = new Map<string, Reply>()

  const begun = (reply: Reply, said: string | null): void => {
    replies.set(reply.id, reply)
    store.set(({ messages }) => ({
      messages: messages.some(({ ref }) => ref === reply.id) ? messages : [...messages, fresh(reply.id, said)]
    }))
    reply.answer
      .then(
        answer => answered({ ...answer, ref: reply.id }),
        error => failed(reply.id, error)
      )
      .finally(() => replies.delete(reply.id))
  }

  const answered = (answer: Answer): void => {
    change(answer.ref, () => ({ state: "done", text: answer.content, answer, progress: null, trouble: null }))
    store.set(({ cards, moving }) => ({
      cards: withCards(cards, answer.suggestions),
      highlighted: new Set(answer.lesson_ids),
      moving
    }))
  }

  const send = (text: string): void => {
    if (text.trim() === "") return
    begun(client.say(text.trim(), about()), text.trim())
  }

  /** What was said before a reload and has no answer yet: under the same id, so that it is done once. */
  const again = (): void => {
    for (const { ref, said, state } of store.get().messages)
      if (said !== null && state === "waiting") begun(client.say(said, { ...about(), id: ref }), said)
  }

  const act = (action: Action): void => begun(client.act(action, about()), action.label)

  const stop = ({ runId, ref }: Message): void => {
    const waiting = replies.get(ref)
    if (waiting !== undefined) waiting.cancel()
    else if (runId !== null) client.cancel({ run_id: runId })
  }

  /** What was said before is put before what is being said. */
  const load = async (): Promise<void> => {
    const conversation = tools.conversation()
    try {
      const answer = await client.command("/messages", { conversation, limit: remembered }, aside).answer
      if (!isHere(conversation)) return
      const said = dataOf(answer, "messages")?.messages ?? []
      const offered = said.flatMap(({ offered: made = [] }) => made)
      store.set(({ messages, cards }) => ({
        messages: withHistory(fromHistory(said), messages),
        cards: withOffered(cards, offered)
      }))
    } catch {
      // Nothing was said in it yet.
    }
  }

  const open = (conversation: string): void => {
    client.follow(conversation)
    store.set(() => ({ messages: [], conversations: null, highlighted: nobody }))
    void load()
  }

  const list = async (): Promise<void> => {
    const answer = await client.command("/conversations", {}, aside).answer.catch(() => null)
    const found = answer === null ? null : dataOf(answer, "conversations")
    store.set(() => ({ conversations: found?.conversations ?? [] }))
  }

  client.on("said", ({ conversation_id, ref, content }) => {
    if (isHere(conversation_id)) change(ref, () => ({ said: content }))
  })
  client.on("answer", answer => {
    if (isHere(answer.conversation_id)) answered(answer)
  })
  client.on("run.start", ({ conversation_id, ref, run_id }) => {
    if (isHere(conversation_id)) change(ref, () => ({ runId: run_id, state: "running" }))
  })
  client.on("run.snapshot", ({ conversation_id, ref, run_id, text }) => {
    if (isHere(conversation_id)) change(ref, () => ({ runId: run_id, state: "running", text }))
  })
  client.on("run.reset", ({ run_id }) => changeRun(run_id, () => ({ text: "" })))
  client.on("delta", ({ run_id }, content) =>
    // The history may have brought the whole answer before its last words.
    changeRun(run_id, message => (isOpen(message) ? { text: message.text + content } : {}))
  )
  client.on("progress", progress => changeRun(progress.run_id, () => ({ progress })))
  client.on("run.done", ({ run_id, outcome, reason, actions }, content) =>
    changeRun(run_id, ({ state, answer }) => {
      if (state === "done" && answer !== null) return { progress: null }
      if (outcome === "completed") return { state: "done", progress: null }
      if (outcome === "cancelled") return { state: "cancelled", progress: null }
      const trouble = { message: reason ?? content, temporary: true, actions: actions ?? [] }
      return { state: "failed", progress: null, trouble }
    })
  )
  client.on("stale", ({ topics }) => {
    if (topics.includes(`conv:${tools.conversation()}`)) void load()
  })
  return { send, again, act, stop, load, open, list, begun }
}
