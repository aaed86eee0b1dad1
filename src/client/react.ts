import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { ChatError } from "./ChatError.ts"
import type { About, Client, Heard } from "./Client.ts"
import type { Answer } from "./frames.ts"
import type { Status } from "./Link.ts"
import type { Reply } from "./Reply.ts"

/** How the connection stands; renders again when that changes. */
export const useStatus = (client: Client): Status =>
  useSyncExternalStore(
    useCallback(changed => client.on("status", changed), [client]),
    () => client.status,
    () => client.status
  )

/** Hears something for as long as the component is there. */
export const useHeard = <Name extends keyof Heard>(
  client: Client,
  name: Name,
  listener: (heard: Heard[Name], content: string) => void
): void => {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => client.on(name, (heard, content) => latest.current(heard, content)), [client, name])
}

/** What there is of an answer so far. */
export interface Asked {
  readonly text: string
  readonly answer: Answer | null
  readonly error: ChatError | null
  readonly isRunning: boolean
}

const nothing: Asked = { text: "", answer: null, error: null, isRunning: false }

/** Says something and renders its answer as it streams. Saying something else lets go of what is running. */
export const useAsk = (client: Client) => {
  const [asked, setAsked] = useState(nothing)
  const current = useRef<Reply | null>(null)
  const ask = useCallback(
    (text: string, about?: About): void => {
      const reply = client.say(text, about)
      current.current = reply
      void follow(reply, next => {
        if (current.current === reply) setAsked(next)
      })
    },
    [client]
  )
  const cancel = useCallback(() => current.current?.cancel(), [])
  return { ...asked, ask, cancel }
}

const follow = async (reply: Reply, show: (asked: Asked) => void): Promise<void> => {
  let asked: Asked = { ...nothing, isRunning: true }
  const become = (more: Partial<Asked>): void => {
    asked = { ...asked, ...more }
    show(asked)
  }
  become({})
  try {
    for await (const part of reply) {
      if (part.type === "text") become({ text: asked.text + part.text })
      else if (part.type === "reset") become({ text: part.text })
      else if (part.type === "answer") become({ text: part.answer.content, answer: part.answer })
    }
    become({ isRunning: false })
  } catch {
    await reply.answer.catch((error: ChatError) => become({ error, isRunning: false }))
  }
}
