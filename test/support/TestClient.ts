import { onTestFinished } from "vitest"
import { type ClientOptions, WebSocket } from "ws"
import type { AnswerMetadata, ServerEvent, ServerEventOf } from "../../src/protocol/ServerFrame.ts"
import { decodeServerFrame } from "../../src/protocol/ServerFrame.ts"
import { Watch } from "./Watch.ts"

export type Frame = ReturnType<typeof decodeServerFrame>

export interface Answer extends AnswerMetadata {
  readonly content: string
}

export interface Closed {
  readonly code: number
  readonly reason: string
}

export interface Connecting extends ClientOptions {
  /** Added to the address, e.g. "?timetable=x". */
  readonly query?: string
  readonly protocols?: ReadonlyArray<string>
}

let ids = 0
/** A client's id that no test used before. */
export const freshId = (): string => {
  ids += 1
  return `q${ids}`
}

const isEvent =
  <Name extends ServerEvent["event"]>(name: Name) =>
  (event: ServerEvent | null): event is ServerEventOf<Name> =>
    event?.event === name

/** "ready", "error bad_request", "answer /help": a frame in a word or two, for assertions on whole conversations. */
const inShort = ({ event, answer, said }: Frame): string => {
  if (said !== null) return "said"
  if (answer !== null) return `answer ${answer.command ?? "text"}`
  if (event?.event === "error") return `error ${event.code}`
  if (event?.event === "ack") return `ack ${event.status}`
  if (event?.event === "run.done") return `run.done ${event.outcome}`
  return event?.event ?? "message"
}

/** A client on a real socket. Every frame is kept as it came and decoded; one that does not fit its schema fails the test. */
export class TestClient {
  readonly ws: WebSocket
  readonly texts: Array<string> = []
  readonly frames: Array<Frame> = []
  readonly undecodable: Array<unknown> = []
  closed: Closed | undefined = undefined
  readonly #watch = new Watch()

  constructor(url: string, { query = "", protocols = [], ...options }: Connecting = {}) {
    this.ws = new WebSocket(`${url}${query}`, [...protocols], { perMessageDeflate: false, ...options })
    this.ws.on("message", data => this.#received(data.toString()))
    this.ws.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() }
      this.#watch.changed()
    })
  }

  #received(text: string): void {
    this.texts.push(text)
    try {
      const frame = decodeServerFrame(text)
      if (frame.answer === null && frame.event === null && frame.said === null)
        throw new Error(`no schema fits ${text}`)
      this.frames.push(frame)
    } catch (error) {
      this.undecodable.push(error)
    }
    this.#watch.changed()
  }

  /** What came in so far is done with: whoever waits long would look through it again at each frame. */
  forget(): void {
    this.texts.length = 0
    this.frames.length = 0
  }

  /** What came in so far, in short. */
  get story(): ReadonlyArray<string> {
    return this.frames.map(inShort)
  }

  /** The first value `look` finds, among what has come and what is to come. */
  until<A>(what: string, look: () => A | undefined, millis?: number): Promise<A> {
    return this.#watch
      .until(
        what,
        () => {
          if (this.undecodable.length > 0) throw new Error(`a frame does not fit its schema: ${this.undecodable[0]}`)
          return look()
        },
        millis
      )
      .catch((error: unknown) => {
        const end = this.closed === undefined ? "" : `, closed ${this.closed.code}`
        throw new Error(`${error instanceof Error ? error.message : error}; came: ${this.story.join(", ")}${end}`)
      })
  }

  /** The nth (from 1) frame that matches. */
  frame(what: string, matches: (frame: Frame) => boolean, nth = 1): Promise<Frame> {
    return this.until(what, () => this.frames.filter(matches)[nth - 1])
  }

  /** The first event of this name that answers `ref`, or, without a ref, the first of this name at all. */
  event<Name extends ServerEvent["event"]>(name: Name, ref?: string): Promise<ServerEventOf<Name>> {
    const isMeant = (event: ServerEventOf<Name>) => ref === undefined || ("ref" in event && event.ref === ref)
    return this.until(`${name} ${ref ?? ""}`, () => this.events(name).find(isMeant))
  }

  /** All events of this name so far. */
  events<Name extends ServerEvent["event"]>(name: Name): ReadonlyArray<ServerEventOf<Name>> {
    return this.frames.map(frame => frame.event).filter(isEvent(name))
  }

  /** The final answer to a frame. */
  answer(ref: string): Promise<Answer> {
    return this.until(`answer to ${ref}`, () => this.answers().find(answer => answer.ref === ref))
  }

  answers(): ReadonlyArray<Answer> {
    return this.frames.flatMap(({ answer, message }) =>
      answer === null ? [] : [{ ...answer, content: message.content }]
    )
  }

  /** Waits for the close frame. */
  end(): Promise<Closed> {
    return this.until("close", () => this.closed)
  }

  get isOpen(): boolean {
    return this.ws.readyState === this.ws.OPEN
  }

  /** A text frame as it is. */
  sendText(text: string): void {
    this.ws.send(text)
  }

  /** Anything as JSON. */
  sendJson(value: unknown): void {
    this.sendText(JSON.stringify(value))
  }

  /** A ChatMessage; answers its id. */
  send(type: string, content: string, metadata?: Readonly<Record<string, unknown>>, id: string = freshId()): string {
    this.sendJson({
      id,
      type,
      content,
      timestamp: "2026-11-23T08:00:00Z",
      ...(metadata === undefined ? {} : { metadata })
    })
    return id
  }

  command(line: string, metadata?: Readonly<Record<string, unknown>>): string {
    return this.send("command", line, metadata)
  }

  say(text: string, metadata?: Readonly<Record<string, unknown>>): string {
    return this.send("user", text, metadata)
  }

  tell(event: string, body: Readonly<Record<string, unknown>> = {}): string {
    return this.send("system", event, { event, ...body })
  }

  /** Sends a command and waits for its answer. */
  ask(line: string): Promise<Answer> {
    return this.answer(this.command(line))
  }

  /** Sends something and waits for the error that answers it. */
  refusal(ref: string): Promise<ServerEventOf<"error">> {
    return this.event("error", ref)
  }

  close(): void {
    this.ws.close(1000)
  }
}

