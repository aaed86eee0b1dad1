import type { ServerEvent, ServerEventOf } from "../protocol/ServerFrame.ts"
import type { Answer, Said } from "./frames.ts"
import type { Status } from "./Link.ts"

type FromServer = { readonly [Name in ServerEvent["event"]]: ServerEventOf<Name> }

/** What can be listened to: the server's events by name, and the client's own. */
export interface Heard extends FromServer {
  readonly answer: Answer
  readonly said: Said
  readonly status: Status
  /** Something of these topics was missed and will not come again: load anew what was made of them. */
  readonly stale: { readonly topics: ReadonlyArray<string> }
}

type Listener<Name extends keyof Heard> = (heard: Heard[Name], content: string) => void

type Sets = { readonly [Name in keyof Heard]: Set<Listener<Name>> }

/** Who wants to hear what. */
export class Listeners {
  readonly #sets: Sets = {
    ready: new Set(),
    ack: new Set(),
    "run.start": new Set(),
    delta: new Set(),
    "run.reset": new Set(),
    "run.snapshot": new Set(),
    "run.done": new Set(),
    progress: new Set(),
    change: new Set(),
    notice: new Set(),
    imported: new Set(),
    presence: new Set(),
    error: new Set(),
    pong: new Set(),
    goodbye: new Set(),
    answer: new Set(),
    said: new Set(),
    status: new Set(),
    stale: new Set()
  }

  /** Answers how to stop listening. */
  on<Name extends keyof Heard>(name: Name, listener: Listener<Name>): () => void {
    const set: Set<Listener<Name>> = this.#sets[name]
    set.add(listener)
    return () => set.delete(listener)
  }

  /** Servers may say what this client does not know; nobody listens to that. */
  tell<Name extends keyof Heard>(name: Name, heard: Heard[Name], content = ""): void {
    if (!Object.hasOwn(this.#sets, name)) return
    const set: Set<Listener<Name>> = this.#sets[name]
    for (const listener of [...set]) listener(heard, content)
  }
}
