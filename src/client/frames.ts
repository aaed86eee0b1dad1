import type { ChatMessage } from "../protocol/ChatMessage.ts"
import type { Data } from "../protocol/Data.ts"
import type { AnswerMetadata, SaidMetadata, ServerEvent } from "../protocol/ServerFrame.ts"

/** The final answer to something: its text, and the facts that the text words. */
export interface Answer extends AnswerMetadata {
  readonly content: string
}

/** What another tab, or this one before a reload, said in a conversation that is followed here. */
export interface Said extends SaidMetadata {
  readonly content: string
}

/** Where a frame stands in its topic, so that the client can go on from there. Only frames that are kept have it. */
export interface Place {
  readonly topic: string
  readonly epoch: string
  readonly seq: number
}

export type Frame =
  | { readonly is: "event"; readonly event: ServerEvent; readonly content: string; readonly place: Place | null }
  | { readonly is: "answer"; readonly answer: Answer; readonly place: Place | null }
  | { readonly is: "said"; readonly said: Said; readonly place: Place | null }

interface Received extends Pick<ChatMessage, "type" | "content"> {
  readonly metadata?:
    | (ServerEvent & { readonly topic?: string })
    | Partial<Answer & Place & { event?: undefined }>
    | null
}

/**
 * Reads a frame. The server is trusted to keep to the protocol's shapes, so that no schema has to travel to the browser;
 * what is no frame at all is null. Events that this client does not know pass through and find nobody who listens.
 */
export const readFrame = (text: unknown): Frame | null => {
  if (typeof text !== "string") return null
  const message = parse(text)
  const metadata = message?.metadata
  if (message === null || metadata === null || metadata === undefined) return null
  const place = placeOf(metadata)
  if (isEvent(metadata)) return { is: "event", event: metadata, content: message.content, place }
  const { ref, message_id, conversation_id = "" } = metadata
  if (ref === undefined || message_id === undefined) return null
  const common = { ...metadata, ref, message_id, conversation_id, content: message.content }
  if (message.type === "user") return { is: "said", said: common, place }
  return { is: "answer", answer: answerOf(common), place }
}

type Known = Pick<Answer, "ref" | "message_id" | "conversation_id" | "content">

/** An answer of which not all may be known, e.g. one that is read from the history. */
export const answerOf = (known: Known & Partial<Answer>): Answer => ({
  conflict_ids: [],
  lesson_ids: [],
  suggestions: [],
  actions: [],
  provider: "unknown",
  degraded: false,
  ...known
})

const parse = (text: string): Received | null => {
  try {
    const value: Received | null = JSON.parse(text)
    return typeof value === "object" ? value : null
  } catch {
    return null
  }
}

const isEvent = (metadata: NonNullable<Received["metadata"]>): metadata is ServerEvent => metadata.event !== undefined

/** A topic is named, or follows from what the frame is about. */
const placeOf = (metadata: object): Place | null => {
  const { topic, epoch, seq, timetable_id, conversation_id }: Readonly<Record<string, unknown>> = { ...metadata }
  if (typeof epoch !== "string" || typeof seq !== "number") return null
  if (typeof topic === "string") return { topic, epoch, seq }
  if (typeof timetable_id === "string") return { topic: `timetable:${timetable_id}`, epoch, seq }
  return typeof conversation_id === "string" ? { topic: `conv:${conversation_id}`, epoch, seq } : null
}

type DataOf<Kind extends Data["kind"]> = Extract<Data, { readonly kind: Kind }>

/** The facts of an answer, where they are of this kind. */
export const dataOf = <Kind extends Data["kind"]>(answer: Pick<Answer, "data">, kind: Kind): DataOf<Kind> | null => {
  const isKind = (data: Data): data is DataOf<Kind> => data.kind === kind
  return answer.data !== undefined && isKind(answer.data) ? answer.data : null
}
