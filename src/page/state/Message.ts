import type { Answer } from "../../client/frames.ts"
import type { Action } from "../../protocol/Action.ts"
import type { ServerEventOf } from "../../protocol/ServerFrame.ts"
import type { WireMessage } from "../../protocol/WireConversation.ts"

export interface Trouble {
  readonly message: string
  readonly temporary: boolean
  readonly actions: ReadonlyArray<Action>
}

/** One thing said and what was answered to it. */
export interface Message {
  /** The client's id of what was said. */
  readonly ref: string
  readonly said: string | null
  readonly text: string
  readonly state: "waiting" | "running" | "done" | "cancelled" | "failed"
  readonly runId: string | null
  readonly answer: Answer | null
  readonly progress: ServerEventOf<"progress"> | null
  readonly trouble: Trouble | null
}

export const fresh = (ref: string, said: string | null): Message => ({
  ref,
  said,
  text: "",
  state: "waiting",
  runId: null,
  answer: null,
  progress: null,
  trouble: null
})

/** Messages that are kept on the page; what is older is in the history. */
const atMost = 200

export type Messages = ReadonlyArray<Message>

/** Changes the message that answers `ref`, or adds it. */
export const withRef = (all: Messages, ref: string, change: (message: Message) => Message): Messages => {
  const at = all.findIndex(message => message.ref === ref)
  return at < 0
    ? [...all, change(fresh(ref, null))].slice(-atMost)
    : all.map((message, i) => (i === at ? change(message) : message))
}

/** Changes the message that a run makes; runs of other conversations are nobody's here. */
export const withRun = (all: Messages, runId: string, change: (message: Message) => Message): Messages =>
  all.some(message => message.runId === runId)
    ? all.map(message => (message.runId === runId ? change(message) : message))
    : all

export const isOpen = ({ state }: Message): boolean => state === "waiting" || state === "running"

/** A conversation as the history has it: what was said, each with its answer. */
export const fromHistory = (history: ReadonlyArray<WireMessage>): Messages => {
  const byRef = new Map<string, Message>()
  let last = ""
  for (const { id, type, content, ref, actions, reason, conflict_ids, lesson_ids, offered = [] } of history) {
    if (type === "user" || type === "command") {
      last = id
      byRef.set(id, { ...fresh(id, content), state: "done" })
      continue
    }
    const asked = byRef.get(last) ?? fresh(id, null)
    const answer: Answer = {
      ref: ref ?? id,
      message_id: id,
      conversation_id: "",
      conflict_ids: conflict_ids ?? [],
      lesson_ids: lesson_ids ?? [],
      suggestions: offered.map(({ suggestion }) => suggestion),
      actions: actions ?? [],
      provider: "",
      degraded: false,
      content,
      ...(reason === undefined ? {} : { reason })
    }
    byRef.delete(asked.ref)
    const known = ref ?? asked.ref
    byRef.set(known, { ...asked, ref: known, state: "done", text: content, answer })
    last = known
  }
  return [...byRef.values()].slice(-atMost)
}

/**
 * What is being said and has no answer yet, by what the history has of it: under an id of its own, since only an answer says
 * to whose message it belongs.
 */
const unanswered = (history: Messages, messages: Messages): ReadonlyMap<Message, Message> =>
  new Map(
    messages.filter(isOpen).flatMap(message => {
      const past = history.findLast(({ said, answer }) => answer === null && said !== null && said === message.said)
      return past === undefined ? [] : [[past, message] as const]
    })
  )

/** What was said before, then what is being said. What is known from both sides is one message: the page knows more of it. */
export const withHistory = (history: Messages, messages: Messages): Messages => {
  const open = unanswered(history, messages)
  const refs = new Set([...history, ...open.values()].map(({ ref }) => ref))
  const texts = new Set(history.map(({ said }) => said))
  return [
    ...history.map(past => {
      const known = messages.find(({ ref }) => ref === past.ref) ?? open.get(past)
      if (known === undefined) return past
      // It was answered while nobody here heard of it.
      if (isOpen(known) && past.answer !== null) return { ...past, runId: known.runId }
      return { ...known, said: known.said ?? past.said }
    }),
    ...messages.filter(message => !refs.has(message.ref) && (isOpen(message) || !texts.has(message.said)))
  ]
}
