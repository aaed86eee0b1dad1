import type { Action } from "../protocol/Action.ts"
import type { ScheduleContext } from "../protocol/ChatMessage.ts"
import type { ServerEventOf } from "../protocol/ServerFrame.ts"
import type { Answer } from "./frames.ts"
import { freshId } from "./freshId.ts"
import { Link, type Status } from "./Link.ts"
import { type Heard, Listeners } from "./Listeners.ts"
import { Outgoing } from "./Outgoing.ts"
import { Positions } from "./Positions.ts"
import { Reception } from "./Reception.ts"
import type { Reply } from "./Reply.ts"
import { platformSocket, type SocketClass } from "./Socket.ts"

export interface ClientOptions {
  /** Of the endpoint, e.g. "wss://school.example/ws/chat"; may end with `?timetable=ID`. */
  readonly url: string
  /** Where the platform has none (Node 20): that of the package `ws`. */
  readonly WebSocket?: SocketClass
  /** Asked for before each connection and when a token runs out, where the server wants one. */
  readonly token?: () => string | Promise<string>
  /** What this is, for the server's log. */
  readonly name?: string
  /** Where messages belong that name no conversation; a fresh one by default. Kept over reconnects. */
  readonly conversation?: string
  /** Requests that may wait for an answer at a time, on the way or until there is a connection: 100. */
  readonly queue?: number
  readonly random?: () => number
}

/** What may be said beside the words. */
export interface About {
  readonly conversation?: string
  readonly timetable?: string
  readonly context?: ScheduleContext
  /** Of something that may have been said before, e.g. by this page before a reload: the same id is done once. */
  readonly id?: string
  /** false: a program asks, and the log of the conversation need not have it. Commands only. */
  readonly log?: boolean
}

export type Parameters = Readonly<Record<string, string | number | boolean>>

/** A person's, or a program's, side of the talk. Survives lost connections, server restarts and deploys. */
export interface Client {
  readonly status: Status
  /** What the server last greeted with; null before that. */
  readonly ready: ServerEventOf<"ready"> | null
  readonly conversation: string
  /** Answers how to stop listening. */
  readonly on: Listeners["on"]
  /** Free text; text that begins with "/" is a command. */
  readonly say: (text: string, about?: About) => Reply
  readonly command: (name: string, parameters?: Parameters, about?: About) => Reply
  /** `say`, and its answer. */
  readonly ask: (text: string, about?: About) => Promise<Answer>
  /** Presses a button of an answer. Pressed twice, it is done once: its id is that of the action. */
  readonly act: (action: Action, about?: About) => Reply
  /** Tells what is on the screen, now and after each reconnect. */
  readonly view: (context: ScheduleContext) => void
  /** Hears what is said in a conversation, now and after each reconnect. What is being answered there comes as a snapshot. */
  readonly follow: (conversation: string) => void
  /** Ends a run by its id, or by that of what it answers: also one that this program began before it was loaded anew. */
  readonly cancel: (what: { readonly run_id: string } | { readonly target: string }) => void
  /** Comes back at once, also from "stopped". */
  readonly reconnect: () => void
  /** For good. What is not answered yet is refused with "closed". */
  readonly close: () => void
}

/** Connects, and stays connected until `close`. */
export const connect = (options: ClientOptions): Client => {
  const listeners = new Listeners()
  const positions = new Positions()
  const conversation = options.conversation ?? freshId()
  const random = options.random ?? Math.random
  const outgoing: Outgoing = new Outgoing({
    most: options.queue ?? 100,
    send: text => link.send(text),
    stuck: () => link.cut(),
    wanted: () => link.hurry()
  })
  const link: Link = new Link({
    url: options.url,
    WebSocket: options.WebSocket ?? platformSocket(),
    random,
    opened: () => reception.opened(),
    heard: data => reception.heard(data),
    lost: verdict => {
      reception.lost()
      outgoing.lost(verdict)
    },
    changed: status => listeners.tell("status", status)
  })
  const reception: Reception = new Reception({
    link,
    outgoing,
    positions,
    listeners,
    conversation,
    token: options.token,
    name: options.name ?? "timetable-chat client"
  })

  const metadataOf = ({ conversation: where = conversation, timetable, context, log }: About) => ({
    conversation_id: where,
    ...(timetable === undefined ? {} : { timetable_id: timetable }),
    ...(context === undefined ? {} : { context }),
    ...(log === undefined ? {} : { log })
  })
  const request = (id: string, type: "user" | "command", content: string, about: About, more = {}): Reply =>
    outgoing.request({ id, type, content, metadata: { ...metadataOf(about), ...more } })

  const client: Client = {
    get status() {
      return link.status
    },
    get ready() {
      return reception.ready
    },
    conversation,
    on: (name, listener) => listeners.on(name, listener),
    say: (text, about = {}) => {
      const { log: _, ...said } = about
      const { id = freshId() } = about
      const isCommand = text.trimStart().startsWith("/")
      return request(id, isCommand ? "command" : "user", text, isCommand ? about : said)
    },
    command: (name, parameters = {}, about = {}) =>
      request(about.id ?? freshId(), "command", name, about, { command: { command: name, parameters } }),
    ask: (text, about) => client.say(text, about).answer,
    act: ({ id, command, parameters }, about = {}) =>
      request(id, "command", command, about, { command: { command, parameters } }),
    view: context => reception.view(context),
    follow: where => reception.follow(where),
    cancel: what => outgoing.tell("cancel", what),
    reconnect: () => link.connect(),
    close: () => {
      link.stop()
      outgoing.close()
    }
  }
  link.connect()
  return client
}

export type { Heard }