/** Connects. Gone when the test is over, which fails if any frame did not decode. */
export const dial = async (url: string, options?: Connecting): Promise<TestClient> => {
  const client = new TestClient(url, options)
  const opened = new Promise<void>((resolve, reject) => {
    client.ws.once("open", resolve)
    client.ws.once("error", reject)
  })
  onTestFinished(() => {
    client.ws.terminate()
    if (client.undecodable.length > 0) throw new Error(`a frame does not fit its schema: ${client.undecodable[0]}`)
  })
  await opened
  client.ws.on("error", () => {})
  return client
}

/** Connects and waits for `ready`. */
export const connect = async (url: string, options?: Connecting): Promise<TestClient> => {
  const client = await dial(url, options)
  await client.event("ready")
  return client
}

/** The HTTP status and headers with which an upgrade is refused; fails when it is not. */
export const refusedUpgrade = (url: string, { query = "", protocols = [], ...options }: Connecting = {}) =>
  new Promise<{ readonly status: number; readonly retryAfter: string | undefined }>((resolve, reject) => {
    const ws = new WebSocket(`${url}${query}`, [...protocols], options)
    ws.once("open", () => {
      ws.terminate()
      reject(new Error("the upgrade was accepted"))
    })
    ws.once("unexpected-response", (_request, response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] })
    })
    ws.on("error", reject)
  })

/** Somebody else on the same server, who must notice nothing of a fault. */
export const bystander = async (url: string) => {
  const client = await connect(url)
  await client.ask("/help")
  return {
    client,
    /** It heard nothing but the answers to its own questions, and still gets them. */
    noticedNothing: async (): Promise<void> => {
      await client.ask("/help")
      const heard = client.story.filter(frame => !["ready", "ack accepted", "answer /help", "pong"].includes(frame))
      if (heard.length > 0 || !client.isOpen) throw new Error(`the bystander noticed: ${heard.join(", ") || "its end"}`)
    }
  }
}
