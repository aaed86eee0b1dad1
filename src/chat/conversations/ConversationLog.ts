import { Context, Effect, Layer, Schedule } from "effect"
import { ConversationRepo, type StoredMessage } from "./ConversationRepo.ts"

/** Messages that wait to be written; what comes beyond is not kept: answers go before their log. */
const bound = 1_000
/** Small and seldom enough that the embedded database, which shares our thread, holds nobody up. */
const batch = 64
const every = "250 millis"

/** Commands about the talk itself, or for a page to draw itself: written down, they would only be in the way. */
const aside: ReadonlySet<string> = new Set(["/help", "/grid", "/conversations", "/messages", "/rename", "/forget"])

export const isLogged = (command: string): boolean => !aside.has(command)

/** The log of conversations, written behind: for what need not be stored before it is answered. */
export class ConversationLog extends Context.Tag("chat/ConversationLog")<
  ConversationLog,
  {
    /** Never waits. */
    readonly note: (...messages: ReadonlyArray<StoredMessage>) => void
  }
>() {}

const make = Effect.gen(function* () {
  const repo = yield* ConversationRepo
  const waiting: Array<StoredMessage> = []
  let dropped = 0

  const write = Effect.suspend(() => {
    const messages = waiting.splice(0, batch)
    return messages.length === 0 ? Effect.void : repo.appendAll(messages)
  }).pipe(
    Effect.catchAllCause(cause => Effect.logWarning("commands could not be written to their conversations", cause)),
    Effect.zipRight(
      Effect.suspend(() => {
        if (dropped === 0) return Effect.void
        const count = dropped
        dropped = 0
        return Effect.logWarning(`${count} messages came too fast to be written to their conversations`)
      })
    )
  )

  yield* Effect.addFinalizer(() => Effect.repeat(write, { while: () => waiting.length > 0 }))
  yield* Effect.forkScoped(Effect.schedule(write, Schedule.spaced(every)))

  return {
    note: (...messages: ReadonlyArray<StoredMessage>): void => {
      if (waiting.length + messages.length <= bound) waiting.push(...messages)
      else dropped += messages.length
    }
  }
})

export const layer = Layer.scoped(ConversationLog, make)
